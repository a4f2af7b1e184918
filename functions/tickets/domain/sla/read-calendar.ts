import { type CalendarDate, isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { FieldError } from '../../../../shared/kernel/errors.ts';
import { closedDays, type OfficialHolidays } from '../holidays/closed-days.ts';
import {
  type BusinessCalendar,
  isTimeZone,
  type Opening,
  WEEKDAYS,
  type Weekday,
} from './business-calendar.ts';

/** A calendar as people write it: hours as pairs of times by the clock, `24:00` for midnight at the end of a day. */
export interface CalendarText {
  readonly timeZone: string;
  readonly hours: Readonly<Partial<Record<Weekday, readonly (readonly [string, string])[] | undefined>>>;
  readonly holidays: readonly string[];
  readonly official?: OfficialHolidays | undefined;
}

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

function minutesOf(text: string, isEnd: boolean): number | undefined {
  if (isEnd && text === '24:00') return 1_440;
  const [, hours, minutes] = CLOCK.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** Reads a calendar, and collects what is wrong with it; pointers are RFC 6901, below `at`. */
export function readCalendar(
  { timeZone, hours, holidays, official }: CalendarText,
  at = '',
): { readonly calendar: BusinessCalendar; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  if (!isTimeZone(timeZone)) {
    errors.push({
      pointer: `${at}/timeZone`,
      detail: 'must be a time zone of the IANA database, like Europe/Berlin',
    });
  }
  const read: Partial<Record<Weekday, readonly Opening[]>> = {};
  for (const day of WEEKDAYS) {
    const given = hours[day];
    if (given) read[day] = readDay(given, `${at}/hours/${day}`, errors);
  }
  const days = new Set<CalendarDate>();
  for (const [index, text] of holidays.entries()) {
    if (isCalendarDate(text)) days.add(text);
    else errors.push({ pointer: `${at}/holidays/${index}`, detail: 'must be a day like 2026-12-25' });
  }
  if (errors.length === 0 && !WEEKDAYS.some((day) => read[day]?.length))
    errors.push({ pointer: `${at}/hours`, detail: 'must hold an opening on one day at least' });
  return { calendar: { timeZone, hours: read, holidays: closedDays(days, official) }, errors };
}

function readDay(
  given: readonly (readonly [string, string])[],
  pointer: string,
  errors: FieldError[],
): readonly Opening[] {
  const openings: Opening[] = [];
  for (const [index, [start, end]] of given.entries()) {
    const [from, to] = [minutesOf(start, false), minutesOf(end, true)];
    const place = `${pointer}/${index}`;
    if (from === undefined) errors.push({ pointer: `${place}/0`, detail: 'must be a time like 09:00' });
    if (to === undefined)
      errors.push({ pointer: `${place}/1`, detail: 'must be a time like 17:30, or 24:00' });
    if (from === undefined || to === undefined) continue;
    const earlier = openings.at(-1);
    if (from >= to) errors.push({ pointer: place, detail: 'must end after it begins' });
    else if (earlier && from < earlier.to)
      errors.push({ pointer: place, detail: 'must begin after the opening before it has ended' });
    openings.push({ from, to });
  }
  return openings;
}
