import { newId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Books } from '../ledger/books.ts';
import type { Receivables } from '../receivables/books.ts';
import { paymentsReader } from './reader.ts';
import { paymentsStore } from './store.ts';

export type Payments = ReturnType<typeof composePayments>;

/** Time for booking in one answer; API Gateway waits 30 seconds. */
const BOOKING_MILLISECONDS = 18_000;

/** The parts of payments put together around one table, the books and the open items on it. */
export function composePayments(table: Table, books: Books, receivables: Receivables) {
  const parts = {
    books,
    receivables,
    reader: paymentsReader(table),
    store: paymentsStore(table),
    newId,
    retryWhileContended: books.retryWhileContended,
  };
  /** A watch that tells whether there is time for one payment more. */
  function startWatch(now: () => number = Date.now): () => boolean {
    const end = now() + BOOKING_MILLISECONDS;
    return () => now() < end;
  }
  return { ...parts, startWatch };
}
