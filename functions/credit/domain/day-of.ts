import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/** The day of a moment, in UTC. */
export function dayOf(now: Date): CalendarDate {
  return now.toISOString().slice(0, 10);
}
