import {
  type chartAccount,
  type EntryLine,
  signedLine,
  type toChartNumber,
  type toCompanyNumber,
} from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { AssetEvent, ValuedAsset } from '../domain/asset.ts';
import type { Place } from '../domain/asset-accounts.ts';
import { type FiscalCalendar, fiscalCalendar } from '../domain/months.ts';
import { refuse } from '../errors.ts';
import type { AssetRow } from '../table.ts';

/** Rules of the ledger's charts that assets ask. */
export interface ChartRules {
  readonly chartAccount: typeof chartAccount;
  readonly toChartNumber: typeof toChartNumber;
  readonly toCompanyNumber: typeof toCompanyNumber;
}

export function calendarOf({ fiscalYearStart }: LedgerCompany): FiscalCalendar {
  return fiscalCalendar(fiscalYearStart);
}

/** The row as the rules read it. */
export function valuedOf(row: AssetRow): ValuedAsset {
  return { ...row, events: row.events as readonly unknown[] as readonly AssetEvent[] };
}

/** Where an asset stands and what the chart calls its account. */
export function placeOf(
  rules: ChartRules,
  company: LedgerCompany,
  { account, position }: { account: string; position: string },
): Place {
  const chartNumber = rules.toChartNumber(account, company.accountLength);
  return { chart: company.chart, position, chartNumber };
}

/** Position under Aktiva A. of §266 Abs. 2 HGB that the chart has an account in; undefined where it does not say. */
export function chartPosition(
  rules: ChartRules,
  company: LedgerCompany,
  account: string,
): string | undefined {
  const number = rules.toChartNumber(account, company.accountLength);
  if (company.chart === 'none' || number === undefined) return undefined;
  const position = rules.chartAccount(company.chart, number)?.position;
  return position?.startsWith('A.A.') ? position.slice(4) : undefined;
}

/** The account that was named, else the chart's as the company numbers it. @throws assets.account-needed */
export function accountOr(
  rules: ChartRules,
  company: LedgerCompany,
  named: string | undefined,
  chartNumber: string | undefined,
  pointer: string,
): string {
  if (named !== undefined) return named;
  if (chartNumber !== undefined) return rules.toCompanyNumber(chartNumber, company.accountLength);
  const detail = 'The chart names no account for this: name one.';
  throw refuse('assets.account-needed', detail, { errors: [{ pointer, detail }] });
}

/** The line of a signed amount with its cost centre, if it has one. */
export function centredLine(account: string, amountMinor: bigint, costCentre?: string): EntryLine {
  const line = signedLine(account, amountMinor);
  return costCentre === undefined ? line : { ...line, costCentre };
}
