import { useMe } from '../api/queries';
import { useWords } from '../words/words';

/** Who is meant by an id of the server: oneself by name, the program itself, others shortened. */
export function useActorName(): (actor: string) => string {
  const { t } = useWords();
  const { data: me } = useMe();
  return (actor) => {
    if (actor === 'system') return t('audit.system');
    if (actor === me?.id) return me.username;
    return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(actor) ? `${actor.slice(0, 8)}…` : actor;
  };
}
