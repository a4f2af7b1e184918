import type { Write } from '../../../shared/table/writes.ts';
import type { Books, EntryLine, NewEntry, PostedEntry, Posting } from '../../ledger/books.ts';
import type { Receivables, SettlementWish } from '../../receivables/books.ts';
import { refuse } from '../errors.ts';
import type { BankingReader } from '../reader.ts';
import type { BankingStore } from '../store.ts';
import type { BankTransactionRow } from '../table.ts';
import { textOf } from './match-transactions.ts';

export interface BookTransactionDeps {
  readonly reader: Pick<BankingReader, 'loadAccount'>;
  readonly store: Pick<BankingStore, 'changeTransaction' | 'transact'>;
  readonly receivables: Pick<Receivables, 'settle'>;
  readonly books: Pick<Books, 'post'>;
  /** Lines of a gross amount between the bank and another account, its tax taken out. */
  readonly grossLines: (posting: {
    readonly bankAccount: string;
    readonly amountMinor: bigint;
    readonly contraAccount: string;
    readonly taxCode: string | undefined;
    readonly date: string;
  }) => readonly EntryLine[];
}

/** What a person says the money was for. */
export interface BookingWish {
  readonly items?: readonly SettlementWish[] | undefined;
  /** Account in the ledger, where it settles no item: fees, interest, rent. */
  readonly account?: string | undefined;
  readonly taxCode?: string | undefined;
  readonly restAccount?: string | undefined;
  readonly text?: string | undefined;
  readonly documentNumber?: string | undefined;
}

export interface BookOrder {
  readonly posting: Posting;
  readonly row: BankTransactionRow;
  readonly wish: BookingWish;
  readonly remember: (row: BankTransactionRow) => readonly Write[];
}

/**
 * Books a transaction as a person has decided: against open items, or on an account of the ledger. Entry, items and the state
 * of the transaction are one transaction of the table. Returns what it is now.
 */
export async function bookTransaction(
  deps: BookTransactionDeps,
  order: BookOrder,
): Promise<BankTransactionRow> {
  const { posting, row, wish, remember } = order;
  const bankAccount = await ledgerAccountOf(deps, order);
  let booked: BankTransactionRow | undefined;
  const become = (entryId: string | undefined, clearingId?: string): readonly Write[] => {
    const changes = {
      state: 'booked' as const,
      automatic: false,
      proposals: [],
      ...(entryId === undefined ? {} : { entryId }),
      ...(clearingId === undefined ? {} : { clearingId }),
    };
    booked = { ...row, ...changes, version: row.version + 1 };
    return [deps.store.changeTransaction(row, changes), ...remember(booked)];
  };
  const { documentNumber, text = textOf(row), restAccount, items } = wish;
  if (items) {
    await deps.receivables.settle({
      posting,
      date: row.bookingDate,
      wishes: items,
      bankAccount,
      bankMinor: row.amountMinor,
      restAccount,
      documentNumber,
      text,
      together: ({ clearing }) => become(clearing.entryId, clearing.id),
    });
  } else {
    const entry = entryOf(deps, order, bankAccount, text);
    const [result] = await deps.books.post(posting, [entry], (_from, _to, [decided]) =>
      decided?.status === 'posted' ? become(decided.id) : [],
    );
    if (result?.status === 'refused') throw result.problem;
  }
  if (!booked) throw new Error('a transaction was booked without its state');
  return booked;
}

async function ledgerAccountOf(
  { reader }: BookTransactionDeps,
  { posting, row }: BookOrder,
): Promise<string> {
  assertOpen(row);
  if (row.currency !== posting.company.currency) {
    const detail = `The transaction is in ${row.currency}, the books in ${posting.company.currency}: book it as a journal entry.`;
    throw refuse('banking.transaction-state', detail);
  }
  const account = await reader.loadAccount(posting.company.id, row.iban);
  if (account?.ledgerAccount !== undefined) return account.ledgerAccount;
  throw refuse(
    'banking.no-ledger-account',
    `The bank account ${row.iban} has no account in the ledger: set one first.`,
  );
}

/** Refuses what is booked, ignored or only announced. */
export function assertOpen({ state }: BankTransactionRow): void {
  if (state === 'new' || state === 'proposed') return;
  throw refuse('banking.transaction-state', `The transaction is ${state}.`);
}

function entryOf(
  { grossLines }: BookTransactionDeps,
  { row, wish }: BookOrder,
  bankAccount: string,
  text: string,
): NewEntry {
  const { account: contraAccount = '', taxCode, documentNumber } = wish;
  const { amountMinor, bookingDate: date } = row;
  return {
    kind: 'regular',
    date,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    text,
    lines: grossLines({ bankAccount, amountMinor, contraAccount, taxCode, date }),
  };
}

export interface UnbookDeps {
  readonly store: Pick<BankingStore, 'changeTransaction'>;
  readonly books: { readonly reader: Pick<Books['reader'], 'findEntry'> };
  /** Books the reversal of an entry together with writes. */
  readonly reverse: (posting: Posting, entry: PostedEntry, together: readonly Write[]) => Promise<void>;
}

/** Takes a booking back: its entry is reversed, which opens the items again, and the transaction is new. */
export async function unbookTransaction(
  deps: UnbookDeps,
  posting: Posting,
  row: BankTransactionRow,
  remember: (row: BankTransactionRow) => readonly Write[],
): Promise<BankTransactionRow> {
  const entry =
    row.entryId === undefined
      ? undefined
      : await deps.books.reader.findEntry(posting.company.id, row.entryId);
  if (row.state !== 'booked' || !entry) {
    throw refuse('banking.transaction-state', `The transaction is ${row.state}, not booked.`);
  }
  const {
    entryId: _entry,
    clearingId: _clearing,
    automatic: _automatic,
    proposals: _proposals,
    ...rest
  } = row;
  const next: BankTransactionRow = { ...rest, state: 'new', version: row.version + 1 };
  const cleared = {
    state: 'new' as const,
    entryId: undefined,
    clearingId: undefined,
    automatic: undefined,
    proposals: undefined,
  };
  const change = deps.store.changeTransaction(row, cleared as unknown as Partial<BankTransactionRow>);
  await deps.reverse(posting, entry, [change, ...remember(next)]);
  return next;
}
