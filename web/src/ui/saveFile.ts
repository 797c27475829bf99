/** Gives the reader a file that is in the page's memory. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  followLink(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Downloads from an address; the server names the file when `name` is empty. */
export function followLink(url: string, name = ''): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
