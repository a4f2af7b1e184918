import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { ChartAccount, ChartName } from './chart-account.ts';
import { readChartTable } from './chart-table.ts';
import { CORE } from './tables/core.ts';

export type { AccountCategory, ChartAccount, ChartName, TaxFunction } from './chart-account.ts';

const TABLES: readonly string[] = [CORE];

function loadChart(chart: ChartName): ReadonlyMap<string, ChartAccount> {
  const accounts = TABLES.flatMap((table) => readChartTable(table, chart));
  accounts.sort((a, b) => (a.number < b.number ? -1 : 1));
  return new Map(accounts.map((account) => [account.number, account]));
}

const CHARTS: Readonly<Record<ChartName, ReadonlyMap<string, ChartAccount>>> = {
  SKR03: loadChart('SKR03'),
  SKR04: loadChart('SKR04'),
};

/** Accounts that stand for all customers and all vendors in statements; personal accounts add up to them. */
export const COLLECTIVE_ACCOUNTS: Readonly<Record<ChartName, { customers: string; vendors: string }>> = {
  SKR03: { customers: '1400', vendors: '1600' },
  SKR04: { customers: '1200', vendors: '3300' },
};

/** All accounts of a chart, by number. */
export function chartAccounts(chart: ChartName): readonly ChartAccount[] {
  return [...CHARTS[chart].values()];
}

/**
 * The account with a four-digit chart number. With `onDate`, only if it is valid on that day.
 * Company numbers with more digits go through `toChartNumber` first.
 */
export function chartAccount(
  chart: ChartName,
  number: string,
  onDate?: CalendarDate,
): ChartAccount | undefined {
  const account = CHARTS[chart].get(number);
  if (!account || onDate === undefined) return account;
  const started = account.validFrom === undefined || account.validFrom <= onDate;
  const ended = account.validTo !== undefined && account.validTo < onDate;
  return started && !ended ? account : undefined;
}
