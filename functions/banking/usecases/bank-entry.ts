import type { Write } from '../../../shared/table/writes.ts';
import type { EntryLine, NewEntry, Posting } from '../../ledger/books.ts';
import { refuse } from '../errors.ts';
import type { BankingReader } from '../reader.ts';
import type { BankAccountRow, BankTransactionRow } from '../table.ts';

/** A transaction that is to be booked, by whom, and what is written with it. */
export interface LineOrder {
  readonly posting: Posting;
  readonly row: BankTransactionRow;
  /** Booked without asking. */
  readonly automatic: boolean;
  readonly remember: (row: BankTransactionRow) => readonly Write[];
}

/** Refuses what is booked, ignored or only announced. */
export function assertOpen({ state }: BankTransactionRow): void {
  if (state === 'new' || state === 'proposed') return;
  throw refuse('banking.transaction-state', `The transaction is ${state}.`);
}

/**
 * The bank account of a transaction that can be booked, with its account in the ledger.
 * @throws banking.transaction-state, banking.no-ledger-account
 */
export async function bookableAccount(
  { reader }: { readonly reader: Pick<BankingReader, 'loadAccount'> },
  { posting, row }: Pick<LineOrder, 'posting' | 'row'>,
): Promise<BankAccountRow & { readonly ledgerAccount: string }> {
  assertOpen(row);
  if (row.currency !== posting.company.currency) {
    const detail = `The transaction is in ${row.currency}, the books in ${posting.company.currency}: book it as a journal entry.`;
    throw refuse('banking.transaction-state', detail);
  }
  const account = await reader.loadAccount(posting.company.id, row.iban);
  if (account?.ledgerAccount !== undefined) return { ...account, ledgerAccount: account.ledgerAccount };
  throw refuse(
    'banking.no-ledger-account',
    `The bank account ${row.iban} has no account in the ledger: set one first.`,
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they must not stand in the journal
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;

/** Journal entries are for ever: the name of whoever paid stays with the bank transaction. */
export function textOf({ remittance }: Pick<BankTransactionRow, 'remittance'>): string {
  const plain = remittance.replace(CONTROLS, ' ').toWellFormed().trim();
  return plain === '' ? 'Bank' : plain.slice(0, 200).replace(/[\uD800-\uDBFF]$/, '');
}

/** The entry of a line of the statement, dated as the bank has booked it. */
export function entryOfLine(
  row: BankTransactionRow,
  lines: readonly EntryLine[],
  {
    text = textOf(row),
    documentNumber,
  }: { readonly text?: string | undefined; readonly documentNumber?: string | undefined },
): NewEntry {
  return {
    kind: 'regular',
    date: row.bookingDate,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    text,
    lines,
  };
}

/** What a booked transaction is from then on. */
export type BookedChanges = Partial<
  Pick<BankTransactionRow, 'entryId' | 'clearingId' | 'runId' | 'returned' | 'learned'>
>;
