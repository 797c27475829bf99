import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconClock, IconHome, IconPencil, IconPlus, IconShieldLock, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Grant } from '../api/grants';
import { people } from '../api/people';
import { peopleKeys } from '../api/peopleQueries';
import { useProperties } from '../api/queries';
import { isAdministrator, isGrantable } from '../people/roleWords';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { useNow } from '../ui/useNow';
import { useWords } from '../words/words';
import { GrantForm } from './GrantForm';
import { grantText } from './grantWords';
import type { GrantPlace } from './PlacePicker';

interface GrantListProps {
  user: { id: string; username: string; roles: string[] };
  grants: readonly Grant[];
  /** All of them are on this place. */
  place?: GrantPlace;
}

/** Somebody's grants in words; each can be changed or taken away. */
export function GrantList({ user, grants, place }: GrantListProps) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const now = useNow(60_000);
  const { data: properties = [] } = useProperties();
  const [editing, setEditing] = useState<Grant>();
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<Grant>();
  const words = (grant: Grant) => grantText(grant, { t, language, properties, now });
  if (isAdministrator(user.roles)) return <Text size="sm">{t('grants.adminNeeds')}</Text>;
  return (
    <>
      {grants.length === 0 && <Text size="sm">{t('grants.noGrants')}</Text>}
      <ul className="v-plain" data-testid="grants">
        {grants.map((grant) => {
          const Icon = grant.kind === 'ownership' ? IconHome : grant.from !== null || grant.until !== null ? IconClock : IconShieldLock;
          return (
            <li key={grant.id} className="v-item v-item-flush" data-testid="grant" data-id={grant.id} data-scope={grant.scope}>
              <Icon size={18} stroke={1.7} aria-hidden className="v-item-icon" />
              <div className="v-item-main">
                <span className="v-sentence">{words(grant)}</span>
                {!grant.inForce && (
                  <Badge ml={8} size="sm" color="gray" variant="light">
                    {t('grants.notNow')}
                  </Badge>
                )}
                {grant.kind === 'ownership' && <div className="v-muted v-small">{t('grants.ownershipNote')}</div>}
              </div>
              {grant.kind === 'given' && (
                <div className="v-item-end">
                  <ActionIcon variant="subtle" color="gray" aria-label={`${t('grants.edit')}: ${words(grant)}`} onClick={() => setEditing(grant)}>
                    <IconPencil size={16} />
                  </ActionIcon>
                  <ActionIcon variant="subtle" color="red" aria-label={`${t('grants.take')}: ${words(grant)}`} onClick={() => setTaking(grant)}>
                    <IconTrash size={16} />
                  </ActionIcon>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {isGrantable(user.roles) ? (
        <Group justify="flex-end" mt="sm">
          <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setGiving(true)}>
            {t('grants.give')}
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {t('grants.roleNeeds')}
        </Text>
      )}
      {giving && <GrantForm user={user} place={place} onClose={() => setGiving(false)} />}
      {editing && <GrantForm user={user} grant={editing} onClose={() => setEditing(undefined)} />}
      <Confirm
        opened={taking !== undefined}
        title={t('grants.takeTitle')}
        text={taking ? t('grants.takeText', { name: user.username, what: words(taking) }) : ''}
        action={t('grants.take')}
        onClose={() => setTaking(undefined)}
        onConfirm={async () => {
          if (!taking) return;
          await people.take(user.id, taking.id);
          await Promise.all([peopleKeys.grants, peopleKeys.users].map((queryKey) => client.invalidateQueries({ queryKey })));
          tell(t('grants.taken'));
        }}
      />
    </>
  );
}
