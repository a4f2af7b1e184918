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

interface LoadedChart {
  readonly accounts: ReadonlyMap<string, ChartAccount>;
  readonly automaticRanges: readonly ChartAccount[];
}

/** Read when first asked for, not at import: a cold start pays for the one chart that its company uses. */
const loadedCharts = new Map<ChartName, LoadedChart>();

function loadChart(chart: ChartName): LoadedChart {
  const loaded = loadedCharts.get(chart);
  if (loaded) return loaded;
  const rows = TABLES.flatMap((table) => readChartTable(table, chart));
  rows.sort((a, b) => (a.number < b.number ? -1 : 1));
  const fresh = {
    accounts: new Map(rows.map((account) => [account.number, account])),
    automaticRanges: rows.filter((account) => account.automaticThrough !== undefined),
  };
  loadedCharts.set(chart, fresh);
  return fresh;
}

/** Accounts that stand for all customers and all vendors in statements; personal accounts add up to them. */
export const COLLECTIVE_ACCOUNTS: Readonly<Record<ChartName, { customers: string; vendors: string }>> = {
  SKR03: { customers: '1400', vendors: '1600' },
  SKR04: { customers: '1200', vendors: '3300' },
};

/** All accounts of a chart, by number. */
export function chartAccounts(chart: ChartName): readonly ChartAccount[] {
  return [...loadChart(chart).accounts.values()];
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
  const account = loadChart(chart).accounts.get(number);
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
  const { accounts, automaticRanges } = loadChart(chart);
  if (accounts.has(number)) return undefined;
  return automaticRanges.find(
    (account) =>
      account.number < number && number <= account.number.slice(0, 2) + (account.automaticThrough ?? ''),
  );
}
