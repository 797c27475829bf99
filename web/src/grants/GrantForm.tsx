import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { rights, type Grant } from '../api/grants';
import { people } from '../api/people';
import { peopleKeys } from '../api/peopleQueries';
import { useProperties, useRooms } from '../api/queries';
import { InstantInput } from '../ui/InstantInput';
import { tell } from '../ui/notify';
import { useNow } from '../ui/useNow';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { asNew, effective, fieldsOf, grantErrors, toNewGrant } from './grantFields';
import { placeText, zoneOf } from './grantWords';
import { PlacePicker, type GrantPlace } from './PlacePicker';

const hour = 3_600_000;
const spells = [['hours8', 8 * hour], ['hours24', 24 * hour], ['week', 168 * hour]] as const;

interface GrantFormProps {
  user: { id: string; username: string };
  /** To be changed; a new one otherwise. */
  grant?: Grant | undefined;
  /** Where, when that is settled. */
  place?: GrantPlace | undefined;
  onClose: () => void;
}

/** Gives somebody rights at a place, for always or for a time; or changes what was given. */
export function GrantForm({ user, grant, place, onClose }: GrantFormProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const now = useNow(10_000);
  const { data: properties = [] } = useProperties();
  const { data: rooms = [] } = useRooms();
  const { busy, refusal, submit, of } = useSubmit();
  const [fields, setFields] = useState(() => fieldsOf(grant, place));
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<typeof fields>) => setFields({ ...fields, ...part });
  const errors = grantErrors(fields, now, t);
  const shown: typeof errors = asked ? errors : {};
  const held = effective(fields.rights, fields.place);
  const room = rooms.find(({ id }) => id === fields.place?.placeId);
  const propertyId = fields.place?.scope === 'property' ? fields.place.placeId : room?.propertyId;
  const timeZone = zoneOf(propertyId, properties);
  const title = grant ? t('grants.edit') : t('grants.giveTo', { name: user.username });

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    const made = toNewGrant(fields);
    if (!made || Object.values(errors).some(Boolean)) return;
    void submit(async () => {
      if (grant) {
        // One at a time cannot be changed: all that were given are given anew, this one as it is now meant.
        const known = (await people.grantsOf(user.id)).filter(({ kind }) => kind === 'given');
        await people.replaceGrants(user.id, [...known.filter(({ id }) => id !== grant.id).map(asNew), made]);
      } else {
        await people.give(user.id, [made]);
      }
      await Promise.all([peopleKeys.grants, peopleKeys.users].map((queryKey) => client.invalidateQueries({ queryKey })));
      tell(t(grant ? 'grants.changed' : 'grants.given'));
      onClose();
    });
  };
  const error = (field: keyof typeof errors) => shown[field] ?? of(`items[0].${field === 'place' ? 'placeId' : field}`) ?? of(field);

  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate aria-label={title}>
        <Stack gap="md">
          {place || grant ? (
            <Text size="sm">
              <strong>{user.username}</strong> ·{' '}
              {placeText({ scope: fields.place?.scope ?? 'everywhere', placeId: fields.place?.placeId ?? null, placeName: grant?.placeName ?? room?.name ?? null, propertyId: propertyId ?? null }, { t, properties })}
            </Text>
          ) : (
            <PlacePicker value={fields.place} error={error('place')} onChange={(next) => change({ place: next })} />
          )}
          <Checkbox.Group label={t('grants.rights')} value={held} onChange={(next) => change({ rights: next })} error={error('rights')}>
            <div className="v-rightboxes">
              {rights
                .filter((right) => right !== 'audit' || fields.place?.scope === 'everywhere')
                .map((right) => (
                  <Checkbox key={right} value={right} label={t(`right.name.${right}`)} description={t(`right.hint.${right}`)} />
                ))}
            </div>
          </Checkbox.Group>
          <div>
            <div className="v-fieldlabel" id="grant-when">
              {t('grants.when')}
            </div>
            <SegmentedControl
              fullWidth
              aria-labelledby="grant-when"
              value={fields.boxed ? 'boxed' : 'always'}
              onChange={(value) => change({ boxed: value === 'boxed' })}
              data={[
                { value: 'always', label: t('grants.always') },
                { value: 'boxed', label: t('grants.boxed') },
              ]}
            />
          </div>
          {fields.boxed && (
            <>
              <Group gap={6}>
                <Text size="sm">{t('grants.quick')}</Text>
                {spells.map(([name, ms]) => (
                  <Button key={name} size="compact-xs" variant="default" onClick={() => change({ from: floor(now), until: floor(now) + ms })}>
                    {t(`grants.${name}`)}
                  </Button>
                ))}
              </Group>
              <Group grow align="flex-start" className="v-fromto">
                <InstantInput label={t('grants.starts')} description={t('grants.startsHint')} at={fields.from} timeZone={timeZone} error={error('from')} onAt={(from) => change({ from })} />
                <InstantInput label={t('grants.ends')} description={t('grants.endsHint')} at={fields.until} timeZone={timeZone} error={error('until')} onAt={(until) => change({ until })} />
              </Group>
              <Text size="xs" c="dimmed" mt={-8}>
                {t('camera.zoneNote', { zone: timeZone })}
              </Text>
            </>
          )}
          <Refusal problem={refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t(grant ? 'common.save' : 'grants.give')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** To the minute: seconds would be noise in the fields. */
const floor = (at: number): number => Math.floor(at / 60_000) * 60_000;
