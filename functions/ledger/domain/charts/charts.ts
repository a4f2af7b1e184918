import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { ChartAccount, ChartName } from './chart-account.ts';
import { readChartTable } from './chart-table.ts';
import { COST_OF_GOODS } from './tables/cost-of-goods.ts';
import { CURRENT_ASSETS } from './tables/current-assets.ts';
import { DEPRECIATION } from './tables/depreciation.ts';
import { EQUITY } from './tables/equity.ts';
import { FIXED_ASSETS } from './tables/fixed-assets.ts';
import { LIABILITIES } from './tables/liabilities.ts';
import { OPERATING_EXPENSES } from './tables/operating-expenses.ts';
import { OTHER_INCOME } from './tables/other-income.ts';
import { PERSONNEL } from './tables/personnel.ts';
import { PROVISIONS } from './tables/provisions.ts';
import { RESULTS } from './tables/results.ts';
import { REVENUE } from './tables/revenue.ts';
import { TAX } from './tables/tax.ts';

export type { AccountCategory, ChartAccount, ChartName, TaxFunction } from './chart-account.ts';

const TABLES: readonly string[] = [
  FIXED_ASSETS,
  CURRENT_ASSETS,
  EQUITY,
  PROVISIONS,
  LIABILITIES,
  TAX,
  REVENUE,
  OTHER_INCOME,
  COST_OF_GOODS,
  PERSONNEL,
  DEPRECIATION,
  OPERATING_EXPENSES,
  RESULTS,
];

function loadChart(chart: ChartName): ReadonlyMap<string, ChartAccount> {
  const accounts = TABLES.flatMap((table) => readChartTable(table, chart));
  accounts.sort((a, b) => (a.number < b.number ? -1 : 1));
  return new Map(accounts.map((account) => [account.number, account]));
}

const CHARTS: Readonly<Record<ChartName, ReadonlyMap<string, ChartAccount>>> = {
  SKR03: loadChart('SKR03'),
  SKR04: loadChart('SKR04'),
};

const AUTOMATIC_RANGES: Readonly<Record<ChartName, readonly ChartAccount[]>> = {
  SKR03: [...CHARTS.SKR03.values()].filter((account) => account.automaticThrough !== undefined),
  SKR04: [...CHARTS.SKR04.values()].filter((account) => account.automaticThrough !== undefined),
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

/**
 * The Automatikkonto in whose range an account of the company's own lies: 8401 computes its tax as 8400 does,
 * which covers 8400 to 8409. Undefined for chart accounts, which speak for themselves.
 */
export function automaticAccountCovering(chart: ChartName, number: string): ChartAccount | undefined {
  if (CHARTS[chart].has(number)) return undefined;
  return AUTOMATIC_RANGES[chart].find(
    (account) =>
      account.number < number && number <= account.number.slice(0, 2) + (account.automaticThrough ?? ''),
  );
}
