import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { FIRST_YEAR, germanHolidays, type Land, type LocalHoliday } from './german-holidays.ts';

/** Holidays by law that a calendar observes, of every year, so that it never runs out of them. */
export interface OfficialHolidays {
  readonly land: Land;
  readonly local?: readonly LocalHoliday[] | undefined;
  /** 24 and 31 December are no holidays; who closes then says so. */
  readonly closedOnDecember24?: boolean | undefined;
  readonly closedOnDecember31?: boolean | undefined;
}

/** Days that are closed: those that are named, and the official ones. */
export interface ClosedDays {
  has(date: CalendarDate): boolean;
}

export function closedDays(
  named: ReadonlySet<CalendarDate>,
  official: OfficialHolidays | undefined,
): ClosedDays {
  if (!official) return named;
  const { land, local, closedOnDecember24, closedOnDecember31 } = official;
  const byYear = new Map<number, ReadonlySet<CalendarDate>>();
  function ofYear(year: number): ReadonlySet<CalendarDate> {
    const known = byYear.get(year);
    if (known) return known;
    const days = new Set(year < FIRST_YEAR ? [] : germanHolidays(land, year, local).map(({ date }) => date));
    if (closedOnDecember24) days.add(`${year}-12-24`);
    if (closedOnDecember31) days.add(`${year}-12-31`);
    byYear.set(year, days);
    return days;
  }
  return { has: (date) => named.has(date) || ofYear(Number(date.slice(0, 4))).has(date) };
}
