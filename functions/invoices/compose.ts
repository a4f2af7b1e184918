import { newId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import type { Books } from '../ledger/books.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { invoicesReader } from './reader.ts';
import { invoicesStore } from './store.ts';

export type Invoices = ReturnType<typeof composeInvoices>;

/** The parts of e-invoices put together around one table and the books on it. */
export function composeInvoices(table: Table, books: Books) {
  return {
    books,
    reader: invoicesReader(table),
    store: invoicesStore(table),
    partners: receivablesReader(table),
    retryWhileContended: books.retryWhileContended,
    newId,
  };
}
