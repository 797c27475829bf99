import { session, socketUrl } from './client';
import type { Query } from './http';

/** Tokens are renewed some 45 s before they end; the server is told well before that. */
const lookEveryMs = 15_000;

/** Opens a WebSocket in the reader's name. The server closes one whose token has ended, so each newer token is told to it. */
export async function openSocket(path: string, query: Query = {}): Promise<WebSocket> {
  const url = await socketUrl(path, query);
  let told = session.tokenAtHand;
  const socket = new WebSocket(url);
  const timer = setInterval(() => {
    session.token().then(
      (token) => {
        if (token === told || socket.readyState !== WebSocket.OPEN) return;
        told = token;
        socket.send(JSON.stringify({ type: 'token', token }));
      },
      // Signed out or no server: the socket ends by itself.
      () => undefined,
    );
  }, lookEveryMs);
  socket.addEventListener('close', () => clearInterval(timer));
  return socket;
}
