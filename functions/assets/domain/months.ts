import { addDays, addMonths, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/** A month as `YYYY-MM`; months of this form compare in calendar order. */
export type Month = string;

export function monthOfDate(date: CalendarDate): Month {
  return date.slice(0, 7);
}

export function plusMonths(month: Month, count: number): Month {
  return addMonths(`${month}-01`, count).slice(0, 7);
}

/** Months from `from` to `to`, both counted: 12 for a calendar year, 0 or less where `to` lies before `from`. */
export function monthsCounted(from: Month, to: Month): number {
  const index = (month: Month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return index(to) - index(from) + 1;
}

export function firstDayOf(month: Month): CalendarDate {
  return `${month}-01`;
}

export function lastDayOf(month: Month): CalendarDate {
  return addDays(firstDayOf(plusMonths(month, 1)), -1);
}

export function earlier(a: Month, b: Month): Month {
  return a < b ? a : b;
}

export function later(a: Month, b: Month): Month {
  return a > b ? a : b;
}

/** First and last month of a fiscal year. */
export interface YearOfMonths {
  readonly first: Month;
  readonly last: Month;
}

/** Tells the fiscal year (Wirtschaftsjahr, §4a EStG) that a month belongs to. */
export type FiscalCalendar = (month: Month) => YearOfMonths;

/**
 * Fiscal years that begin on `start` (`MM-DD`, the first of a month), but for the short years (Rumpfwirtschaftsjahr,
 * §8b EStDV) that are named: a change of the start makes one.
 */
export function fiscalCalendar(start: string, shortYears: readonly YearOfMonths[] = []): FiscalCalendar {
  return (month) => {
    const short = shortYears.find(({ first, last }) => first <= month && month <= last);
    if (short) return short;
    const startMonth = start.slice(0, 2);
    const year = Number(month.slice(0, 4)) - (month.slice(5) < startMonth ? 1 : 0);
    const first = `${String(year).padStart(4, '0')}-${startMonth}`;
    return { first, last: plusMonths(first, 11) };
  };
}
