/** A name that every file system takes. */
export function fileNameOf(name: string, wall: string): string {
  return `${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}_${wall.replaceAll(':', '-')}`;
}
