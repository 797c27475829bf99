import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api } from '../api/client';
import type { Property, Room } from '../api/placesTypes';
import { keys } from '../api/queries';
import { useWords } from '../words/words';
import { NameForm } from './NameForm';
import type { PlaceActions } from './PlaceTree';
import { PropertyForm } from './PropertyForm';
import { RemovePlace, type Contents } from './RemovePlace';

type Doing =
  | { what: 'property'; property?: Property }
  | { what: 'room'; propertyId: string; room?: Room }
  | { what: 'removing'; kind: 'property' | 'room'; place: { id: string; name: string }; contents: Contents };

/** The dialogs of places: what opens them, and the one that is open. */
export function usePlaceDialogs(onPropertyRemoved?: () => void): PlaceActions & { onAddProperty: () => void; dialog: ReactNode } {
  const { t } = useWords();
  const client = useQueryClient();
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);

  let dialog: ReactNode = null;
  if (doing?.what === 'property') dialog = <PropertyForm {...(doing.property ? { property: doing.property } : {})} onClose={close} />;
  if (doing?.what === 'removing') {
    const { kind, place, contents } = doing;
    dialog = <RemovePlace kind={kind} place={place} contents={contents} onClose={close} {...(kind === 'property' && onPropertyRemoved ? { onRemoved: onPropertyRemoved } : {})} />;
  }
  if (doing?.what === 'room') {
    const { propertyId, room } = doing;
    dialog = (
      <NameForm
        title={t(room ? 'places.editRoom' : 'places.addRoom')}
        {...(room ? { name: room.name } : {})}
        onClose={close}
        onSave={async (name) => {
          if (room) await api.changeRoom(room.id, { name });
          else await api.addRoom({ propertyId, name });
          await Promise.all([keys.rooms, keys.properties, keys.devices].map((queryKey) => client.invalidateQueries({ queryKey })));
        }}
      />
    );
  }

  return {
    dialog,
    onAddProperty: () => setDoing({ what: 'property' }),
    onEditProperty: (property) => setDoing({ what: 'property', property }),
    onAddRoom: ({ id }) => setDoing({ what: 'room', propertyId: id }),
    onEditRoom: (room) => setDoing({ what: 'room', propertyId: room.propertyId, room }),
    onRemoveProperty: (place, contents) => setDoing({ what: 'removing', kind: 'property', place, contents }),
    onRemoveRoom: (place, devices) => setDoing({ what: 'removing', kind: 'room', place, contents: { rooms: 0, devices } }),
  };
}
