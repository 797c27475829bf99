import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { account } from '../api/people';
import { keys, useMe } from '../api/queries';
import { ApiKeys } from '../account/ApiKeys';
import { OwnAccess } from '../account/OwnAccess';
import { SecondFactor } from '../account/SecondFactor';
import { SessionList } from '../account/SessionList';
import { ContactsEditor } from '../people/ContactsEditor';
import { ProfileForm } from '../people/ProfileForm';
import { PasswordForm } from '../settings/PasswordForm';
import { Card } from '../ui/Card';
import { PageHead } from '../ui/PageHead';
import { SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

/** The reader's own: who they are, how they sign in, where, and what they may do. */
export function AccountPage() {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: me, error, refetch } = useMe();
  const renew = () => client.invalidateQueries({ queryKey: keys.me });
  return (
    <>
      <PageHead title={t('account.title')}>
        <span className="v-muted">{me?.username}</span>
      </PageHead>
      {!me && (error ? <Trouble error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={4} height={120} />)}
      {me && (
        <div className="v-settings">
          <Card title={t('account.profile')}>
            <ProfileForm
              profile={me}
              onSave={async (change) => {
                await account.change(change);
                await renew();
              }}
            />
            {me.external.map(({ provider, subject }) => (
              <Text key={`${provider} ${subject}`} size="sm" c="dimmed" mt="xs">
                {t('account.external', { provider })}
              </Text>
            ))}
          </Card>
          <Card title={t('account.contacts')}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('account.contactsHint')}
            </Text>
            <ContactsEditor
              contacts={me.contacts}
              onSave={async (contacts) => {
                await account.setContacts(contacts);
                await renew();
              }}
            />
          </Card>
          <Card title={t('account.access')}>
            <OwnAccess me={me} />
          </Card>
          <Card title={t('sessions.title')}>
            <SessionList whose="me" name={me.username} />
          </Card>
          <Card title={t('settings.password')}>{me.hasPassword ? <PasswordForm /> : <Text size="sm">{t('account.noPassword')}</Text>}</Card>
          {me.hasPassword && (
            <Card title={t('factor.title')}>
              <SecondFactor me={me} />
            </Card>
          )}
          <Card title={t('keys.title')}>
            <ApiKeys whose="me" />
          </Card>
        </div>
      )}
    </>
  );
}
