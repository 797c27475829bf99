// Clips for the mock: made once with ffmpeg, from the files named in MOCK_CLIPS (comma-separated) or from test pictures.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '.media');
const sources = (process.env.MOCK_CLIPS ?? '').split(',').filter(Boolean);
const frameRate = 25;
const group = 25;
const h264 = `-c:v libx264 -preset veryfast -profile:v main -bf 0 -g ${group} -keyint_min ${group} -sc_threshold 0 -pix_fmt yuv420p`.split(' ');
const h265 = `-c:v libx265 -preset ultrafast -x265-params log-level=error:bframes=0:keyint=${group}:min-keyint=${group}:scenecut=0 -tag:v hvc1 -pix_fmt yuv420p`.split(' ');
const sounds = { opus: '-c:a libopus -b:a 32k'.split(' '), flac: '-c:a flac -ar 16000 -ac 1 -strict -2'.split(' ') };
const fragmented = '-movflags frag_keyframe+empty_moov+default_base_moof'.split(' ');

/** What MediaSource is asked for each of them. */
export const mimes = {
  h264: 'video/mp4; codecs="avc1.4d401f"',
  h265: 'video/mp4; codecs="hvc1.1.6.L93.90"',
  opus: 'video/mp4; codecs="avc1.4d401f,opus"',
  flac: 'video/mp4; codecs="avc1.4d401f,flac"',
};

/** Clip number `index`: a file to loop live, a ten-second segment, ten stills. */
export function clip(index) {
  mkdirSync(folder, { recursive: true });
  const file = (name) => path.join(folder, `${index}-${name}`);
  const made = { live: (kind) => file(`live-${kind}.mp4`), segment: file('segment.mp4'), still: (second) => file(`still-${second}.jpg`) };
  const source = sources[index % sources.length];
  const ffmpeg = (...args) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);
  if (!existsSync(made.live('h264'))) {
    const input = source ? ['-stream_loop', '-1', '-i', source] : ['-f', 'lavfi', '-i', `testsrc2=size=960x540:rate=25,hue=h=${index * 70}`];
    const scale = ['-vf', `scale=960:540:force_original_aspect_ratio=increase,crop=960:540,fps=${frameRate}`];
    ffmpeg(...input, '-t', '24', ...scale, ...h264, '-an', made.live('h264'));
    ffmpeg('-i', made.live('h264'), '-t', '10', '-c', 'copy', ...fragmented, made.segment);
    ffmpeg('-i', made.live('h264'), '-t', '10', '-r', '1', '-q:v', '5', file('still-%d.jpg'));
  }
  return {
    ...made,
    live: (kind) => {
      const name = made.live(kind);
      if (existsSync(name)) return name;
      const tone = ['-f', 'lavfi', '-t', '24', '-i', 'sine=frequency=220:sample_rate=48000'];
      if (kind === 'h265') ffmpeg('-i', made.live('h264'), '-vf', 'scale=640:360', ...h265, '-an', name);
      else if (kind === 'sub') ffmpeg('-i', made.live('h264'), '-vf', 'scale=640:360', ...h264, '-an', name);
      else ffmpeg('-i', made.live('h264'), ...tone, '-c:v', 'copy', ...sounds[kind], '-shortest', name);
      return name;
    },
  };
}

/** Runs a clip endlessly and cuts ffmpeg's output into init section and fragments of one frame each, as the real server sends them. */
export class LiveClip {
  constructor(file) {
    this.viewers = new Set();
    this.init = null;
    /** The newest group of pictures, for who joins. */
    this.group = [];
    /** Whole groups with number, start and wall time, for HLS. */
    this.groups = [];
    this.next = 0;
    this.waiters = new Set();
    const single = '-movflags frag_every_frame+empty_moov+default_base_moof -strict -2'.split(' ');
    const args = ['-v', 'error', '-re', '-stream_loop', '-1', '-i', file, '-c', 'copy', '-f', 'mp4', ...single, 'pipe:1'];
    this.child = spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let rest = Buffer.alloc(0);
    let held = [];
    this.child.stdout.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 8 && rest.length >= rest.readUInt32BE(0)) {
        const size = rest.readUInt32BE(0);
        const box = rest.subarray(0, size);
        rest = rest.subarray(size);
        const type = box.toString('latin1', 4, 8);
        held.push(box);
        if (type === 'moov') {
          this.init = Buffer.concat(held);
          this.timescale = videoTimescale(box);
          held = [];
        } else if (type === 'mdat') {
          this.publish(Buffer.concat(held));
          held = [];
        }
      }
    });
  }

  publish(bytes) {
    const track = firstTrack(bytes);
    const fragment = { bytes, isVideo: track.id === 1, isKey: track.id === 1 && track.isKey, mediaTime: track.id === 1 ? track.time / this.timescale : null, wallTime: Date.now() };
    if (fragment.isKey) this.finishGroup(fragment);
    this.group.push(fragment);
    for (const viewer of this.viewers) viewer(fragment);
  }

  finishGroup(next) {
    if (this.group[0]?.isKey) {
      const [first] = this.group;
      const duration = next.mediaTime - first.mediaTime;
      this.groups.push({ number: this.next++, bytes: Buffer.concat(this.group.map(({ bytes }) => bytes)), duration, wallTime: first.wallTime });
      if (this.groups.length > 12) this.groups.shift();
      for (const wake of this.waiters) wake();
      this.waiters.clear();
    }
    this.group = [];
  }

  stop() {
    this.child.kill();
  }
}

function find(buffer, type, from = 0, to = buffer.length) {
  for (let at = from; at + 8 <= to; at += buffer.readUInt32BE(at)) {
    if (buffer.toString('latin1', at + 4, at + 8) === type) return { at: at + 8, to: at + buffer.readUInt32BE(at) };
  }
  return undefined;
}

function inside(buffer, ...path) {
  return path.reduce((box, type) => box && find(buffer, type, box.at, box.to), { at: 0, to: buffer.length });
}

/** ffmpeg writes the video track first. */
function videoTimescale(moov) {
  const mdhd = inside(moov, 'moov', 'trak', 'mdia', 'mdhd');
  return moov.readUInt32BE(mdhd.at + (moov[mdhd.at] === 1 ? 20 : 12));
}

function firstTrack(fragment) {
  const tfhd = inside(fragment, 'moof', 'traf', 'tfhd');
  const tfdt = inside(fragment, 'moof', 'traf', 'tfdt');
  const trun = inside(fragment, 'moof', 'traf', 'trun');
  const trunFlags = fragment.readUInt32BE(trun.at) & 0xffffff;
  // Key pictures carry their flags in the run or in the fragment's defaults.
  const tfhdFlags = fragment.readUInt32BE(tfhd.at) & 0xffffff;
  let flags = 0;
  if (trunFlags & 0x4) flags = fragment.readUInt32BE(trun.at + 8 + (trunFlags & 0x1 ? 4 : 0));
  else if (tfhdFlags & 0x20) flags = fragment.readUInt32BE(tfhd.to - 4);
  return { id: fragment.readUInt32BE(tfhd.at + 4), time: Number(fragment.readBigUInt64BE(tfdt.at + 4)), isKey: (flags & 0x10000) === 0 };
}
