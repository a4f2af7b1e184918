import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books, PostedEntry, Posting } from '../../ledger/books.ts';
import type { Transit } from '../../payments/books.ts';
import { transactionId } from '../domain/transaction-id.ts';
import { refuse } from '../errors.ts';
import type { BankingStore } from '../store.ts';
import type { BankTransactionRow } from '../table.ts';

export interface UnbookDeps {
  readonly store: Pick<BankingStore, 'changeTransaction' | 'unlearn'>;
  readonly books: { readonly reader: Pick<Books['reader'], 'findEntry'> };
  readonly transit: Pick<Transit, 'planUndoneSettlement' | 'planUndoneReturn'>;
  readonly retryWhileContended: Retry;
  /** Books the reversal of an entry together with writes. */
  readonly reverse: (posting: Posting, entry: PostedEntry, together: readonly Write[]) => Promise<void>;
}

/** What a transaction has only while it is booked. */
const OF_BOOKING = [
  'entryId',
  'clearingId',
  'automatic',
  'proposals',
  'runId',
  'returned',
  'learned',
] as const;

/**
 * Takes a booking back: its entry is reversed, which opens its items again, payments of a run are in transit again, and the
 * transaction is new. A payment that it gave back stays reversed: its money is to come once more.
 */
export async function unbookTransaction(
  deps: UnbookDeps,
  posting: Posting,
  row: BankTransactionRow,
  remember: (row: BankTransactionRow) => readonly Write[],
): Promise<BankTransactionRow> {
  const company = posting.company.id;
  const entry =
    row.entryId === undefined ? undefined : await deps.books.reader.findEntry(company, row.entryId);
  if (row.state !== 'booked' || !entry) {
    throw refuse('banking.transaction-state', `The transaction is ${row.state}, not booked.`);
  }
  const cleared = Object.fromEntries(OF_BOOKING.map((name) => [name, undefined]));
  const next = { ...row, ...cleared, state: 'new', version: row.version + 1 } as BankTransactionRow;
  const changes = { ...cleared, state: 'new' } as Partial<BankTransactionRow>;
  await decideAgain('payments', deps, async () => {
    const payments = row.runId
      ? await deps.transit.planUndoneSettlement(company, {
          runId: row.runId,
          transactionId: transactionId(row),
        })
      : row.returned
        ? await deps.transit.planUndoneReturn(company, row.returned)
        : [];
    await deps.reverse(posting, entry, [
      deps.store.changeTransaction(row, changes),
      ...payments,
      ...(row.learned === undefined ? [] : [deps.store.unlearn(company, row.learned)]),
      ...remember(next),
    ]);
  });
  return next;
}
