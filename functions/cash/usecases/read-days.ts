import { daysBetween } from '../../../shared/kernel/calendar-date.ts';
import { refuse } from '../errors.ts';
import type { CashReader, Days } from '../reader.ts';
import type { CashBookRow, CashEntryRow } from '../table.ts';

/** A year and a day at once; longer books are read part by part. */
export const MAX_DAYS = 367;
/** Rows of a file or a report: some 5 MB of CSV. */
export const MAX_ROWS = 20_000;

/** The days asked for, as far as the book has them: the month of its last entry unless said. */
export function daysOf(
  book: Pick<CashBookRow, 'startDate' | 'lastDate'>,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Days {
  const last = to ?? book.lastDate ?? from ?? book.startDate;
  const first = from ?? `${last.slice(0, 7)}-01`;
  const bad = (detail: string) =>
    refuse('cash.invalid-range', detail, { errors: [{ pointer: 'query/from', detail }] });
  if (first > last) throw bad(`${first} is after ${last}.`);
  if (daysBetween(first, last) >= MAX_DAYS) throw bad(`At most ${MAX_DAYS} days are shown together.`);
  return { from: first, to: last };
}

/** The balance before a day. */
export async function balanceBefore(
  reader: Pick<CashReader, 'lastRowBefore'>,
  book: CashBookRow,
  day: string,
): Promise<bigint> {
  // Before its first day the book holds nothing; the opening is what that day begins with.
  if (day < book.startDate) return 0n;
  const row = await reader.lastRowBefore(book.company, book.account, day);
  return row?.balanceMinor ?? book.openingMinor;
}

/** The balance that a range begins with; the opening of the book is its first day's, where that lies within. */
export function openingOf(
  reader: Pick<CashReader, 'lastRowBefore'>,
  book: CashBookRow,
  { from, to }: Days,
): Promise<bigint> {
  const begins = from < book.startDate && book.startDate <= to;
  return balanceBefore(reader, book, begins ? book.startDate : from);
}

/** Every row between two days. @throws cash.invalid-range where there are too many */
export async function rowsBetween(
  reader: Pick<CashReader, 'eachRow'>,
  book: Pick<CashBookRow, 'company' | 'account'>,
  days: Days,
): Promise<CashEntryRow[]> {
  const rows: CashEntryRow[] = [];
  for await (const row of reader.eachRow(book.company, book.account, days)) {
    rows.push(row);
    if (rows.length <= MAX_ROWS) continue;
    const detail = `There are more than ${MAX_ROWS} entries up to ${row.date}: ask for fewer days.`;
    throw refuse('cash.invalid-range', detail, { errors: [{ pointer: 'query/from', detail }] });
  }
  return rows;
}
