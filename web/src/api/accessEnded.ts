/** What the server closes a socket with when the reader may not look any longer: not to be opened again by itself. */
export const accessEnded = 'access-ended';
