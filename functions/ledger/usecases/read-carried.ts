import { sumBalances } from '../domain/balances.ts';
import { type CarriedBalances, carryForward } from '../domain/carry-forward.ts';
import type { ChartView } from '../domain/chart-view.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import { type ReadBalancesDeps, readExactPeriods } from './read-balances.ts';

export interface ReadCarriedDeps extends ReadBalancesDeps {
  readonly reader: ReadBalancesDeps['reader'] & Pick<LedgerReader, 'listFiscalYears'>;
}

const NOTHING: CarriedBalances = new Map();

/**
 * What the years before carry into a fiscal year whose opening entries have not been booked: provisional, because
 * those years may still change. Reads back to the last year with opening entries, or to the first.
 */
export async function readCarried(
  deps: ReadCarriedDeps,
  company: LedgerCompany,
  chart: ChartView,
  fiscalYear: number,
): Promise<CarriedBalances> {
  const years = (await deps.reader.listFiscalYears(company.id))
    .map((year) => year.fiscalYear)
    .filter((year) => year < fiscalYear)
    .sort((a, b) => b - a);
  const unopened = [];
  for (const year of years) {
    const { opened, periods } = await readExactPeriods(deps, company, year);
    const sums = periods.map((period) => period.sums);
    const scope = { fiscalYear: year, fiscalYearStart: company.fiscalYearStart, includeClosing: true };
    unopened.unshift(sumBalances(sums, scope));
    if (opened) break;
  }
  return unopened.reduce((before, booked) => carryForward(booked, before, chart, company.chart), NOTHING);
}
