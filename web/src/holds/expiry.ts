export const expiryChoices = ['never', 'days30', 'days90', 'days365', 'date'] as const;
export type ExpiryChoice = (typeof expiryChoices)[number];

export interface Expiry {
  choice: ExpiryChoice;
  /** Unix milliseconds; counts when a date is chosen. */
  date: number | undefined;
}

const day = 86_400_000;
const days: Partial<Record<ExpiryChoice, number>> = { days30: 30, days90: 90, days365: 365 };

/** When it ends, in Unix milliseconds; undefined: only when somebody ends it. */
export function expiryAt({ choice, date }: Expiry, now: number): number | undefined {
  const length = days[choice];
  return length === undefined ? (choice === 'date' ? date : undefined) : now + length * day;
}

/** Whether it may be sent: a date that is chosen must be there and lie ahead. */
export function isSound({ choice, date }: Expiry, now: number): boolean {
  return choice !== 'date' || (date !== undefined && date > now);
}
