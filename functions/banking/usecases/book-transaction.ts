import type { Write } from '../../../shared/table/writes.ts';
import type { EntryLine } from '../../ledger/books.ts';
import type { Receivables, SettlementWish } from '../../receivables/books.ts';
import { toRuled } from '../domain/matching/decide-transaction.ts';
import { traitsOf } from '../domain/rules/learned-booking.ts';
import type { BankingReader } from '../reader.ts';
import type { BankingStore } from '../store.ts';
import type { BankTransactionRow } from '../table.ts';
import { type BookedChanges, bookableAccount, entryOfLine, type LineOrder, textOf } from './bank-entry.ts';
import {
  type BookRunLineDeps,
  bookReturn,
  bookRunLine,
  postLine,
  type ReturnWish,
  type RunWish,
} from './book-run-line.ts';

export interface BookTransactionDeps extends BookRunLineDeps {
  readonly reader: Pick<BankingReader, 'loadAccount'>;
  readonly store: Pick<BankingStore, 'changeTransaction' | 'learn'>;
  readonly receivables: Pick<Receivables, 'settle'>;
  readonly hash: (text: string) => string;
  /** Lines of a gross amount between the bank and another account, its tax taken out. */
  readonly grossLines: (posting: {
    readonly bankAccount: string;
    readonly amountMinor: bigint;
    readonly contraAccount: string;
    readonly taxCode: string | undefined;
    readonly date: string;
  }) => readonly EntryLine[];
}

/** What the money was for: items, payments of a run, a payment that came back, or an account of the ledger. */
export interface BookingWish {
  readonly items?: readonly SettlementWish[] | undefined;
  readonly run?: RunWish | undefined;
  readonly returns?: ReturnWish | undefined;
  /** Account in the ledger, where it settles no item: fees, interest, rent. */
  readonly account?: string | undefined;
  readonly taxCode?: string | undefined;
  readonly costCentre?: string | undefined;
  readonly restAccount?: string | undefined;
  readonly text?: string | undefined;
  readonly documentNumber?: string | undefined;
}

export interface BookOrder extends LineOrder {
  readonly wish: BookingWish;
}

/**
 * Books a transaction as a person or a rule has decided. Entry, what it settles and the state of the transaction are one
 * transaction of the table. Returns what it is now.
 */
export async function bookTransaction(
  deps: BookTransactionDeps,
  order: BookOrder,
): Promise<BankTransactionRow> {
  const { posting, row, wish, automatic, remember } = order;
  const account = await bookableAccount(deps, order);
  let booked: BankTransactionRow | undefined;
  const become = (told: BookedChanges): readonly Write[] => {
    const changes = { state: 'booked' as const, automatic, proposals: [], ...told };
    booked = { ...row, ...changes, version: row.version + 1 };
    return [deps.store.changeTransaction(row, changes), ...remember(booked)];
  };
  if (wish.run) await bookRunLine(deps, order, account, wish.run, become);
  else if (wish.returns) await bookReturn(deps, order, account, wish.returns, become);
  else if (wish.items) {
    const { documentNumber, text = textOf(row), restAccount, items } = wish;
    await deps.receivables.settle({
      posting,
      date: row.bookingDate,
      wishes: items,
      bankAccount: account.ledgerAccount,
      bankMinor: row.amountMinor,
      restAccount,
      documentNumber,
      text,
      together: ({ clearing: { entryId, id: clearingId } }) =>
        become({ ...(entryId === undefined ? {} : { entryId }), clearingId }),
    });
  } else await bookOnAccount(deps, order, account.ledgerAccount, become);
  if (!booked) throw new Error('a transaction was booked without its state');
  return booked;
}

async function bookOnAccount(
  deps: BookTransactionDeps,
  { posting, row, wish, automatic }: BookOrder,
  bankAccount: string,
  become: (changes: BookedChanges) => readonly Write[],
): Promise<void> {
  const { account: contraAccount = '', taxCode, costCentre } = wish;
  const { amountMinor, bookingDate: date } = row;
  const lines = deps
    .grossLines({ bankAccount, amountMinor, contraAccount, taxCode, date })
    .map((line) =>
      costCentre !== undefined && line.account === contraAccount ? { ...line, costCentre } : line,
    );
  // What a rule has booked nobody has decided on: only people teach.
  const lesson = automatic
    ? undefined
    : lessonOf(deps, posting.company.id, row, { account: contraAccount, taxCode, costCentre });
  await postLine(deps, posting, entryOfLine(row, lines, wish), (entryId) => [
    ...become({ entryId, ...(lesson ? { learned: lesson.hash } : {}) }),
    ...(lesson ? [deps.store.learn(lesson)] : []),
  ]);
}

function lessonOf(
  { hash }: Pick<BookTransactionDeps, 'hash'>,
  company: string,
  row: BankTransactionRow,
  {
    account,
    taxCode,
    costCentre,
  }: { account: string; taxCode: string | undefined; costCentre: string | undefined },
) {
  const traits = traitsOf(toRuled(row), hash);
  if (!traits) return undefined;
  const { counterparty, words } = traits;
  const target = {
    account,
    ...(taxCode === undefined ? {} : { taxCode }),
    ...(costCentre === undefined ? {} : { costCentre }),
  };
  const key = hash(JSON.stringify([counterparty, words, account, taxCode ?? '', costCentre ?? '']));
  return { company, hash: key, counterparty, words, target, count: 1, lastOn: row.bookingDate };
}
