import { useQueryClient } from '@tanstack/react-query';
import { keys } from './queries';
import type { StreamCamera, StreamEvent } from './types';
import { useReconnecting, type Listening } from './useReconnecting';

/** Keeps the cameras' states fresh from the events socket, for those who may watch. Returns whether the server is being listened to. */
export function useStreamEvents(wanted: boolean): Listening {
  const client = useQueryClient();
  return useReconnecting(wanted ? '/api/streams/events' : undefined, {
    // What happened while nobody listened.
    open: () => void client.invalidateQueries({ queryKey: keys.streams }),
    message: (text) => {
      const event = JSON.parse(text) as StreamEvent;
      client.setQueryData<StreamCamera[]>(keys.streams, (known) =>
        event.type === 'removed' ? known?.filter(({ id }) => id !== event.id) : merge(known, event.camera),
      );
      // The recorder notices a moment later.
      for (const pause of [200, 1500, 4000]) setTimeout(() => void client.invalidateQueries({ queryKey: keys.recordings }), pause);
    },
  });
}

function merge(known: StreamCamera[] | undefined, camera: StreamCamera): StreamCamera[] | undefined {
  if (!known) return known;
  return known.some(({ id }) => id === camera.id)
    ? known.map((old) => (old.id === camera.id ? camera : old))
    : [...known, camera];
}
