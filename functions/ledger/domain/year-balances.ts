import { addDays, type CalendarDate, dayOf } from '../../../shared/kernel/calendar-date.ts';
import type { AccountBalance } from './balances.ts';
import type { CarriedBalances } from './carry-forward.ts';
import { CLOSING_PERIOD, type FiscalYearStart, OPENING_PERIOD, periodBounds } from './fiscal-year.ts';
import { type AccountPeriod, sumDays } from './fold.ts';

/** What a fiscal year's journal has booked, period by period, and what was carried into it. Minor units. */
export interface YearSums {
  readonly fiscalYear: number;
  readonly fiscalYearStart: FiscalYearStart;
  readonly periods: readonly AccountPeriod[];
  /** Of the years before; empty once opening entries have been booked. Debit positive. */
  readonly carried: CarriedBalances;
}

type Sums = Map<string, { debitMinor: bigint; creditMinor: bigint }>;

function add(sums: Sums, account: string, debitMinor: bigint, creditMinor: bigint): void {
  if (debitMinor === 0n && creditMinor === 0n && !sums.has(account)) return;
  const sum = sums.get(account) ?? { debitMinor: 0n, creditMinor: 0n };
  sum.debitMinor += debitMinor;
  sum.creditMinor += creditMinor;
  sums.set(account, sum);
}

function rowsOf(sums: Sums): AccountBalance[] {
  return [...sums]
    .map(([account, sum]) => ({ account, ...sum }))
    .sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0));
}

/** What the year began with: its opening entries, or what is carried into it while there are none. Debit positive. */
export function openingOf({ periods, carried }: YearSums): ReadonlyMap<string, bigint> {
  const opening = new Map(carried);
  for (const { account, period, debits, credits } of periods) {
    if (period !== OPENING_PERIOD) continue;
    opening.set(account, (opening.get(account) ?? 0n) + sumDays(debits) - sumDays(credits));
  }
  return opening;
}

/** Days of a period that lie in a range, `[0, 0]` for none: sums up to the second less sums up to the first. */
function daysWithin(
  bounds: { readonly from: CalendarDate; readonly to: CalendarDate },
  from: CalendarDate,
  to: CalendarDate,
): readonly [before: number, last: number] {
  if (to < bounds.from || from > bounds.to) return [0, 0];
  const before = from <= bounds.from ? 0 : dayOf(addDays(from, -1));
  return [before, to >= bounds.to ? 31 : dayOf(to)];
}

/**
 * Debits and credits of the regular entries of a range, account by account in the order of their numbers. Opening
 * entries are what the year began with, closing entries would show every income account as empty: neither counts.
 */
export function movementsOf(
  { fiscalYear, fiscalYearStart, periods }: YearSums,
  from: CalendarDate,
  to: CalendarDate,
): AccountBalance[] {
  const sums: Sums = new Map();
  for (const { account, period, debits, credits } of periods) {
    if (period === OPENING_PERIOD || period === CLOSING_PERIOD) continue;
    const [before, last] = daysWithin(periodBounds(fiscalYear, period, fiscalYearStart), from, to);
    if (last === 0) continue;
    add(
      sums,
      account,
      sumDays(debits, last) - sumDays(debits, before),
      sumDays(credits, last) - sumDays(credits, before),
    );
  }
  return rowsOf(sums);
}

/** Balance of every account at the end of a day, debit positive: what the year began with and what was booked since. */
export function balancesAt(year: YearSums, day: CalendarDate): Map<string, bigint> {
  const balances = new Map(openingOf(year));
  const start = periodBounds(year.fiscalYear, OPENING_PERIOD, year.fiscalYearStart).from;
  for (const { account, debitMinor, creditMinor } of movementsOf(year, start, day))
    balances.set(account, (balances.get(account) ?? 0n) + debitMinor - creditMinor);
  return balances;
}

/** Balances that the year ends with, its closing entries included: what the next one has to begin with. */
export function closingBalances(year: YearSums): AccountBalance[] {
  const sums: Sums = new Map();
  for (const [account, amount] of year.carried)
    add(sums, account, amount > 0n ? amount : 0n, amount < 0n ? -amount : 0n);
  for (const { account, debits, credits } of year.periods)
    add(sums, account, sumDays(debits), sumDays(credits));
  return rowsOf(sums);
}
