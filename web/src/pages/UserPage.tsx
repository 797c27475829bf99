import { ActionIcon, Badge, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiKeys } from '../account/ApiKeys';
import { SessionList } from '../account/SessionList';
import { people } from '../api/people';
import { peopleKeys, useGrants, useUser } from '../api/peopleQueries';
import type { User } from '../api/peopleTypes';
import { browserTimeZone } from '../api/queries';
import { GrantList } from '../grants/GrantList';
import { ContactsEditor } from '../people/ContactsEditor';
import { ProfileForm } from '../people/ProfileForm';
import { isService, roleName } from '../people/roleWords';
import { UserMenu } from '../people/UserMenu';
import { Card } from '../ui/Card';
import { PageHead } from '../ui/PageHead';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { moment } from '../words/format';
import { useWords } from '../words/words';

/** One user, with all that an administrator may do about them. */
export function UserPage() {
  const { t } = useWords();
  const { userId = '' } = useParams();
  const { data: user, error, refetch } = useUser(userId);
  if (user) return <OneUser key={user.id} user={user} />;
  if (!error) return <SkeletonRows count={4} height={120} />;
  return error instanceof Error && 'status' in error && error.status === 404 ? (
    <Empty title={t('common.notFoundTitle')} text={t('users.notFound')} />
  ) : (
    <Trouble error={error} onRetry={() => void refetch()} />
  );
}

function OneUser({ user }: { user: User }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const go = useNavigate();
  const grants = useGrants({ userId: user.id });
  const service = isService(user.roles);
  const renew = () => client.invalidateQueries({ queryKey: peopleKeys.users });
  const at = (instant: string) => moment(instant, browserTimeZone, language);
  return (
    <>
      <PageHead
        title={user.username}
        start={
          <ActionIcon component={Link} to="/users" variant="subtle" color="gray" aria-label={t('common.back')}>
            <IconArrowLeft size={19} />
          </ActionIcon>
        }
      >
        <span className="v-badges">
          {user.roles.map((role) => (
            <Badge key={role} variant="light">
              {roleName(role, t)}
            </Badge>
          ))}
          {!user.active && (
            <Badge variant="light" color="red" data-testid="user-disabled">
              {t('users.disabled')}
            </Badge>
          )}
        </span>
        <UserMenu user={user} onDeleted={() => void go('/users', { replace: true })} />
      </PageHead>
      <div className="v-settings">
        <Card title={t('grants.title')}>
          {grants.error && !grants.data ? <Trouble error={grants.error} onRetry={() => void grants.refetch()} /> : grants.data ? <GrantList user={user} grants={grants.data} /> : <SkeletonRows count={2} />}
        </Card>
        {service && (
          <Card title={t('keys.titleService')}>
            <ApiKeys whose={{ userId: user.id }} />
          </Card>
        )}
        {!service && (
          <>
            <Card title={t('account.profile')}>
              <ProfileForm
                profile={user}
                onSave={async (change) => {
                  await people.changeUser(user.id, change);
                  await renew();
                }}
              />
            </Card>
            <Card title={t('account.contacts')}>
              <ContactsEditor
                contacts={user.contacts}
                onSave={async (contacts) => {
                  await people.setContacts(user.id, contacts);
                  await renew();
                }}
              />
            </Card>
            <Card title={t('sessions.title')}>
              <SessionList whose={{ userId: user.id }} name={user.username} />
            </Card>
          </>
        )}
        <Card title={t('users.details')}>
          <dl className="v-facts">
            <dt>{t('users.created')}</dt>
            <dd className="v-num">{at(user.createdAt)}</dd>
            <dt>{t('users.lastSignIn')}</dt>
            <dd className="v-num">{user.lastSignInAt ? at(user.lastSignInAt) : t('users.neverSignedIn')}</dd>
            {!service && (
              <>
                <dt>{t('users.secondFactor')}</dt>
                <dd>{t(user.secondFactor ? 'factor.on' : 'factor.off')}</dd>
              </>
            )}
          </dl>
          {service && (
            <Text size="sm" c="dimmed" mt="sm">
              {t('role.hint.service')}
            </Text>
          )}
        </Card>
      </div>
    </>
  );
}
