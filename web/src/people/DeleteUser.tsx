import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { people } from '../api/people';
import { peopleKeys } from '../api/peopleQueries';
import type { User } from '../api/peopleTypes';
import { asProblem } from '../api/problem';
import { keys } from '../api/queries';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { useWords } from '../words/words';

/** Asks before somebody is deleted, and once more when that leaves properties without an owner. */
export function DeleteUser({ user, onClose, onDeleted }: { user: User; onClose: () => void; onDeleted?: (() => void) | undefined }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [owns, setOwns] = useState(false);
  const remove = async (): Promise<'stay' | undefined> => {
    try {
      await people.removeUser(user.id, owns ? 'unassign' : undefined);
    } catch (error) {
      if (owns || asProblem(error).code !== 'owns-properties') throw error;
      setOwns(true);
      return 'stay';
    }
    // Whoever shows this user leaves before the list is asked again.
    onDeleted?.();
    tell(t('users.deleted', { name: user.username }));
    await Promise.all([peopleKeys.users, peopleKeys.grants, keys.properties].map((queryKey) => client.invalidateQueries({ queryKey })));
    return undefined;
  };
  return (
    <Confirm
      opened
      title={t('users.deleteTitle', { name: user.username })}
      text={owns ? t('users.deleteOwns', { name: user.username }) : t('users.deleteText')}
      action={t(owns ? 'users.deleteUnassign' : 'users.delete')}
      onClose={onClose}
      onConfirm={remove}
    />
  );
}
