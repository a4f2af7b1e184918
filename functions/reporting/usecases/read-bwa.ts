import { addDays, addMonths } from '../../../shared/kernel/calendar-date.ts';
import { fiscalYearBounds, fiscalYearOf, type LedgerCompany } from '../../ledger/reader.ts';
import { type BwaFigures, bwaFigures, bwaLineReader } from '../domain/bwa.ts';
import { openBooksForReports, type ReadBooksDeps } from './read-books.ts';
import { placedIn, type ReportRange, yearBefore } from './read-statements.ts';

export interface BwaColumn extends BwaFigures {
  readonly range: ReportRange;
}

/** A month, the fiscal year up to its end, and both a year before. @param month `YYYY-MM` */
export async function readBwa(deps: ReadBooksDeps, company: LedgerCompany, month: string) {
  const books = await openBooksForReports(deps, company);
  const from = `${month}-01`;
  const to = addDays(addMonths(from, 1), -1);
  const { from: start } = fiscalYearBounds(
    fiscalYearOf(to, company.fiscalYearStart),
    company.fiscalYearStart,
  );
  const lineOf = bwaLineReader(books.company.chart, to);
  async function column(range: ReportRange): Promise<BwaColumn> {
    return { range, ...bwaFigures(await placedIn(books, range), lineOf) };
  }
  // A fiscal year may begin within a month: then its first month is what of it lies in the year.
  const inMonth = { from: from < start ? start : from, to };
  const inYear = { from: start, to };
  return {
    month: await column(inMonth),
    cumulated: await column(inYear),
    previousMonth: await column(yearBefore(company, inMonth)),
    previousCumulated: await column(yearBefore(company, inYear)),
    chart: books.chart,
    asOfNumbers: books.asOfNumbers(),
  };
}
