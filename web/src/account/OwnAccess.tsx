import { Badge, Group, Text } from '@mantine/core';
import type { Me } from '../api/peopleTypes';
import { useProperties } from '../api/queries';
import { useMay } from '../api/useMay';
import { grantText } from '../grants/grantWords';
import { roleName } from '../people/roleWords';
import { useNow } from '../ui/useNow';
import { useWords } from '../words/words';

/** The reader's own roles and grants, in words. */
export function OwnAccess({ me }: { me: Me }) {
  const { t, language } = useWords();
  const { isAdministrator, may } = useMay();
  const now = useNow(60_000);
  const { data: properties = [] } = useProperties();
  const onlyMember = me.roles.every((role) => role.toLowerCase() === 'member');
  return (
    <div data-testid="own-access">
      <Group gap={6} mb="sm">
        {me.roles.map((role) => (
          <Badge key={role} variant="light">
            {roleName(role, t)}
          </Badge>
        ))}
      </Group>
      {isAdministrator && <Text size="sm">{t('account.everything')}</Text>}
      {!isAdministrator && me.grants.length === 0 && <Text size="sm">{t(onlyMember && !may('live') ? 'account.memberOnly' : 'account.nothing')}</Text>}
      <ul className="v-sentences">
        {me.grants.map((grant) => (
          <li key={grant.id} data-force={grant.inForce}>
            {grantText(grant, { t, language, properties, now })}
          </li>
        ))}
      </ul>
    </div>
  );
}
