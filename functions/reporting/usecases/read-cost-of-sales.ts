import { invariant } from '../../../shared/kernel/errors.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { costOfSales } from '../domain/cost-of-sales.ts';
import { profitAndLoss } from '../domain/statements.ts';
import type { CostFunctionsStore } from '../store/cost-functions.ts';
import { openBooksForReports, type ReadBooksDeps } from './read-books.ts';
import { assertOneYear, placedIn, type ReportRange, yearBefore } from './read-statements.ts';
import { walkResultLines } from './walk-result-lines.ts';

export interface ReadCostOfSalesDeps extends ReadBooksDeps {
  readonly costFunctions: Pick<CostFunctionsStore, 'load'>;
}

/** Profit and loss by function of a range and of the same range a year before. @throws reporting.invalid-range */
export async function readCostOfSales(deps: ReadCostOfSalesDeps, company: LedgerCompany, range: ReportRange) {
  assertOneYear(company, range);
  const books = await openBooksForReports(deps, company);
  const rules = (await deps.costFunctions.load(company.id))?.rules ?? [];
  const previousRange = yearBefore(company, range);
  const place = (account: string) => {
    const [placed] = books.place([[account, 0n]]);
    invariant(placed, 'one account was placed');
    return placed;
  };
  const walked = await walkResultLines(deps.reader, books, range, 'costCentre');
  const before = await walkResultLines(deps.reader, books, previousRange, 'costCentre');
  return {
    range,
    previousRange,
    statement: costOfSales(walked.amounts, place, rules),
    previous: costOfSales(before.amounts, place, rules),
    totalCost: profitAndLoss(await placedIn(books, range)),
    chart: books.chart,
    asOfNumbers: { ...before.asOfNumbers, ...walked.asOfNumbers },
  };
}
