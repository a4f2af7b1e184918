import { addDays, addMonths } from '../../../shared/kernel/calendar-date.ts';
import { fiscalYearBounds, fiscalYearOf, type LedgerCompany } from '../../ledger/reader.ts';
import { balancesAt } from '../../ledger/rules.ts';
import { balanceSheet, profitAndLoss } from '../domain/statements.ts';
import { refuse } from '../errors.ts';
import { type BooksReading, bookedIn, openBooksForReports, type ReadBooksDeps } from './read-books.ts';

export interface ReportRange {
  readonly from: string;
  readonly to: string;
}

/** Balances at the end of a day; of every account, personal accounts each, because their signs decide their side. */
export async function placedAt(books: BooksReading, asOf: string) {
  const year = await books.year(fiscalYearOf(asOf, books.company.fiscalYearStart));
  return { balances: books.place(balancesAt(year, asOf)), provisional: year.provisional };
}

/** Balance sheet at the end of a day, and at the end of the fiscal year before. */
export async function readBalanceSheet(deps: ReadBooksDeps, company: LedgerCompany, asOf: string) {
  const books = await openBooksForReports(deps, company);
  const from = fiscalYearBounds(fiscalYearOf(asOf, company.fiscalYearStart), company.fiscalYearStart).from;
  const previousAsOf = addDays(from, -1);
  const now = await placedAt(books, asOf);
  const before = await placedAt(books, previousAsOf);
  return {
    asOf,
    previousAsOf,
    range: { from, to: asOf },
    sheet: balanceSheet(now.balances),
    previous: balanceSheet(before.balances),
    provisional: now.provisional,
    chart: books.chart,
    asOfNumbers: books.asOfNumbers(),
  };
}

/** @throws reporting.invalid-range where the days do not lie in one fiscal year, in their order */
export function assertOneYear(company: LedgerCompany, { from, to }: ReportRange): number {
  const fiscalYear = fiscalYearOf(from, company.fiscalYearStart);
  if (from <= to && fiscalYear === fiscalYearOf(to, company.fiscalYearStart)) return fiscalYear;
  const detail = `${from} to ${to} is not a range within one fiscal year.`;
  throw refuse('reporting.invalid-range', detail, { errors: [{ pointer: 'query/from', detail }] });
}

/** The same range a year before; the end of a year is the end of the year before, leap years or not. */
export function yearBefore(company: LedgerCompany, { from, to }: ReportRange): ReportRange {
  const start = company.fiscalYearStart;
  const fiscalYear = fiscalYearOf(to, start);
  const endsYear = to === fiscalYearBounds(fiscalYear, start).to;
  return {
    from: addMonths(from, -12),
    to: endsYear ? fiscalYearBounds(fiscalYear - 1, start).to : addMonths(to, -12),
  };
}

/** What was booked in a range within one fiscal year. */
export async function placedIn(books: BooksReading, { from, to }: ReportRange) {
  const year = await books.year(fiscalYearOf(from, books.company.fiscalYearStart));
  return bookedIn(books, year, from, to);
}

/** Profit and loss of a range, and of the same range a year before. @throws reporting.invalid-range */
export async function readProfitAndLoss(deps: ReadBooksDeps, company: LedgerCompany, range: ReportRange) {
  assertOneYear(company, range);
  const books = await openBooksForReports(deps, company);
  const previousRange = yearBefore(company, range);
  const now = await placedIn(books, range);
  const before = await placedIn(books, previousRange);
  return {
    range,
    previousRange,
    statement: profitAndLoss(now),
    previous: profitAndLoss(before),
    chart: books.chart,
    asOfNumbers: books.asOfNumbers(),
  };
}
