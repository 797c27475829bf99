import { shiftDate } from '../timeline/days';

/** Calendar months as texts, yyyy-MM; days as yyyy-MM-dd. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function daysOf(month: string): string[] {
  const days: string[] = [];
  for (let date = `${month}-01`; monthOf(date) === month; date = shiftDate(date, 1)) days.push(date);
  return days;
}

export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** Which column of a week that starts on Monday, 0 to 6. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}
