import { type AccountBalance, balanceOf } from './balances.ts';
import { type ChartView, isCarriedForward } from './chart-view.ts';
import type { ChartName } from './charts/charts.ts';

/** Where a year's result stands until the owners decide on it: Gewinnvortrag and Verlustvortrag (§266 (3) A.IV HGB). */
export const CARRIED_RESULT: Readonly<Record<ChartName, { readonly profit: string; readonly loss: string }>> =
  {
    SKR03: { profit: '0860', loss: '0868' },
    SKR04: { profit: '2970', loss: '2978' },
  };

/** Stands for the carried result where an own chart names no account for it. */
export const NAMELESS_RESULT = 'RESULT';

/** Balances that a year begins with, debit positive. */
export type CarriedBalances = ReadonlyMap<string, bigint>;

/**
 * What the next year begins with: balance-sheet accounts with their balances (§252 (1) No. 1 HGB), and the result,
 * the sum of income and expense, as profit or loss carried forward.
 */
export function carryForward(
  booked: readonly AccountBalance[],
  before: CarriedBalances,
  chart: ChartView,
  chartName: ChartName | 'none',
): CarriedBalances {
  const carried = new Map<string, bigint>();
  const add = (account: string, amount: bigint) =>
    carried.set(account, (carried.get(account) ?? 0n) + amount);
  let result = 0n;
  const all = [...before, ...booked.map((balance) => [balance.account, balanceOf(balance)] as const)];
  for (const [account, amount] of all) {
    if (isCarriedForward(chart.find(account))) add(account, amount);
    else result += amount;
  }
  if (result !== 0n) add(carriedResultAccount(chartName, chart.accountLength, result), result);
  return new Map([...carried].filter(([, amount]) => amount !== 0n));
}

/** A credit balance (negative) is a profit. */
export function carriedResultAccount(
  chartName: ChartName | 'none',
  accountLength: number,
  result: bigint,
): string {
  if (chartName === 'none') return NAMELESS_RESULT;
  const { profit, loss } = CARRIED_RESULT[chartName];
  return (result < 0n ? profit : loss).padEnd(accountLength, '0');
}
