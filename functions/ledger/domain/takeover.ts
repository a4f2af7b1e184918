import { type CalendarDate, calendarDate, daysInMonth } from '../../../shared/kernel/calendar-date.ts';
import type { EntryLine, NewEntry } from './entry.ts';
import { fiscalYearBounds } from './fiscal-year.ts';

/** What moved on one account in a month (Monatsverkehrszahlen); neither side is negative. */
export interface AccountSums {
  readonly account: string;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

/** Id of the entry that stands for a month booked elsewhere; `month` is `2026-01`. One month is taken over once. */
export function takeoverId(month: string): string {
  return `takeover-${month}`;
}

/** `reference` of such entries, by which people and exports know them. */
export const TAKEOVER_REFERENCE = 'takeover';

export function lastDayOfMonth(month: string): CalendarDate {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return calendarDate(year, number, daysInMonth(year, number));
}

/** The months of a fiscal year, like `2026-01`, in order. */
export function monthsOfYear(fiscalYear: number, fiscalYearStart: string): string[] {
  const { from } = fiscalYearBounds(fiscalYear, fiscalYearStart);
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  return Array.from({ length: 12 }, (_, at) => {
    const index = first + at;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}

/**
 * One entry for a month that was booked elsewhere, dated on its last day. Both sides of an account stay, so that debits and
 * credits of the trial balance are those of the other program. Lines bear no tax code: the VAT return reads them by their
 * accounts (docs/decisions/0101).
 */
export function takeoverEntry(month: string, sums: readonly AccountSums[], language: 'de' | 'en'): NewEntry {
  const lines = sums.flatMap(({ account, debitMinor, creditMinor }): EntryLine[] => [
    ...(debitMinor === 0n ? [] : [{ account, debitMinor }]),
    ...(creditMinor === 0n ? [] : [{ account, creditMinor }]),
  ]);
  return {
    id: takeoverId(month),
    kind: 'regular',
    date: lastDayOfMonth(month),
    documentNumber: `TAKEOVER-${month}`,
    reference: TAKEOVER_REFERENCE,
    text: language === 'de' ? `Übernahme Monatssummen ${month}` : `Monthly sums taken over ${month}`,
    lines,
  };
}
