import type { ReadYear, readYearSums } from '../../ledger/books.ts';
import {
  fiscalYearBounds,
  type LedgerCompany,
  type LedgerReader,
  statementPlaceOf,
} from '../../ledger/reader.ts';
import { movementsOf, openingOf } from '../../ledger/rules.ts';
import type { PlacedBalance } from '../domain/statements.ts';
import { refuse } from '../errors.ts';
import { deadlineOf } from './walk-journals.ts';

type YearDeps = Parameters<typeof readYearSums>[0];
export type Chart = Awaited<ReturnType<LedgerReader['loadChart']>>;

export interface ReadBooksDeps {
  readonly reader: YearDeps['reader'] & LedgerReader;
  readonly retryWhileContended: YearDeps['retryWhileContended'];
  readonly readYearSums: typeof readYearSums;
  /** Milliseconds since 1970, where somebody waits for the answer; absent: there is time. */
  readonly now?: () => number;
}

/** The export that has the time which an answer has not. */
export const STATEMENTS_EXPORT = 'financial-statements';

export type CompanyWithPlaces = LedgerCompany & { readonly chart: 'SKR03' | 'SKR04' };

/** @throws reporting.chart-without-places for charts that name no places of the law */
export function assertPlaces(company: LedgerCompany): asserts company is CompanyWithPlaces {
  if (company.chart !== 'none') return;
  const detail = 'Where an account stands in §266 and §275 HGB follows from SKR03 or SKR04.';
  throw refuse('reporting.chart-without-places', detail);
}

/** The books of a company for reports: years are read once, each up to the end that it had then. */
export interface BooksReading {
  readonly company: CompanyWithPlaces;
  readonly chart: Chart;
  readonly assertTime: () => void;
  readonly year: (fiscalYear: number) => Promise<ReadYear>;
  readonly place: (balances: Iterable<readonly [account: string, debitMinor: bigint]>) => PlacedBalance[];
  /** By fiscal year read so far: number of the last entry that counts. */
  readonly asOfNumbers: () => Record<string, number>;
}

/** Folded sums and the blocks behind them, refused when they take longer than an answer may. */
function readerInTime(reader: ReadBooksDeps['reader'], assertTime: () => void): ReadBooksDeps['reader'] {
  return {
    ...reader,
    async *blocksAfter(company, fiscalYear, after) {
      for await (const block of reader.blocksAfter(company, fiscalYear, after)) {
        assertTime();
        yield block;
      }
    },
    async accountPeriods(company, fiscalYear, account) {
      if (account !== undefined) return reader.accountPeriods(company, fiscalYear, account);
      const periods: Awaited<ReturnType<LedgerReader['accountPeriods']>> = [];
      await reader.visitAccountPeriods(company, fiscalYear, (period) => {
        assertTime();
        periods.push(period);
      });
      return periods;
    },
  };
}

/** @throws reporting.chart-without-places, reporting.report-too-long */
export async function openBooksForReports(
  deps: ReadBooksDeps,
  company: LedgerCompany,
): Promise<BooksReading> {
  assertPlaces(company);
  const assertTime = deadlineOf(deps.now, STATEMENTS_EXPORT);
  const timed = { ...deps, reader: readerInTime(deps.reader, assertTime) };
  const chart = await deps.reader.loadChart(company);
  const years = new Map<number, ReadYear>();
  async function year(fiscalYear: number): Promise<ReadYear> {
    const known = years.get(fiscalYear) ?? (await deps.readYearSums(timed, company, chart, fiscalYear));
    years.set(fiscalYear, known);
    return known;
  }
  return {
    company,
    chart,
    assertTime,
    year,
    place: (balances) => placeBalances(company, chart, balances),
    asOfNumbers: () => Object.fromEntries([...years].map(([of, { through }]) => [of, through])),
  };
}

/** What the company says of an account of its own counts where the chart says nothing. */
function placeBalances(
  company: CompanyWithPlaces,
  chart: Chart,
  balances: Iterable<readonly [string, bigint]>,
): PlacedBalance[] {
  return Array.from(balances, ([account, debitMinor]) => {
    const place = statementPlaceOf(company.chart, company.accountLength, account);
    const category = place.category ?? chart.find(account)?.category;
    return { ...place, account, debitMinor, ...(category === undefined ? {} : { category }) };
  });
}

/**
 * What was booked in a range within one fiscal year, debit positive. From its first day on, opening entries on income
 * and expenses count too: nothing else would ever show them.
 */
export function bookedIn(books: BooksReading, year: ReadYear, from: string, to: string): PlacedBalance[] {
  const sums = new Map(
    movementsOf(year, from, to).map(({ account, debitMinor, creditMinor }) => [
      account,
      debitMinor - creditMinor,
    ]),
  );
  if (from === fiscalYearBounds(year.fiscalYear, year.fiscalYearStart).from) {
    for (const { account, debitMinor, category } of books.place(openingOf(year)))
      if (category === 'income' || category === 'expense')
        sums.set(account, (sums.get(account) ?? 0n) + debitMinor);
  }
  return books.place(sums);
}
