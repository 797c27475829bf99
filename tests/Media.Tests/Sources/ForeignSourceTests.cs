using System.Buffers.Binary;
using System.Security.Cryptography;
using Vedette.Media.Codecs;
using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Sources;

/// <summary>HTTP, HLS and MPEG-TS from ffmpeg and Python's web server: nothing here is served by ourselves.</summary>
public sealed class ForeignSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vedette-test-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Jpeg_pictures_over_http_come_whole_and_with_their_size()
    {
        await using var server = ForeignServer.Start(
            "ffmpeg", "-nostdin", "-v", "error", "-re", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=10", "-c:v", "mjpeg", "-f", "mpjpeg",
            "-content_type", "multipart/x-mixed-replace;boundary=ffmpeg", "-listen", "1", "http://127.0.0.1:{port}/video.cgi");
        await server.ListeningAsync();

        var watch = await SourceWatch.RunAsync(SourceWatch.Endpoint($"http://127.0.0.1:{server.Port}/video.cgi"), pictures: 12);

        Assert.Equal("MJPEG over HTTP", watch.Transport);
        Assert.True(watch.Pictures.Count >= 12);
        Assert.All(watch.Pictures, picture => Assert.True(picture.Header.IsKey));
        var format = watch.Pictures[0].Header.Format.Video;
        Assert.Equal((Codec.Mjpeg, 320, 240), (format.Codec, format.Width, format.Height));
        var path = Path.Combine(_folder, "one.jpg");
        await File.WriteAllBytesAsync(path, watch.Pictures[^1].Bytes, Stop);
        await Tool.DecodeAsync(path);
        Assert.Equal(0, watch.Counters.Malformed);
    }

    [Fact]
    public async Task An_mpeg_transport_stream_over_http_gives_the_pictures_bit_for_bit_and_the_sound_beside_them()
    {
        var clip = await MakeClipAsync(seconds: 4);
        await using var server = ForeignServer.Start(
            "ffmpeg", "-nostdin", "-v", "error", "-re", "-i", clip, "-c", "copy", "-f", "mpegts", "-content_type", "video/mp2t", "-listen", "1",
            "http://127.0.0.1:{port}/live.ts");
        await server.ListeningAsync();

        var watch = await SourceWatch.RunAsync(SourceWatch.Endpoint($"http://127.0.0.1:{server.Port}/live.ts"), pictures: 1_000);

        Assert.Equal(FeedBreakCause.Closed, watch.End?.Cause);
        Assert.Equal("MPEG-TS over HTTP", watch.Transport);
        await AssertClipAsync(clip, watch);
    }

    [Fact]
    public async Task An_mpeg_transport_stream_over_udp_is_received_at_an_address_of_this_machine()
    {
        var clip = await MakeClipAsync(seconds: 4);
        var port = ForeignServer.FreePort();
        var watching = SourceWatch.RunAsync(SourceWatch.Endpoint($"udp://127.0.0.1:{port}"), pictures: 60);
        await using var sender = ForeignServer.Start(
            "ffmpeg", "-nostdin", "-v", "error", "-re", "-stream_loop", "3", "-i", clip, "-c", "copy", "-f", "mpegts", $"udp://127.0.0.1:{port}?pkt_size=1316");

        var watch = await watching;

        Assert.Equal("MPEG-TS over UDP", watch.Transport);
        Assert.Equal(0, watch.Counters.Lost);
        Assert.NotEmpty(watch.Sounds);
    }

    [Theory]
    [InlineData("mpegts")]
    [InlineData("fmp4")]
    [Trait("Req", "O-34")]
    public async Task An_hls_recording_is_played_to_its_end_at_its_own_pace(string segments)
    {
        var clip = await MakeClipAsync(seconds: 6);
        await Tool.RunAsync(
            "ffmpeg", "-nostdin", "-v", "error", "-i", clip, "-c", "copy", "-f", "hls", "-hls_time", "2", "-hls_playlist_type", "vod",
            "-hls_segment_type", segments, "-master_pl_name", "index.m3u8", Path.Combine(_folder, "media.m3u8"));
        await using var server = ForeignServer.Start("python3", "-m", "http.server", "{port}", "--bind", "127.0.0.1", "--directory", _folder);
        await server.ListeningAsync();

        var watch = await SourceWatch.RunAsync(SourceWatch.Endpoint($"http://127.0.0.1:{server.Port}/index.m3u8"), pictures: 1_000);

        Assert.Equal("HLS", watch.Transport);
        Assert.Equal(FeedBreakCause.Closed, watch.End?.Cause);
        await AssertClipAsync(clip, watch);
        var (first, last) = (watch.Pictures[0].Header, watch.Pictures[^1].Header);
        Assert.Equal(first.Run, last.Run);
        Assert.InRange((last.WallTime - first.WallTime).TotalSeconds, 5.5, 6.5);
    }

    [Fact]
    public async Task A_live_hls_playlist_is_followed_as_it_grows()
    {
        var clip = await MakeClipAsync(seconds: 4);
        await using var writer = ForeignServer.Start(
            "ffmpeg", "-nostdin", "-v", "error", "-re", "-stream_loop", "20", "-i", clip, "-c", "copy", "-f", "hls", "-hls_time", "1", "-hls_list_size", "5",
            "-hls_flags", "delete_segments", Path.Combine(_folder, "live.m3u8"));
        await using var server = ForeignServer.Start("python3", "-m", "http.server", "{port}", "--bind", "127.0.0.1", "--directory", _folder);
        await server.ListeningAsync();
        while (!File.Exists(Path.Combine(_folder, "live.m3u8")))
        {
            await Task.Delay(50, Stop);
        }

        var watch = await SourceWatch.RunAsync(SourceWatch.Endpoint($"http://127.0.0.1:{server.Port}/live.m3u8"), pictures: 250);

        Assert.Null(watch.End);
        Assert.Equal(0, watch.Counters.Lost);
        var times = watch.Pictures.Select(picture => picture.Header.DecodeTicks).ToArray();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task What_a_web_server_offers_is_asked_without_playing_it()
    {
        var clip = await MakeClipAsync(seconds: 4);
        await Tool.RunAsync(
            "ffmpeg", "-nostdin", "-v", "error", "-i", clip, "-c", "copy", "-f", "hls", "-hls_playlist_type", "vod", Path.Combine(_folder, "media.m3u8"));
        await using var server = ForeignServer.Start("python3", "-m", "http.server", "{port}", "--bind", "127.0.0.1", "--directory", _folder);
        await server.ListeningAsync();

        var probe = await SourceConnector.ProbeAsync(
            SourceWatch.Endpoint($"http://127.0.0.1:{server.Port}/media.m3u8"), new SourceTimeouts(), TimeProvider.System, Stop);
        var page = await Assert.ThrowsAsync<SourceException>(() => SourceConnector.ProbeAsync(
            SourceWatch.Endpoint($"http://127.0.0.1:{server.Port}/"), new SourceTimeouts(), TimeProvider.System, Stop));
        var nothing = await Assert.ThrowsAsync<SourceException>(() => SourceConnector.ProbeAsync(
            SourceWatch.Endpoint($"http://127.0.0.1:{server.Port}/none.m3u8"), new SourceTimeouts(), TimeProvider.System, Stop));

        Assert.Equal((Codec.H264, 320, 240, Codec.Aac), (probe.Video, probe.Width, probe.Height, probe.Audio?.Codec));
        Assert.Equal(FeedBreakCause.UnsupportedCodec, page.Cause);
        Assert.Equal(FeedBreakCause.NoSuchPath, nothing.Cause);
    }

    [Theory]
    [InlineData("/redirect", FeedBreakCause.Refused, "address that no camera may have")]
    [InlineData("/secret", FeedBreakCause.WrongPassword, "user name or the password")]
    [InlineData("/drip", FeedBreakCause.Stalled, "sent nothing")]
    [InlineData("/endless", FeedBreakCause.Malformed, "cannot be told apart")]
    public async Task A_hostile_web_server_costs_an_error_in_words(string path, FeedBreakCause cause, string words)
    {
        const string Server = """
            import sys, time
            from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
            class Camera(BaseHTTPRequestHandler):
                def do_GET(self):
                    if self.path == "/redirect":
                        self.send_response(302); self.send_header("Location", "http://169.254.169.254/latest"); self.end_headers(); return
                    if self.path == "/secret":
                        self.send_response(401); self.send_header("WWW-Authenticate", 'Basic realm="camera"'); self.send_header("Content-Length", "0"); self.end_headers(); return
                    self.send_response(200); self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=b"); self.end_headers()
                    if self.path == "/drip":
                        self.wfile.write(b"--b"); self.wfile.flush(); time.sleep(60)
                    while True:
                        self.wfile.write(b"x" * 65536)
            ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Camera).serve_forever()
            """;
        await using var server = ForeignServer.Start("python3", "-c", Server, "{port}");
        await server.ListeningAsync();
        var endpoint = SourceWatch.Endpoint($"http://127.0.0.1:{server.Port}{path}", "viewer", "hunter2");

        var refused = await Assert.ThrowsAsync<SourceException>(() => SourceConnector.ProbeAsync(
            endpoint, new SourceTimeouts { Stall = TimeSpan.FromSeconds(1) }, TimeProvider.System, Stop));

        Assert.Equal(cause, refused.Cause);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> MakeClipAsync(int seconds)
    {
        var path = Path.Combine(_folder, "clip.mp4");
        await Tool.RunAsync(
            "ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", $"testsrc2=s=320x240:r=25:d={seconds}", "-f", "lavfi", "-i", $"sine=r=48000:d={seconds}",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25", "-bf", "2", "-c:a", "aac", path);
        return path;
    }

    /// <summary>Frames in number and order, slices bit for bit, sound within 100 ms of the picture at both ends.</summary>
    private async Task AssertClipAsync(string clip, SourceWatch watch)
    {
        var bare = Path.Combine(_folder, "clip.h264");
        await Tool.RunAsync("ffmpeg", "-nostdin", "-v", "error", "-y", "-i", clip, "-map", "0:v", "-c", "copy", "-bsf:v", "h264_mp4toannexb", bare);
        var sent = Slices(await File.ReadAllBytesAsync(bare, Stop));
        var got = watch.Pictures.SelectMany(picture => Slices(WithStartCodes(picture.Bytes))).ToList();
        Assert.Equal(sent.Count, got.Count);
        Assert.All(sent.Zip(got), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Equal(0, watch.Counters.Lost);
        Assert.Equal(0, watch.Counters.Malformed);

        var (pictures, sounds) = (watch.Pictures, watch.Sounds);
        Assert.InRange((sounds[0].Header.WallTime - pictures[0].Header.WallTime).Duration().TotalSeconds, 0, 0.1);
        Assert.InRange((sounds[^1].Header.WallTime - pictures.Max(picture => picture.Header.WallTime)).Duration().TotalSeconds, 0, 0.1);
    }

    private static byte[] WithStartCodes(byte[] unit)
    {
        var bytes = unit.ToArray();
        for (var at = 0; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            bytes.AsSpan(at, 4).Clear();
            bytes[at + 3] = 1;
            at += 4 + length;
        }

        return bytes;
    }

    /// <summary>The coded pictures; what containers add and leave out (delimiters, repeated sets) does not count.</summary>
    private static List<string> Slices(byte[] annexB)
    {
        var slices = new List<string>();
        ReadOnlySpan<byte> rest = annexB;
        while (AnnexB.TryNext(ref rest, out var nal))
        {
            if ((nal[0] & 0x1F) is 1 or 5)
            {
                slices.Add(Convert.ToHexString(SHA256.HashData(nal.TrimEnd((byte)0))));
            }
        }

        return slices;
    }
}
