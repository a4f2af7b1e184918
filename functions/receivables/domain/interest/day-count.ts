import {
  type CalendarDate,
  dayOf,
  daysBetween,
  monthOf,
  yearOf,
} from '../../../../shared/kernel/calendar-date.ts';

/**
 * How days become parts of a year. The law names none (§ 288 BGB says "für das Jahr"), so it is a choice: calendar days
 * over 365; calendar days over the days of their own year (Actual/Actual ISDA, 2006 ISDA Definitions 4.16(b)); or months
 * of 30 days over 360 (30E/360, Eurobond basis, 4.16(g)).
 */
export const DAY_COUNTS = ['act/365', 'act/act', '30/360'] as const;
export type DayCount = (typeof DAY_COUNTS)[number];

/** Days since year 0 in a calendar of 30-day months. A difference of two such numbers is the 30E count. */
function serial30E(date: CalendarDate): number {
  return 360 * yearOf(date) + 30 * monthOf(date) + Math.min(dayOf(date), 30);
}

/** Days from one day up to another, which is not counted itself. Counts of adjoining spans add up. */
export function countDays(dayCount: DayCount, from: CalendarDate, until: CalendarDate): number {
  return dayCount === '30/360' ? serial30E(until) - serial30E(from) : daysBetween(from, until);
}

/** Days that make up the year in which the day lies. */
export function yearDays(dayCount: DayCount, day: CalendarDate): number {
  if (dayCount === '30/360') return 360;
  if (dayCount === 'act/365') return 365;
  return daysBetween(`${yearOf(day)}-01-01`, `${yearOf(day) + 1}-01-01`);
}
