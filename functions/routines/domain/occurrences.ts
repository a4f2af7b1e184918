import {
  addMonths,
  type CalendarDate,
  calendarDate,
  daysInMonth,
  monthOf,
  yearOf,
} from '../../../shared/kernel/calendar-date.ts';

/** When something recurs: on a day of the month, every so many months. */
export interface RecurrenceRule {
  readonly start: CalendarDate;
  readonly end?: CalendarDate | undefined;
  /** 1 to 12. */
  readonly everyMonths: number;
  /** 1 to 31; months that are shorter have it on their last day. */
  readonly dayOfMonth: number;
}

function dayIn(month: CalendarDate, dayOfMonth: number): CalendarDate {
  const [year, number] = [yearOf(month), monthOf(month)];
  return calendarDate(year, number, Math.min(dayOfMonth, daysInMonth(year, number)));
}

/**
 * The first `limit` occurrences after a day (of all, where none is given) up to `through`, inclusive. The first of all is
 * the first such day of a month on or after `start`; the others follow every `everyMonths` months.
 */
export function occurrencesBetween(
  { start, end, everyMonths, dayOfMonth }: RecurrenceRule,
  after: CalendarDate | undefined,
  through: CalendarDate,
  limit: number,
): CalendarDate[] {
  const month = `${start.slice(0, 7)}-01`;
  const anchor = dayIn(month, dayOfMonth) < start ? addMonths(month, 1) : month;
  const last = end !== undefined && end < through ? end : through;
  const days: CalendarDate[] = [];
  for (let step = 0; days.length < limit; step += 1) {
    const day = dayIn(addMonths(anchor, step * everyMonths), dayOfMonth);
    if (day > last) break;
    if (after === undefined || day > after) days.push(day);
  }
  return days;
}
