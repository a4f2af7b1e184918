import { fiscalYearBounds, fiscalYearOf, type LedgerCompany } from '../../ledger/reader.ts';
import { closingBalances, movementsOf, openingOf } from '../../ledger/rules.ts';
import { type AccountMovement, balanceMovements, openingDifferences } from '../domain/balance-movements.ts';
import { openBooksForReports, type ReadBooksDeps } from './read-books.ts';

/** What every balance-sheet account began the fiscal year with, what was booked on it up to a day, and what it ends with. */
export async function readBalanceMovements(deps: ReadBooksDeps, company: LedgerCompany, asOf: string) {
  const books = await openBooksForReports(deps, company);
  const fiscalYear = fiscalYearOf(asOf, company.fiscalYearStart);
  const { from } = fiscalYearBounds(fiscalYear, company.fiscalYearStart);
  const year = await books.year(fiscalYear);
  const opening = openingOf(year);
  const booked = new Map(movementsOf(year, from, asOf).map((row) => [row.account, row]));
  const accounts = [...new Set([...opening.keys(), ...booked.keys()])].sort();
  const movements = accounts.map((account): AccountMovement => {
    const openingMinor = opening.get(account) ?? 0n;
    const { debitMinor, creditMinor } = booked.get(account) ?? { debitMinor: 0n, creditMinor: 0n };
    const closingMinor = openingMinor + debitMinor - creditMinor;
    return { account, openingMinor, debitMinor, creditMinor, closingMinor };
  });
  const placed = books.place(movements.map(({ account, closingMinor }) => [account, closingMinor]));
  const before = await books.year(fiscalYear - 1);
  const ended = closingBalances(before).map(
    ({ account, debitMinor, creditMinor }) => [account, debitMinor - creditMinor] as const,
  );
  return {
    range: { from, to: asOf },
    provisional: year.provisional,
    ...balanceMovements(placed, movements),
    // Books that begin with this year have nothing to begin with but their own opening.
    differences: ended.length === 0 ? [] : openingDifferences(books.place(ended), books.place(opening)),
    chart: books.chart,
    asOfNumbers: books.asOfNumbers(),
  };
}
