/* The least a recorder of RTSP cameras can cost: what comes out of each socket goes into a file, unread. One thread, no memory per camera.

     cc -O2 -o floor floor.c -lcrypto
     ./floor DIRECTORY TICK_MS FLUSH_MS HASH rtsp://127.0.0.1:8554/cam1 ...

   TICK_MS 0 reads whenever a socket has something (epoll); otherwise every socket is read once each TICK_MS.
   FLUSH_MS 0 never flushes; otherwise the file system is flushed (syncfs) each FLUSH_MS, so that a power cut costs at most that much.
   HASH 1 takes SHA-256 (FIPS 180-4) of what is written, while it is still in the processor's cache; 0 does not.
   Runs until it is ended. Writes DIRECTORY/cam1.rtp and so on: interleaved RTP as it came (RFC 2326 section 10.12), nothing a player reads. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define KEEP_ALIVE_MS 20000

struct camera {
  const char *url;
  char session[128];
  int socket, file, sequence;
  EVP_MD_CTX *hash;
};

static char buffer[256 * 1024];

static void fail(const char *what, const char *detail) {
  fprintf(stderr, "floor: %s %s\n", what, detail);
  exit(1);
}

static void ask(struct camera *camera, const char *method, const char *url, const char *headers) {
  char request[2048];
  int length = snprintf(request, sizeof request, "%s %s RTSP/1.0\r\nCSeq: %d\r\n%s\r\n", method, url, ++camera->sequence, headers);
  if (write(camera->socket, request, length) != length) fail(method, strerror(errno));
}

/* Reads one answer, its head byte by byte so that no media behind it is taken. */
static void answer(struct camera *camera, const char *method, char *head, int head_size, char *body, int body_size) {
  int got = 0;
  while (got < 4 || memcmp(head + got - 4, "\r\n\r\n", 4)) {
    if (got == head_size - 1 || read(camera->socket, head + got, 1) != 1) fail(method, "got no answer");
    got++;
  }
  head[got] = 0;
  if (strncmp(head, "RTSP/1.0 200", 12)) fail(method, head);
  char *length = strcasestr(head, "\nContent-Length:");
  int left = length ? atoi(length + 16) : 0, at = 0;
  if (left >= body_size) fail(method, "has too long an answer");
  while (left > 0) {
    int part = read(camera->socket, body + at, left);
    if (part <= 0) fail(method, "has half an answer");
    at += part, left -= part;
  }
  body[at] = 0;
}

/* Where the video track is, from the session description (RFC 2326 appendix C.1.1). */
static void track_url(const char *url, const char *head, const char *sdp, char *track, int size) {
  char base[512], control[512] = "";
  snprintf(base, sizeof base, "%s", url);
  const char *content_base = strcasestr(head, "\nContent-Base:");
  if (content_base) sscanf(content_base + 14, " %511[^\r\n]", base);
  const char *video = strstr(sdp, "m=video"), *found = video ? strstr(video, "a=control:") : NULL;
  if (!found) fail(url, "offers no video");
  sscanf(found + 10, "%511[^\r\n]", control);
  int is_absolute = !strncasecmp(control, "rtsp://", 7), ends = base[0] && base[strlen(base) - 1] == '/';
  snprintf(track, size, "%s%s%s", is_absolute ? "" : base, is_absolute || ends ? "" : "/", control);
}

static void play(struct camera *camera) {
  char host[64], head[8192], body[16384], track[1100], headers[256];
  int port = 554, room = 1 << 20;
  if (sscanf(camera->url, "rtsp://%63[^:/]:%d", host, &port) < 1) fail(camera->url, "is no address");
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  if (inet_pton(AF_INET, host, &address.sin_addr) != 1) fail(host, "is no IPv4 address");
  camera->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt(camera->socket, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  if (connect(camera->socket, (struct sockaddr *)&address, sizeof address)) fail(camera->url, strerror(errno));
  ask(camera, "DESCRIBE", camera->url, "Accept: application/sdp\r\n");
  answer(camera, "DESCRIBE", head, sizeof head, body, sizeof body);
  track_url(camera->url, head, body, track, sizeof track);
  ask(camera, "SETUP", track, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
  answer(camera, "SETUP", head, sizeof head, body, sizeof body);
  char *session = strcasestr(head, "\nSession:");
  if (!session || sscanf(session + 9, " %127[^;\r\n]", camera->session) != 1) fail("SETUP", "gave no session");
  snprintf(headers, sizeof headers, "Session: %s\r\n", camera->session);
  ask(camera, "PLAY", camera->url, headers);
  answer(camera, "PLAY", head, sizeof head, body, sizeof body);
  fcntl(camera->socket, F_SETFL, O_NONBLOCK);
}

/* One read, one write. A socket that is empty is left alone. */
static void pump(struct camera *camera) {
  ssize_t got = read(camera->socket, buffer, sizeof buffer);
  if (got > 0) {
    if (camera->hash && !EVP_DigestUpdate(camera->hash, buffer, got)) fail(camera->url, "could not be hashed");
    if (write(camera->file, buffer, got) != got) fail(camera->url, strerror(errno));
  } else if (got == 0 || errno != EAGAIN) {
    fail(camera->url, got == 0 ? "closed the connection" : strerror(errno));
  }
}

static long long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void wait_until(long long ms) {
  struct timespec then = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &then, NULL) == EINTR) {}
}

int main(int count, char **values) {
  if (count < 6) fail("usage:", "floor DIRECTORY TICK_MS FLUSH_MS HASH URL...");
  int tick = atoi(values[2]), flush = atoi(values[3]), hashes = atoi(values[4]), cameras = count - 5, directory = open(values[1], O_RDONLY | O_DIRECTORY), poll = epoll_create1(0);
  struct camera *all = calloc(cameras, sizeof *all);
  for (int i = 0; i < cameras; i++) {
    char name[32];
    snprintf(name, sizeof name, "cam%d.rtp", i + 1);
    all[i].url = values[5 + i];
    if (hashes && (!(all[i].hash = EVP_MD_CTX_new()) || !EVP_DigestInit_ex(all[i].hash, EVP_sha256(), NULL))) fail("SHA-256", "is not there");
    all[i].file = openat(directory, name, O_CREAT | O_TRUNC | O_WRONLY, 0644);
    if (all[i].file < 0) fail(name, strerror(errno));
    play(&all[i]);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
    if (tick == 0) epoll_ctl(poll, EPOLL_CTL_ADD, all[i].socket, &event);
  }
  long long next = now_ms(), flushed = next, kept = next;
  for (;;) {
    if (tick == 0) {
      struct epoll_event events[256];
      int ready = epoll_wait(poll, events, 256, 1000);
      for (int i = 0; i < ready; i++) pump(events[i].data.ptr);
    } else {
      wait_until(next += tick);
      for (int i = 0; i < cameras; i++) pump(&all[i]);
    }
    long long now = now_ms();
    if (flush > 0 && now - flushed >= flush) {
      if (syncfs(directory)) fail(values[1], strerror(errno));
      flushed = now;
    }
    if (now - kept >= KEEP_ALIVE_MS) {
      for (int i = 0; i < cameras; i++) {
        char headers[256];
        snprintf(headers, sizeof headers, "Session: %s\r\n", all[i].session);
        ask(&all[i], "OPTIONS", all[i].url, headers);
      }
      kept = now;
    }
  }
}
