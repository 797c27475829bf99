import { rights as allRights, type Grant, type Right } from '../api/grants';
import type { Property } from '../api/placesTypes';
import { browserTimeZone } from '../api/queries';
import { moment } from '../words/format';
import type { Language, Translate } from '../words/words';

/** What is needed to speak of grants. */
export interface Telling {
  t: Translate;
  language: Language;
  properties: readonly Property[];
  /** Unix milliseconds. */
  now: number;
}

/** In the order in which rights are always told. */
export function inOrder(rights: readonly Right[]): Right[] {
  return allRights.filter((right) => rights.includes(right));
}

/** "watch live, play back and export". */
export function rightsText(rights: readonly Right[], { t, language }: Pick<Telling, 't' | 'language'>): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(inOrder(rights).map((right) => t(`right.verb.${right}`)));
}

type Where = Pick<Grant, 'scope' | 'placeId' | 'placeName' | 'propertyId'>;

/** "Yard (Casa del Faro)", "all of Casa del Faro", "everywhere". */
export function placeText({ scope, placeId, placeName, propertyId }: Where, { t, properties }: Pick<Telling, 't' | 'properties'>): string {
  if (scope === 'everywhere') return t('grants.scopeEverywhere');
  const property = properties.find(({ id }) => id === (scope === 'property' ? placeId : propertyId))?.name;
  if (scope === 'property') return t('grants.scopeProperty', { place: placeName ?? property ?? t('common.unknown') });
  const room = placeName ?? t('common.unknown');
  return property ? t('grants.roomIn', { room, property }) : room;
}

/** The clock a grant goes by: that of its property. */
export function zoneOf(propertyId: string | null | undefined, properties: readonly Property[]): string {
  return properties.find(({ id }) => id === propertyId)?.timeZone ?? browserTimeZone;
}

/** "until 22:00", "from … until …"; undefined when the grant is for always. */
export function timeText({ from, until, scope, placeId, propertyId }: Grant, { t, language, properties, now }: Telling): string | undefined {
  const zone = zoneOf(scope === 'property' ? placeId : propertyId, properties);
  // Shifts begin and end on the minute: seconds that are nothing are not told.
  const at = (instant: string) => moment(instant, zone, language, now).replace(/:00$/, '');
  if (until !== null && Date.parse(until) <= now) return t('grants.overSince', { to: at(until) });
  const begun = from === null || Date.parse(from) <= now;
  if (until === null) return from === null || begun ? undefined : t('grants.fromOn', { from: at(from) });
  return from === null || begun ? t('grants.until', { to: at(until) }) : t('grants.fromTo', { from: at(from), to: at(until) });
}

/** "watch live and play back in Yard (Casa del Faro), until 22:00". */
export function grantText(grant: Grant, telling: Telling): string {
  const { t } = telling;
  const place = placeText(grant, telling);
  const where = grant.scope === 'everywhere' ? place : t('grants.in', { place });
  const rest = [grant.kind === 'ownership' ? t('grants.asOwner') : undefined, timeText(grant, telling)].filter(Boolean);
  return [`${rightsText(grant.rights, telling)} ${where}`, ...rest].join(', ');
}
