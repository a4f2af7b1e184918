import { addDays, addMonths } from '../../../../shared/kernel/calendar-date.ts';

/** Periods to be added up, from first to last: days (`D#2026-03-17`) or months (`M#2026-03`). */
export interface Periods {
  readonly from: string;
  readonly to: string;
}

const FIRST_MONTH = '0000-01';
const monthOf = (day: string) => day.slice(0, 7);
const days = (from: string, to: string): Periods[] =>
  from > to ? [] : [{ from: `D#${from}`, to: `D#${to}` }];
const months = (from: string, to: string): Periods[] =>
  from > to ? [] : [{ from: `M#${from}`, to: `M#${to}` }];

/** The fewest periods that make up a range of days: whole months as one. */
export function periodsOf(from: string, to: string): Periods[] {
  if (from > to) return [];
  const firstWhole = from.endsWith('-01') ? from : `${monthOf(addMonths(from, 1))}-01`;
  const afterLast = addDays(to, 1);
  const lastWhole = monthOf(addDays(`${monthOf(afterLast)}-01`, -1));
  if (monthOf(firstWhole) > lastWhole) return days(from, to);
  return [
    ...days(from, addDays(firstWhole, -1)),
    ...months(monthOf(firstWhole), lastWhole),
    ...days(`${monthOf(afterLast)}-01`, to),
  ];
}

/** All that came before a day. */
export function periodsBefore(day: string): Periods[] {
  const last = addDays(day, -1);
  const before = monthOf(addDays(`${monthOf(last)}-01`, -1));
  return [...months(FIRST_MONTH, before), ...days(`${monthOf(last)}-01`, last)];
}
