import { addDays } from '../../../../shared/kernel/calendar-date.ts';

/** A booking says at most a day. */
export const MAX_MINUTES = 1_440;
/** Work is booked until a year later. */
const MAX_DAYS_LATER = 366;
/** Bookings of a ticket, with those taken back. */
export const MAX_ENTRIES = 1_000;

/** Why time cannot be booked for a day, both by the company's time zone; nothing where it can. */
export function dayFault(day: string, today: string): string | undefined {
  if (day > today) return `must not be after today, ${today}`;
  const first = addDays(today, -MAX_DAYS_LATER);
  return day < first ? `must not be before ${first}` : undefined;
}
