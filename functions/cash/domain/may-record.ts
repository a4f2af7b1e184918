import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { DomainError } from '../../../shared/kernel/errors.ts';
import { absolute, formatMinor } from '../../../shared/kernel/money.ts';
import { refuse } from '../errors.ts';

/** How far a cash book has come. */
export interface BookState {
  readonly account: string;
  readonly startDate: CalendarDate;
  readonly balanceMinor: bigint;
  readonly lastNumber: number;
  readonly lastDate?: CalendarDate | undefined;
  /** Counted: nothing is recorded on this day or before. */
  readonly closedThrough?: CalendarDate | undefined;
  readonly ended: boolean;
}

const at = (pointer: string, detail: string, extra: Readonly<Record<string, unknown>> = {}) => ({
  errors: [{ pointer, detail }],
  extra,
});

/**
 * Refuses a day on which nothing can be recorded any more, or not yet. Rows stand in the order of days (§146 Abs. 1 S. 1 AO:
 * in order), so the balance of every moment is that of a row, and a day that was counted stays as it was counted.
 * @param today the day that it is where the cash is
 */
export function assertOpenDay(book: BookState, date: CalendarDate, today: CalendarDate): void {
  const problem = dayProblem(book, date, today);
  if (problem) throw problem;
}

function dayProblem(book: BookState, date: CalendarDate, today: CalendarDate): DomainError | undefined {
  const { account, startDate, lastDate, lastNumber, closedThrough, ended } = book;
  if (ended) return refuse('cash.book-ended', `The cash book ${account} has ended.`);
  if (date > today) {
    const detail = `${date} lies in the future: cash is recorded on the day it moves.`;
    return refuse('cash.future-date', detail, at('/date', detail, { today }));
  }
  if (date < startDate) {
    const detail = `The cash book begins on ${startDate}; ${date} lies before.`;
    return refuse('cash.out-of-order', detail, at('/date', detail, { startDate }));
  }
  if (closedThrough !== undefined && date <= closedThrough) {
    const detail = `The cash was counted on ${closedThrough}, and that day is closed; ${date} is not after it.`;
    return refuse('cash.day-closed', detail, at('/date', detail, { closedThrough }));
  }
  if (lastDate !== undefined && date < lastDate) {
    const detail = `The last entry, number ${lastNumber}, is of ${lastDate}; ${date} lies before.`;
    return refuse('cash.out-of-order', detail, at('/date', detail, { lastDate, lastNumber }));
  }
  return undefined;
}

/**
 * The balance after an amount has come in (positive) or gone out. Refuses what would take out more than there is: a drawer
 * cannot hold less than nothing, and a book that says so is not a proper one.
 */
export function balanceAfter(
  { balanceMinor }: Pick<BookState, 'balanceMinor'>,
  amountMinor: bigint,
  currency: string,
): bigint {
  const after = balanceMinor + amountMinor;
  if (after >= 0n) return after;
  const balance = formatMinor(balanceMinor, currency);
  const detail = `There are ${balance} ${currency} in the cash book; ${formatMinor(absolute(amountMinor), currency)} cannot be taken out.`;
  throw refuse('cash.insufficient-balance', detail, at('/amount', detail, { balance }));
}
