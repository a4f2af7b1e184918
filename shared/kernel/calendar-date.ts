/** A day of the Gregorian calendar as `YYYY-MM-DD`; strings of this form compare in calendar order. */
export type CalendarDate = string;

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS[month - 1] ?? 0);
}

/** Whether the text is a day that exists, from 1900-01-01 to 2999-12-31. */
export function isCalendarDate(text: string): text is CalendarDate {
  const match = FORM.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && year < 3000 && day >= 1 && day <= daysInMonth(year, month);
}

export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** 1 to 12. */
export function monthOf(date: CalendarDate): number {
  return Number(date.slice(5, 7));
}

/** 1 to 31. */
export function dayOf(date: CalendarDate): number {
  return Number(date.slice(8, 10));
}

export function calendarDate(year: number, month: number, day: number): CalendarDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day of a moment, in UTC. */
export function utcDay(moment: Date): CalendarDate {
  return moment.toISOString().slice(0, 10);
}

const DAY_MILLISECONDS = 86_400_000;

function toEpochDay(date: CalendarDate): number {
  return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / DAY_MILLISECONDS;
}

/** The day `days` later (earlier when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return utcDay(new Date((toEpochDay(date) + days) * DAY_MILLISECONDS));
}

/** Days from `from` to `to`; the day itself is 0. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** The same day `months` later, or the month's last day where that month is shorter. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return calendarDate(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}
