import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { things } from '../api/places';
import { placesKeys } from '../api/placesQueries';
import type { Measurement, Thing, ThingMessage } from '../api/placesTypes';
import { useReconnecting, type Listening } from '../api/useReconnecting';
import { addMeasurement, heard, nothingYet, type ThingLive } from './live';

type Step = { kind: 'heard'; message: ThingMessage } | { kind: 'known'; latest: Measurement[] } | { kind: 'begin' };

function step(live: ThingLive, change: Step): ThingLive {
  switch (change.kind) {
    case 'heard':
      return heard(live, change.message);
    case 'known': {
      const series = change.latest.reduce(addMeasurement, live.series);
      return series === live.series ? live : { ...live, series };
    }
    case 'begin':
      return nothingYet;
  }
}

/** What a thing tells, as it comes; begins with the last values the server knows. */
export function useThingLive(deviceId: string, latest: Measurement[] | undefined): ThingLive & { listening: Listening } {
  const client = useQueryClient();
  const [live, change] = useReducer(step, nothingYet);
  useEffect(() => change({ kind: 'begin' }), [deviceId]);
  useEffect(() => {
    if (latest) change({ kind: 'known', latest });
  }, [deviceId, latest]);

  const listening = useReconnecting(things.livePath(deviceId), {
    // What happened while nobody listened.
    open: () => void client.invalidateQueries({ queryKey: placesKeys.thing(deviceId) }),
    message: (text) => {
      const message = JSON.parse(text) as ThingMessage;
      if (message.type === 'status') {
        const said = Object.fromEntries(Object.entries(message).filter(([name]) => name !== 'type'));
        client.setQueryData<Thing>(placesKeys.thing(deviceId), (known) => known && { ...known, ...said });
        void client.invalidateQueries({ queryKey: placesKeys.things, exact: true });
        void client.invalidateQueries({ queryKey: placesKeys.devices });
      }
      change({ kind: 'heard', message });
    },
  });
  return { ...live, listening };
}
