import {
  addDays,
  type CalendarDate,
  calendarDate,
  daysBetween,
  yearOf,
} from '../../../../shared/kernel/calendar-date.ts';

/**
 * Days on which TARGET is closed besides weekends, from the year on. The six have held since 2002 (ECB press release of
 * 14 December 2000, "TARGET calendar: long-term calendar"); payments were not made by SEPA files before.
 */
const CLOSING_DAYS = [
  { fromYear: 2002, fixed: ['01-01', '05-01', '12-25', '12-26'], daysFromEaster: [-2, 1] },
] as const;

const MONDAY = '2024-01-01';

/** Easter Sunday of the Gregorian calendar (the computus of Meeus, Jones and Butcher). */
export function easterSunday(year: number): CalendarDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - f + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return calendarDate(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** Whether banks settle euro payments between each other on that day. */
export function isTargetDay(date: CalendarDate): boolean {
  const weekday = ((daysBetween(MONDAY, date) % 7) + 7) % 7;
  if (weekday >= 5) return false;
  const rule = CLOSING_DAYS.findLast(({ fromYear }) => fromYear <= yearOf(date));
  if (!rule) return true;
  if ((rule.fixed as readonly string[]).includes(date.slice(5))) return false;
  const fromEaster = daysBetween(easterSunday(yearOf(date)), date);
  return !(rule.daysFromEaster as readonly number[]).includes(fromEaster);
}

/** The day itself, or the next on which TARGET is open. */
export function targetDayFrom(date: CalendarDate): CalendarDate {
  let day = date;
  while (!isTargetDay(day)) day = addDays(day, 1);
  return day;
}

/** The business day `days` after the day (none of which is a closing day). */
export function addTargetDays(date: CalendarDate, days: number): CalendarDate {
  let day = date;
  for (let left = days; left > 0; left -= 1) day = targetDayFrom(addDays(day, 1));
  return day;
}

/**
 * The first day for which a debit can still be ordered today: the payer's bank must have it one business day before (SDD
 * Core and B2B rulebooks, chapter 4.3, time cycle D-1). The own bank's cut-off may demand a day more.
 */
export function earliestDebitDay(today: CalendarDate): CalendarDate {
  return addTargetDays(today, 1);
}
