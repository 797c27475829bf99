import { useEffect, useRef, useState } from 'react';
import { accessEnded } from './accessEnded';
import { backoff } from './backoff';
import { openSocket } from './socket';

/** `ended`: what is told there is no longer open to the reader. */
export type Listening = 'connecting' | 'listening' | 'lost' | 'ended';

/** Listens to a WebSocket's text frames for as long as the page is there; when it closes, tries again, each time a little later. */
export function useReconnecting(path: string | undefined, on: { message: (text: string) => void; open?: () => void }): Listening {
  const [state, setState] = useState<Listening>('connecting');
  const handlers = useRef(on);
  handlers.current = on;

  useEffect(() => {
    if (path === undefined) return;
    let socket: WebSocket | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let attempt = 0;
    let over = false;

    const again = () => {
      if (over) return;
      if (attempt >= 2) setState('lost');
      timer = setTimeout(() => void connect(), backoff(++attempt));
    };
    const connect = async () => {
      let opened: WebSocket;
      try {
        opened = await openSocket(path);
      } catch {
        again();
        return;
      }
      if (over) {
        opened.close();
        return;
      }
      socket = opened;
      socket.onopen = () => {
        attempt = 0;
        setState('listening');
        handlers.current.open?.();
      };
      socket.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') handlers.current.message(data);
      };
      socket.onclose = ({ reason }) => {
        if (reason === accessEnded) setState('ended');
        else again();
      };
    };

    setState('connecting');
    void connect();
    return () => {
      over = true;
      clearTimeout(timer);
      if (socket) {
        socket.onclose = null;
        socket.close();
      }
    };
  }, [path]);

  return state;
}
