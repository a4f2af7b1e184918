import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';

const GERMANY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day that it is in Germany: a till that is counted after midnight belongs to that day there, not to UTC's. */
export function germanDay(instant: Date): CalendarDate {
  const part = Object.fromEntries(GERMANY.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

/**
 * Whether something was recorded later than on its own day. §146 Abs. 1 S. 2 AO: receipts and expenses of cash are recorded
 * daily (GoBD Rz. 48); what comes late is taken all the same, as it must be complete, and shown as late.
 */
export function isLate(date: CalendarDate, recordedAt: string): boolean {
  return germanDay(new Date(recordedAt)) > date;
}
