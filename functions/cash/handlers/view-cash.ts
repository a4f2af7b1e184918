import { absolute, formatMinor } from '../../../shared/kernel/money.ts';
import { isLate } from '../domain/business-day.ts';
import type { DaySum } from '../domain/day-sums.ts';
import type { CashBookRow, CashCountRow, CashEntryRow } from '../table.ts';

export function viewBook(book: CashBookRow, currency: string) {
  const { company: _c, revision: _r, version: _v, lastCount: _l, openingMinor, balanceMinor, ...rest } = book;
  return {
    ...rest,
    currency,
    opening: formatMinor(openingMinor, currency),
    balance: formatMinor(balanceMinor, currency),
  };
}

export function viewRow(row: CashEntryRow, currency: string) {
  const { company: _c, account: _a, recordId: _r, fiscalYear: _y, journalNumber: _n, ...rest } = row;
  const { amountMinor, balanceMinor, ...said } = rest;
  return {
    ...said,
    direction: amountMinor < 0n ? ('expense' as const) : ('receipt' as const),
    amount: formatMinor(absolute(amountMinor), currency),
    balance: formatMinor(balanceMinor, currency),
    late: isLate(row.date, row.recordedAt),
  };
}

export function viewCount(count: CashCountRow, currency: string) {
  const {
    company: _c,
    account: _a,
    recordId: _r,
    countedMinor,
    bookMinor,
    denominations,
    closes,
    ...rest
  } = count;
  const money = (minor: bigint) => formatMinor(minor, currency);
  return {
    ...rest,
    counted: money(countedMinor),
    bookBalance: money(bookMinor),
    difference: money(countedMinor - bookMinor),
    denominations: denominations?.map(({ valueMinor, pieces }) => ({ value: money(valueMinor), pieces })),
    closed: closes,
  };
}

export function viewDay(day: DaySum, closedThrough: string | undefined, currency: string) {
  const money = (minor: bigint) => formatMinor(minor, currency);
  const { count } = day;
  return {
    date: day.date,
    opening: money(day.openingMinor),
    receipts: money(day.receiptsMinor),
    expenses: money(day.expensesMinor),
    closing: money(day.closingMinor),
    entries: day.rows,
    counted: count && money(count.countedMinor),
    countDifference: count && money(count.countedMinor - count.bookMinor),
    closed: closedThrough !== undefined && day.date <= closedThrough,
  };
}
