import { ActionIcon, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDots, IconKey, IconPencil, IconPlayerPause, IconPlayerPlay, IconShieldOff, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { people } from '../api/people';
import { peopleKeys } from '../api/peopleQueries';
import type { User } from '../api/peopleTypes';
import { useMe } from '../api/queries';
import { Confirm } from '../ui/Confirm';
import { tell, tellProblem } from '../ui/notify';
import { useWords } from '../words/words';
import { DeleteUser } from './DeleteUser';
import { isService } from './roleWords';
import { SetPassword } from './SetPassword';
import { UserForm } from './UserForm';

type Asking = 'edit' | 'password' | 'disable' | 'factor' | 'delete';

/** What may be done with a user. Nobody locks themselves out: that takes another administrator. */
export function UserMenu({ user, onDeleted }: { user: User; onDeleted?: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: me } = useMe();
  const [asking, setAsking] = useState<Asking>();
  const close = () => setAsking(undefined);
  const name = user.username;
  const self = me?.id === user.id;
  const service = isService(user.roles);
  const change = async (act: Promise<void>, done: string) => {
    await act;
    await Promise.all([peopleKeys.users, peopleKeys.sessions(user.id)].map((queryKey) => client.invalidateQueries({ queryKey })));
    tell(done);
  };
  const enable = () => {
    change(people.changeUser(user.id, { active: true }), t('users.enabledDone', { name })).catch((error: unknown) => tellProblem(error, t));
  };
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('common.more', { name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setAsking('edit')}>
            {t('common.edit')}
          </Menu.Item>
          {!service && !self && (
            <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setAsking('password')}>
              {t('users.resetPassword')}
            </Menu.Item>
          )}
          {user.secondFactor && !self && (
            <Menu.Item leftSection={<IconShieldOff size={16} />} onClick={() => setAsking('factor')}>
              {t('users.removeFactor')}
            </Menu.Item>
          )}
          {!self &&
            (user.active ? (
              <Menu.Item leftSection={<IconPlayerPause size={16} />} onClick={() => setAsking('disable')}>
                {t('users.disable')}
              </Menu.Item>
            ) : (
              <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={enable}>
                {t('users.enable')}
              </Menu.Item>
            ))}
          {!self && (
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => setAsking('delete')}>
              {t('users.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asking === 'edit' && <UserForm user={user} onClose={close} />}
      {asking === 'password' && <SetPassword user={user} onClose={close} />}
      {asking === 'delete' && <DeleteUser user={user} onClose={close} onDeleted={onDeleted} />}
      <Confirm
        opened={asking === 'disable'}
        title={t('users.disableTitle', { name })}
        text={t('users.disableText')}
        action={t('users.disable')}
        onClose={close}
        onConfirm={() => change(people.changeUser(user.id, { active: false }), t('users.disabledDone', { name }))}
      />
      <Confirm
        opened={asking === 'factor'}
        title={t('users.removeFactorTitle', { name })}
        text={t('users.removeFactorText')}
        action={t('common.remove')}
        onClose={close}
        onConfirm={() => change(people.removeSecondFactor(user.id), t('users.removeFactorDone'))}
      />
    </>
  );
}
