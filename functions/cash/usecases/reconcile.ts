import type { Statement } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { CashReader, Days } from '../reader.ts';
import type { CashBookRow } from '../table.ts';
import { balanceBefore, openingOf, rowsBetween } from './read-days.ts';

/** Lines of the ledger that are looked at. */
const MAX_LINES = 20_000;

export interface ReconcileDeps {
  readonly reader: Pick<CashReader, 'eachRow' | 'lastRowBefore'>;
  readonly readStatement: (
    company: LedgerCompany,
    account: string,
    wish: { readonly from: string; readonly to: string; readonly limit: number },
  ) => Promise<Pick<Statement, 'openingMinor' | 'closingMinor' | 'lines' | 'more'>>;
}

/** Book beside ledger: what stands on the account in the journal and passed the book by. */
export interface Reconciliation {
  readonly bookOpeningMinor: bigint;
  readonly bookClosingMinor: bigint;
  readonly ledgerOpeningMinor: bigint;
  readonly ledgerClosingMinor: bigint;
  /** Lines of the ledger that no row of the book stands for. */
  readonly passedBy: Statement['lines'];
  /** Not all lines were looked at: ask for fewer days. */
  readonly incomplete: boolean;
}

/** Compares a book with its account in the ledger (docs/decisions/0100). */
export async function reconcile(
  { reader, readStatement }: ReconcileDeps,
  company: LedgerCompany,
  book: CashBookRow,
  days: Days,
): Promise<Reconciliation> {
  const statement = await readStatement(company, book.account, { ...days, limit: MAX_LINES });
  const [bookOpeningMinor, rows] = await Promise.all([
    balanceBefore(reader, book, days.from),
    rowsBetween(reader, book, days),
  ]);
  const known = new Set(rows.map(({ fiscalYear, journalNumber }) => `${fiscalYear}-${journalNumber}`));
  const { lines, more, openingMinor, closingMinor } = statement;
  return {
    bookOpeningMinor,
    bookClosingMinor: rows.at(-1)?.balanceMinor ?? (await openingOf(reader, book, days)),
    ledgerOpeningMinor: openingMinor,
    ledgerClosingMinor: closingMinor,
    passedBy: lines.filter(({ fiscalYear, number }) => !known.has(`${fiscalYear}-${number}`)),
    incomplete: more,
  };
}

/** What the ledger holds on the account at the end of a day. */
export async function ledgerBalance(
  { readStatement }: Pick<ReconcileDeps, 'readStatement'>,
  company: LedgerCompany,
  account: string,
  day: string,
): Promise<bigint> {
  return (await readStatement(company, account, { from: day, to: day, limit: 1 })).closingMinor;
}
