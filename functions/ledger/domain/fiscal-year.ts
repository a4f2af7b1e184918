import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  dayOf,
  daysInMonth,
  monthOf,
  yearOf,
} from '../../../shared/kernel/calendar-date.ts';

/** Period 0 takes the opening entries, 1 to 12 the months, 13 the closing entries. */
export type Period = number;
export const OPENING_PERIOD = 0;
export const CLOSING_PERIOD = 13;
export const PERIODS = 14;

/** First day of the company's fiscal year as `MM-DD`; the day is always the first of a month. */
export type FiscalYearStart = string;

export interface FiscalYearBounds {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/**
 * The fiscal year (Wirtschaftsjahr, §4a EStG) a day belongs to, named by the calendar year in which it begins:
 * with a start of `07-01`, 2027-03-15 belongs to 2026.
 */
export function fiscalYearOf(date: CalendarDate, start: FiscalYearStart): number {
  return date.slice(5) < start ? yearOf(date) - 1 : yearOf(date);
}

/** First and last day of a fiscal year. */
export function fiscalYearBounds(fiscalYear: number, start: FiscalYearStart): FiscalYearBounds {
  const from = `${fiscalYear}-${start}`;
  return { from, to: addDays(addMonths(from, 12), -1) };
}

/** The month's number within its fiscal year, 1 to 12. */
export function monthPeriodOf(date: CalendarDate, start: FiscalYearStart): Period {
  const first = Number(start.slice(0, 2));
  return ((monthOf(date) - first + 12) % 12) + 1;
}

/** First and last day of a period; the opening and closing periods stand on the year's first and last day. */
export function periodBounds(fiscalYear: number, period: Period, start: FiscalYearStart): FiscalYearBounds {
  const year = fiscalYearBounds(fiscalYear, start);
  if (period === OPENING_PERIOD) return { from: year.from, to: year.from };
  if (period === CLOSING_PERIOD) return { from: year.to, to: year.to };
  const from = addMonths(year.from, period - 1);
  return { from, to: calendarDate(yearOf(from), monthOf(from), daysInMonth(yearOf(from), monthOf(from))) };
}

/** Day of the month, 1 to 31: how sums are kept within a period. */
export function dayInPeriod(date: CalendarDate): number {
  return dayOf(date);
}
