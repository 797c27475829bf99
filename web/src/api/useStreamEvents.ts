import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { backoff } from './backoff';
import { keys } from './queries';
import { openSocket } from './socket';
import type { StreamCamera, StreamEvent } from './types';

/** Keeps the cameras' states fresh from the events socket. Returns whether the server is being listened to. */
export function useStreamEvents(): 'connecting' | 'listening' | 'lost' {
  const client = useQueryClient();
  const [state, setState] = useState<'connecting' | 'listening' | 'lost'>('connecting');

  useEffect(() => {
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
        opened = await openSocket('/api/streams/events');
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
        // What happened while nobody listened.
        void client.invalidateQueries({ queryKey: keys.streams });
      };
      socket.onmessage = (message: MessageEvent<unknown>) => {
        if (typeof message.data !== 'string') return;
        const event = JSON.parse(message.data) as StreamEvent;
        client.setQueryData<StreamCamera[]>(keys.streams, (known) =>
          event.type === 'removed' ? known?.filter(({ id }) => id !== event.id) : merge(known, event.camera),
        );
        // The recorder notices a moment later.
        for (const pause of [200, 1500, 4000]) setTimeout(() => void client.invalidateQueries({ queryKey: keys.recordings }), pause);
      };
      socket.onclose = again;
    };

    void connect();
    return () => {
      over = true;
      clearTimeout(timer);
      if (socket) {
        socket.onclose = null;
        socket.close();
      }
    };
  }, [client]);

  return state;
}

function merge(known: StreamCamera[] | undefined, camera: StreamCamera): StreamCamera[] | undefined {
  if (!known) return known;
  return known.some(({ id }) => id === camera.id)
    ? known.map((old) => (old.id === camera.id ? camera : old))
    : [...known, camera];
}
