/** A name that every file system takes. */
export function safeFileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
}

/** The name of a picture or a clip: whose, and when. */
export function fileNameOf(name: string, wall: string): string {
  return `${safeFileName(name)}_${wall.replaceAll(':', '-')}`;
}
