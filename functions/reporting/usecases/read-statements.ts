import { addDays, addMonths } from '../../../shared/kernel/calendar-date.ts';
import type { readTrialBalance, TrialBalance } from '../../ledger/books.ts';
import {
  fiscalYearBounds,
  fiscalYearOf,
  type LedgerCompany,
  type LedgerReader,
  statementPlaceOf,
} from '../../ledger/reader.ts';
import { balanceSheet, type PlacedBalance, profitAndLoss } from '../domain/statements.ts';
import { refuse } from '../errors.ts';

type TrialBalanceDeps = Parameters<typeof readTrialBalance>[0];

export interface ReadStatementsDeps extends TrialBalanceDeps {
  readonly reader: TrialBalanceDeps['reader'] & LedgerReader;
  readonly readTrialBalance: typeof readTrialBalance;
}

/** @throws reporting.chart-without-tax for charts that name no places of the law */
function assertPlaces(
  company: LedgerCompany,
): asserts company is LedgerCompany & { readonly chart: 'SKR03' | 'SKR04' } {
  if (company.chart !== 'none') return;
  const detail = 'Where an account stands in §266 and §275 HGB follows from SKR03 or SKR04.';
  throw refuse('reporting.chart-without-places', detail);
}

function placeRows(
  company: LedgerCompany & { readonly chart: 'SKR03' | 'SKR04' },
  chart: Chart,
  rows: TrialBalance['rows'],
) {
  return rows.map(({ account, debitMinor, creditMinor }): PlacedBalance => {
    const place = statementPlaceOf(company.chart, company.accountLength, account);
    // What the company says of an account of its own counts where the chart says nothing.
    const category = place.category ?? chart.find(account)?.category;
    return {
      ...place,
      account,
      debitMinor: debitMinor - creditMinor,
      ...(category === undefined ? {} : { category }),
    };
  });
}

type Chart = Awaited<ReturnType<LedgerReader['loadChart']>>;

/** Balances at the end of a day; of every account, personal accounts each, because their signs decide their side. */
async function balancesAt(deps: ReadStatementsDeps, company: LedgerCompany, asOf: string) {
  assertPlaces(company);
  const chart = await deps.reader.loadChart(company);
  const wanted = { asOf, includeClosing: false, collective: false };
  const report = await deps.readTrialBalance(deps, company, wanted);
  const { through, provisional, fiscalYear } = report;
  return { balances: placeRows(company, chart, report.rows), through, provisional, fiscalYear, chart };
}

/** Balance sheet at the end of a day, and at the end of the fiscal year before. */
export async function readBalanceSheet(deps: ReadStatementsDeps, company: LedgerCompany, asOf: string) {
  const start = fiscalYearBounds(fiscalYearOf(asOf, company.fiscalYearStart), company.fiscalYearStart).from;
  const previousDay = addDays(start, -1);
  const now = await balancesAt(deps, company, asOf);
  const before = await balancesAt(deps, company, previousDay);
  return {
    asOf,
    previousAsOf: previousDay,
    sheet: balanceSheet(now.balances),
    previous: balanceSheet(before.balances),
    provisional: now.provisional,
    chart: now.chart,
    asOfNumbers: { [now.fiscalYear]: now.through, [before.fiscalYear]: before.through },
  };
}

/** What was booked on income and expenses in a range within one fiscal year. */
async function movements(deps: ReadStatementsDeps, company: LedgerCompany, from: string, to: string) {
  const { from: start } = fiscalYearBounds(
    fiscalYearOf(from, company.fiscalYearStart),
    company.fiscalYearStart,
  );
  const end = await balancesAt(deps, company, to);
  if (from === start) return end;
  const before = await balancesAt(deps, company, addDays(from, -1));
  const already = new Map(before.balances.map(({ account, debitMinor }) => [account, debitMinor]));
  const balances = end.balances.map((balance) => ({
    ...balance,
    debitMinor: balance.debitMinor - (already.get(balance.account) ?? 0n),
  }));
  return { ...end, balances };
}

/** Profit and loss of a range, and of the same range a year before. @throws reporting.range-crosses-years */
export async function readProfitAndLoss(
  deps: ReadStatementsDeps,
  company: LedgerCompany,
  range: { readonly from: string; readonly to: string },
) {
  const { from, to } = range;
  const yearOf = (date: string) => fiscalYearOf(date, company.fiscalYearStart);
  if (from > to || yearOf(from) !== yearOf(to)) {
    const detail = `${from} to ${to} is not a range within one fiscal year.`;
    throw refuse('reporting.invalid-range', detail, { errors: [{ pointer: 'query/from', detail }] });
  }
  const endsYear = to === fiscalYearBounds(yearOf(to), company.fiscalYearStart).to;
  const previousFrom = addMonths(from, -12);
  const previousTo = endsYear
    ? fiscalYearBounds(yearOf(to) - 1, company.fiscalYearStart).to
    : addMonths(to, -12);
  const now = await movements(deps, company, from, to);
  const before = await movements(deps, company, previousFrom, previousTo);
  return {
    range,
    previousRange: { from: previousFrom, to: previousTo },
    statement: profitAndLoss(now.balances),
    previous: profitAndLoss(before.balances),
    chart: now.chart,
    asOfNumbers: { [now.fiscalYear]: now.through, [before.fiscalYear]: before.through },
  };
}
