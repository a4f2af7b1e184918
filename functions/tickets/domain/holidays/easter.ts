import { type CalendarDate, calendarDate } from '../../../../shared/kernel/calendar-date.ts';

/**
 * Easter Sunday of the Gregorian calendar.
 * Source: the "anonymous" computus (Nature, 20 April 1876), as in Meeus, Astronomical Algorithms, chapter 8.
 */
export function easterSunday(year: number): CalendarDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((8 * b + 13) / 25);
  const e = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7;
  const g = Math.floor((a + 11 * e + 22 * f) / 451);
  const days = e + f - 7 * g + 114;
  return calendarDate(year, Math.floor(days / 31), (days % 31) + 1);
}
