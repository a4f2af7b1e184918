import { addDays, addMonths, type CalendarDate, calendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { TaxPeriod } from './tax-period.ts';

/** 0 is Monday, 6 Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(date: CalendarDate): number {
  const days =
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / 86_400_000;
  return (((days + 3) % 7) + 7) % 7;
}

/** A day that is a Saturday or Sunday moves to the next Monday (§108 Abs. 3 AO). Public holidays are not looked at. */
export function nextWorkday(date: CalendarDate): CalendarDate {
  const weekday = weekdayOf(date);
  return weekday < 5 ? date : addDays(date, 7 - weekday);
}

/**
 * Last day to file a period: the 10th after its end (§18 Abs. 1 Satz 1 UStG), a month later with Dauerfristverlängerung
 * (§46 UStDV). The year: 31 July of the next (§149 Abs. 2 AO), without the later day of those who are advised.
 */
export function filingDueDate(period: TaxPeriod, hasExtension: boolean): CalendarDate {
  if (period.code === 'year') return nextWorkday(calendarDate(period.year + 1, 7, 31));
  const tenth = addDays(period.to, 10);
  return nextWorkday(hasExtension ? addMonths(tenth, 1) : tenth);
}
