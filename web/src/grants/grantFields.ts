import type { Grant, Right } from '../api/grants';
import type { NewGrant } from '../api/peopleTypes';
import type { Translate } from '../words/words';
import type { GrantPlace } from './PlacePicker';

/** What is entered of a grant. Times are Unix milliseconds. */
export interface GrantFields {
  place: GrantPlace | undefined;
  rights: Right[];
  boxed: boolean;
  from: number | undefined;
  until: number | undefined;
}

export function fieldsOf(grant: Grant | undefined, place: GrantPlace | undefined): GrantFields {
  return {
    place: grant ? { scope: grant.scope, placeId: grant.placeId } : place,
    rights: grant?.rights ?? ['live', 'playback'],
    boxed: grant !== undefined && (grant.from !== null || grant.until !== null),
    from: grant?.from ? Date.parse(grant.from) : undefined,
    until: grant?.until ? Date.parse(grant.until) : undefined,
  };
}

export interface GrantErrors {
  place?: string | undefined;
  rights?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

export function grantErrors({ place, rights, boxed, from, until }: GrantFields, now: number, t: Translate): GrantErrors {
  const told = effective(rights, place);
  return {
    place: place === undefined ? t('grants.needPlace') : undefined,
    rights: told.length === 0 ? t('grants.needRights') : undefined,
    from: boxed && from === undefined && until === undefined ? t('grants.needTime') : undefined,
    until: !boxed || until === undefined ? undefined : from !== undefined && until <= from ? t('grants.endBeforeStart') : until <= now ? t('grants.endPast') : undefined,
  };
}

/** The right to the log is given everywhere or not at all. */
export function effective(rights: readonly Right[], place: GrantPlace | undefined): Right[] {
  return rights.filter((right) => right !== 'audit' || place?.scope === 'everywhere');
}

/** What is sent; undefined while something is missing. */
export function toNewGrant({ place, rights, boxed, from, until }: GrantFields): NewGrant | undefined {
  if (!place) return undefined;
  return {
    scope: place.scope,
    ...(place.placeId === null ? {} : { placeId: place.placeId }),
    rights: effective(rights, place),
    ...(boxed && from !== undefined ? { from: new Date(from).toISOString() } : {}),
    ...(boxed && until !== undefined ? { until: new Date(until).toISOString() } : {}),
  };
}

/** A grant as it would be given anew. */
export function asNew({ scope, placeId, rights, from, until }: Grant): NewGrant {
  return { scope, ...(placeId === null ? {} : { placeId }), rights, ...(from === null ? {} : { from }), ...(until === null ? {} : { until }) };
}
