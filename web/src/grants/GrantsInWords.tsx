import type { Grant } from '../api/grants';
import type { User } from '../api/peopleTypes';
import type { Property } from '../api/placesTypes';
import { fullName } from '../people/userFields';
import { useNow } from '../ui/useNow';
import { useWords } from '../words/words';
import { grantText } from './grantWords';

/** Who sees what, as one would say it; of one property, who sees it. */
export function GrantsInWords({ users, grants, properties, chosen }: { users: readonly User[]; grants: readonly Grant[]; properties: readonly Property[]; chosen: string | undefined }) {
  const { t, language } = useWords();
  const now = useNow(60_000);
  const concerns = ({ scope, propertyId, placeId }: Grant) => chosen === undefined || scope === 'everywhere' || (scope === 'property' ? placeId : propertyId) === chosen;
  return (
    <div data-testid="in-words">
      {users.map((user) => {
        const held = grants.filter((grant) => grant.userId === user.id && concerns(grant));
        if (held.length === 0 && chosen !== undefined) return null;
        return (
          <div key={user.id} className="v-inwords">
            <strong>{fullName(user)}</strong>
            {held.length === 0 ? (
              <span className="v-muted"> {t('grants.seesNothing')}</span>
            ) : (
              <ul className="v-sentences">
                {held.map((grant) => (
                  <li key={grant.id} data-force={grant.inForce}>
                    {grantText(grant, { t, language, properties, now })}
                  </li>
                ))}
              </ul>
            )}
          </div>
        );
      })}
      <p className="v-muted v-small">{t('grants.administratorsToo')}</p>
    </div>
  );
}
