// Clips for the mock: made once with ffmpeg, from the files named in MOCK_CLIPS (comma-separated) or from test pictures.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '.media');
const sources = (process.env.MOCK_CLIPS ?? '').split(',').filter(Boolean);
const encoding = '-c:v libx264 -preset veryfast -profile:v main -bf 0 -g 12 -keyint_min 12 -sc_threshold 0 -pix_fmt yuv420p -an'.split(' ');
const fragmented = '-movflags frag_keyframe+empty_moov+default_base_moof'.split(' ');

/** Clip number `index`: a file to loop live, a ten-second segment, ten stills. */
export function clip(index) {
  mkdirSync(folder, { recursive: true });
  const file = (name) => path.join(folder, `${index}-${name}`);
  const made = { live: file('live.mp4'), segment: file('segment.mp4'), still: (second) => file(`still-${second}.jpg`) };
  if (!existsSync(made.still(10))) {
    const source = sources[index % sources.length];
    const input = source ? ['-stream_loop', '-1', '-i', source] : ['-f', 'lavfi', '-i', `testsrc2=size=960x540:rate=25,hue=h=${index * 70}`];
    const scale = ['-vf', 'scale=960:540:force_original_aspect_ratio=increase,crop=960:540,fps=25'];
    const ffmpeg = (...args) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);
    ffmpeg(...input, '-t', '24', ...scale, ...encoding, made.live);
    ffmpeg('-i', made.live, '-t', '10', '-c', 'copy', ...fragmented, made.segment);
    ffmpeg('-i', made.live, '-t', '10', '-r', '1', '-q:v', '5', file('still-%d.jpg'));
  }
  return made;
}

/** Runs a clip endlessly and cuts ffmpeg's output into init section and fragments, as the real server sends them. */
export class LiveClip {
  constructor(file) {
    this.viewers = new Set();
    this.init = null;
    this.latest = null;
    this.mediaTime = 0;
    const args = ['-v', 'error', '-re', '-stream_loop', '-1', '-i', file, '-c', 'copy', '-f', 'mp4', ...fragmented, 'pipe:1'];
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
          held = [];
        } else if (type === 'mdat') {
          this.mediaTime += 12 / 25;
          this.publish(Buffer.concat(held));
          held = [];
        }
      }
    });
  }

  publish(fragment) {
    this.latest = fragment;
    for (const viewer of this.viewers) viewer(fragment, this.mediaTime);
  }

  stop() {
    this.child.kill();
  }
}
