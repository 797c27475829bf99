import { Input, Radio, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Grant } from '../api/grants';
import { useProperties, useRooms } from '../api/queries';
import { useWords } from '../words/words';

/** Where a grant holds. */
export interface GrantPlace {
  scope: Grant['scope'];
  /** Null: everywhere. */
  placeId: string | null;
}

const everywhere = 'everywhere';
/** So many places are found by the eye. */
const easilySeen = 9;

/** Everywhere, a property or a room of one: the whole tree, to choose one place from. */
export function PlacePicker({ value, error, onChange }: { value: GrantPlace | undefined; error: string | undefined; onChange: (place: GrantPlace) => void }) {
  const { t } = useWords();
  const label = useId();
  const [search, setSearch] = useState('');
  const { data: properties = [] } = useProperties();
  const { data: rooms = [] } = useRooms();
  const wanted = search.trim().toLowerCase();
  const fits = (name: string) => name.toLowerCase().includes(wanted);
  const tree = properties
    .map((property) => ({ property, inside: rooms.filter(({ propertyId, name }) => propertyId === property.id && (fits(name) || fits(property.name))) }))
    .filter(({ property, inside }) => fits(property.name) || inside.length > 0);
  const chosen = value === undefined ? null : value.scope === 'everywhere' ? everywhere : `${value.scope} ${value.placeId}`;
  const choose = (text: string) => {
    const [scope, placeId = null] = text.split(' ');
    onChange({ scope: scope as GrantPlace['scope'], placeId });
  };
  return (
    <Radio.Group value={chosen} onChange={choose} aria-labelledby={label}>
      <div className="v-fieldlabel" id={label}>
        {t('grants.where')}
      </div>
      {properties.length + rooms.length > easilySeen && (
        <TextInput size="xs" mb={6} type="search" leftSection={<IconSearch size={14} />} aria-label={t('common.search')} placeholder={t('common.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      )}
      <div className="v-tree" data-testid="places">
        {wanted === '' && <Radio value={everywhere} label={t('grants.everywhere')} />}
        {tree.map(({ property, inside }) => (
          <div key={property.id} role="group" aria-label={property.name}>
            <Radio value={`property ${property.id}`} label={t('grants.scopeProperty', { place: property.name })} />
            {inside.map((room) => (
              <Radio key={room.id} value={`room ${room.id}`} label={room.name} className="v-tree-room" />
            ))}
          </div>
        ))}
      </div>
      {error !== undefined && <Input.Error mt={5}>{error}</Input.Error>}
    </Radio.Group>
  );
}
