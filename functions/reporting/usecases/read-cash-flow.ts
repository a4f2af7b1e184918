import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { fiscalYearBounds, type LedgerCompany } from '../../ledger/reader.ts';
import { balancesAt, movementsOf, openingOf } from '../../ledger/rules.ts';
import { type CashFlow, cashFlow, type MovedBalance } from '../domain/cash-flow.ts';
import { specialAccountReader } from '../domain/cash-flow-lines.ts';
import { type BooksReading, openBooksForReports, type ReadBooksDeps } from './read-books.ts';
import { assertOneYear, type ReportRange, yearBefore } from './read-statements.ts';

/** Every account over a range within one fiscal year. */
async function movedIn(books: BooksReading, fiscalYear: number, { from, to }: ReportRange) {
  const year = await books.year(fiscalYear);
  const begins = from === fiscalYearBounds(fiscalYear, year.fiscalYearStart).from;
  const opening = begins ? openingOf(year) : balancesAt(year, addDays(from, -1));
  const booked = new Map(movementsOf(year, from, to).map((row) => [row.account, row]));
  const accounts = [...new Set([...opening.keys(), ...booked.keys()])].sort();
  return books
    .place(accounts.map((account) => [account, opening.get(account) ?? 0n]))
    .map((balance): MovedBalance => {
      const { debitMinor = 0n, creditMinor = 0n } = booked.get(balance.account) ?? {};
      const openingMinor = balance.debitMinor;
      const debitMinorAtEnd = openingMinor + debitMinor - creditMinor;
      return {
        ...balance,
        debitMinor: debitMinorAtEnd,
        openingMinor,
        debitsMinor: debitMinor,
        creditsMinor: creditMinor,
      };
    });
}

/** Cash flow of a range, and of the same range a year before. @throws reporting.invalid-range */
export async function readCashFlow(
  deps: ReadBooksDeps,
  company: LedgerCompany,
  range: ReportRange,
  exchangeMinor: bigint,
) {
  const fiscalYear = assertOneYear(company, range);
  const books = await openBooksForReports(deps, company);
  const specialOf = specialAccountReader(books.company.chart);
  const previousRange = yearBefore(company, range);
  const flow: CashFlow = cashFlow(await movedIn(books, fiscalYear, range), specialOf, exchangeMinor);
  const previous = cashFlow(await movedIn(books, fiscalYear - 1, previousRange), specialOf);
  return { range, previousRange, flow, previous, chart: books.chart, asOfNumbers: books.asOfNumbers() };
}
