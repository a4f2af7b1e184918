import type { ChartName } from '../charts/chart-account.ts';
import type { TaxKind } from './tax-rule.ts';

/** Accounts that take the tax of one kind at one rate: chart numbers, four digits. */
export interface TaxAccounts {
  readonly output?: string;
  readonly input?: string;
}

interface RateAccounts {
  /** Percent times 100; `any` stands for every rate without accounts of its own. */
  readonly rate: number | 'any';
  readonly accounts: TaxAccounts;
}

const SKR03: Readonly<Partial<Record<TaxKind, readonly RateAccounts[]>>> = {
  output: [
    { rate: 1900, accounts: { output: '1776' } },
    { rate: 700, accounts: { output: '1771' } },
    { rate: 1600, accounts: { output: '1775' } },
    { rate: 500, accounts: { output: '1773' } },
  ],
  'output-eu': [
    { rate: 1900, accounts: { output: '1778' } },
    { rate: 'any', accounts: { output: '1777' } },
  ],
  input: [
    { rate: 1900, accounts: { input: '1576' } },
    { rate: 700, accounts: { input: '1571' } },
    { rate: 1600, accounts: { input: '1575' } },
    { rate: 500, accounts: { input: '1568' } },
  ],
  acquisition: [
    { rate: 1900, accounts: { input: '1574', output: '1774' } },
    { rate: 'any', accounts: { input: '1572', output: '1772' } },
  ],
  'vehicle-acquisition': [{ rate: 'any', accounts: { input: '1584', output: '1784' } }],
  'reverse-charge': [
    { rate: 1900, accounts: { input: '1577', output: '1787' } },
    { rate: 'any', accounts: { input: '1578', output: '1785' } },
  ],
  'reverse-charge-undeducted': [
    { rate: 1900, accounts: { output: '1787' } },
    { rate: 'any', accounts: { output: '1785' } },
  ],
};

const SKR04: Readonly<Partial<Record<TaxKind, readonly RateAccounts[]>>> = {
  output: [
    { rate: 1900, accounts: { output: '3806' } },
    { rate: 700, accounts: { output: '3801' } },
    { rate: 1600, accounts: { output: '3805' } },
    { rate: 500, accounts: { output: '3803' } },
  ],
  'output-eu': [
    { rate: 1900, accounts: { output: '3808' } },
    { rate: 'any', accounts: { output: '3807' } },
  ],
  input: [
    { rate: 1900, accounts: { input: '1406' } },
    { rate: 700, accounts: { input: '1401' } },
    { rate: 1600, accounts: { input: '1405' } },
    { rate: 500, accounts: { input: '1403' } },
  ],
  acquisition: [
    { rate: 1900, accounts: { input: '1404', output: '3804' } },
    { rate: 'any', accounts: { input: '1402', output: '3802' } },
  ],
  'vehicle-acquisition': [{ rate: 'any', accounts: { input: '1432', output: '3834' } }],
  'reverse-charge': [
    { rate: 1900, accounts: { input: '1407', output: '3837' } },
    { rate: 'any', accounts: { input: '1408', output: '3835' } },
  ],
  'reverse-charge-undeducted': [
    { rate: 1900, accounts: { output: '3837' } },
    { rate: 'any', accounts: { output: '3835' } },
  ],
};

/** The accounts that take the tax of a kind at a rate, or undefined where the charts have none. */
export function taxAccountsOf(chart: ChartName, kind: TaxKind, rate: number): TaxAccounts | undefined {
  const rows = (chart === 'SKR03' ? SKR03 : SKR04)[kind];
  return rows?.find((row) => row.rate === rate || row.rate === 'any')?.accounts;
}
