import { type CalendarDate, dayOf } from '../../../shared/kernel/calendar-date.ts';
import {
  CLOSING_PERIOD,
  type FiscalYearStart,
  OPENING_PERIOD,
  type Period,
  periodBounds,
} from './fiscal-year.ts';
import { type AccountPeriod, sumDays } from './fold.ts';

/** What was booked on one account in one fiscal year, minor units. */
export interface AccountBalance {
  readonly account: string;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

export interface BalanceScope {
  readonly fiscalYear: number;
  readonly fiscalYearStart: FiscalYearStart;
  /** Last day that counts; the whole year unless said. */
  readonly asOf?: CalendarDate | undefined;
  /** Closing entries count only when asked for: they would show every income account as empty. */
  readonly includeClosing: boolean;
}

/** The last day of a period that counts, 31 for all of it, undefined for none. */
function lastDayCounted(period: Period, scope: BalanceScope): number | undefined {
  if (period === CLOSING_PERIOD && !scope.includeClosing) return undefined;
  const { asOf } = scope;
  if (asOf === undefined || period === OPENING_PERIOD) return 31;
  const { from, to } = periodBounds(scope.fiscalYear, period, scope.fiscalYearStart);
  if (asOf < from) return undefined;
  return asOf >= to ? 31 : dayOf(asOf);
}

/** Adds the periods up, account by account, in the order of account numbers. */
export function sumBalances(periods: Iterable<AccountPeriod>, scope: BalanceScope): AccountBalance[] {
  const sums = new Map<string, { debitMinor: bigint; creditMinor: bigint }>();
  for (const { account, period, debits, credits } of periods) {
    const lastDay = lastDayCounted(period, scope);
    if (lastDay === undefined) continue;
    const sum = sums.get(account) ?? { debitMinor: 0n, creditMinor: 0n };
    sum.debitMinor += sumDays(debits, lastDay);
    sum.creditMinor += sumDays(credits, lastDay);
    sums.set(account, sum);
  }
  return [...sums]
    .map(([account, sum]) => ({ account, ...sum }))
    .sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : 0));
}

/** Debit minus credit. */
export function balanceOf({
  debitMinor,
  creditMinor,
}: Pick<AccountBalance, 'debitMinor' | 'creditMinor'>): bigint {
  return debitMinor - creditMinor;
}
