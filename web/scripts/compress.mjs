// Compresses what the build made, once and as small as it gets: the server sends the files beside the plain ones as they are.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = new URL('../dist', import.meta.url).pathname;

for (const name of readdirSync(folder, { recursive: true })) {
  if (!/\.(?:html|js|css|svg|webmanifest|json)$/.test(name)) continue;
  const path = join(folder, name);
  const plain = readFileSync(path);
  const packed = {
    br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    gz: gzipSync(plain, { level: 9 }),
  };
  for (const [suffix, bytes] of Object.entries(packed)) {
    if (bytes.length < plain.length) writeFileSync(`${path}.${suffix}`, bytes);
  }
}
