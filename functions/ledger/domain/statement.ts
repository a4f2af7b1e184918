import { type CalendarDate, calendarDate, monthOf, yearOf } from '../../../shared/kernel/calendar-date.ts';
import { type AccountPeriod, type StatementRow, sumDays } from './fold.ts';

/** One line of an account's statement as it is answered. */
export interface StatementLine {
  readonly fiscalYear: number;
  readonly number: number;
  readonly date: CalendarDate;
  readonly debitMinor: bigint | undefined;
  readonly creditMinor: bigint | undefined;
  readonly contraAccount: string;
  readonly documentNumber: string;
  readonly text: string;
  readonly taxCode: string;
  readonly costCentre: string;
  /** Debit minus credit after this line. */
  readonly balanceMinor: bigint;
}

/** A line's place in the statement; lines of one entry have the same one. */
export interface StatementPosition {
  readonly date: CalendarDate;
  readonly number: number;
}

export interface StatementWish {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Lines wanted; the lines of one entry stay together, so that there may be some more. */
  readonly limit: number;
  /** The page goes on behind this place. */
  readonly after?: StatementPosition | undefined;
}

/** Collects the lines of one page, months in their order. */
export interface StatementPage {
  readonly wish: StatementWish;
  readonly lines: StatementLine[];
  more: boolean;
}

/** Lines of one month, in the order they were booked. */
export interface StatementMonth {
  readonly fiscalYear: number;
  /** Days of the month that the statement covers. */
  readonly first: CalendarDate;
  readonly last: CalendarDate;
  /** Before the first of these days. */
  readonly balance: bigint;
  readonly rows: readonly StatementRow[];
}

/** Puts the lines of a month on the page, as far as they belong there. Returns the balance behind the month. */
export function addRows(
  { fiscalYear, first, last, balance, rows }: StatementMonth,
  page: StatementPage,
): bigint {
  const dated = rows
    .map((row) => [calendarDate(yearOf(first), monthOf(first), row[1]), row] as const)
    .filter(([date]) => date >= first && date <= last)
    // Stable: lines of one entry keep their order.
    .sort(([dateA, a], [dateB, b]) => (dateA < dateB ? -1 : dateA > dateB ? 1 : a[0] - b[0]));
  let running = balance;
  for (const [date, row] of dated) {
    const line = toLine(fiscalYear, date, row, running);
    running = line.balanceMinor;
    addLine(line, page);
  }
  return running;
}

function addLine(line: StatementLine, page: StatementPage): void {
  const { limit, after } = page.wish;
  const { date, number } = line;
  if (page.more || (after && (date < after.date || (date === after.date && number <= after.number)))) return;
  const last = page.lines.at(-1);
  if (page.lines.length >= limit && !(last && last.date === date && last.number === number)) page.more = true;
  else page.lines.push(line);
}

/** Debit minus credit from one day of the month to another. */
export function netOfDays({ debits, credits }: AccountPeriod, firstDay: number, lastDay: number): bigint {
  const through = (day: number) => sumDays(debits, day) - sumDays(credits, day);
  return through(lastDay) - through(firstDay - 1);
}

function toLine(fiscalYear: number, date: CalendarDate, row: StatementRow, before: bigint): StatementLine {
  const [number, , side, amountMinor, contraAccount, documentNumber, text, taxCode = '', costCentre = ''] =
    row;
  const amount = BigInt(amountMinor);
  const debit = side === 'D';
  return {
    fiscalYear,
    number,
    date,
    debitMinor: debit ? amount : undefined,
    creditMinor: debit ? undefined : amount,
    contraAccount,
    documentNumber,
    text,
    taxCode,
    costCentre,
    balanceMinor: debit ? before + amount : before - amount,
  };
}
