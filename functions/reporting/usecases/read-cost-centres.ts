import type { LedgerCompany } from '../../ledger/reader.ts';
import { costCentreResults } from '../domain/cost-centres.ts';
import { profitAndLoss } from '../domain/statements.ts';
import { openBooksForReports, type ReadBooksDeps } from './read-books.ts';
import { assertOneYear, placedIn, type ReportRange } from './read-statements.ts';
import { type Dimension, walkResultLines } from './walk-result-lines.ts';

/** Profit and loss by cost centre, beside that of the company from the folded balances. */
export async function readCostCentres(
  deps: ReadBooksDeps,
  company: LedgerCompany,
  range: ReportRange,
  dimension: Dimension,
) {
  assertOneYear(company, range);
  const books = await openBooksForReports(deps, company);
  const walked = await walkResultLines(deps.reader, books, range, dimension);
  const whole = profitAndLoss(await placedIn(books, range));
  return {
    centres: costCentreResults(walked.amounts, books.place),
    whole,
    chart: books.chart,
    asOfNumbers: walked.asOfNumbers,
  };
}
