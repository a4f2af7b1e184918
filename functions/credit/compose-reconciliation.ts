import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { advanceReader } from '../invoices/reader/advances.ts';
import { openBooks } from '../ledger/books.ts';
import { openReceivables } from '../receivables/books.ts';
import { receivablesReader } from '../receivables/reader.ts';
import { composeReservations } from './compose-reservations.ts';
import { reconciliationStore } from './store/reconciliations.ts';

export type Reconciliation = ReturnType<typeof composeReconciliation>;

/** What comparing with the books needs, and nothing else: somebody waits for the function to start. */
export function composeReconciliation(table: Table) {
  const companies = companiesReader(table);
  const books = openBooks(table, companies);
  const { follow } = openReceivables(table, books);
  return {
    ...composeReservations(table),
    companies,
    receivables: receivablesReader(table),
    advances: advanceReader(table),
    reconciliations: reconciliationStore(table),
    books,
    followItems: follow,
  };
}
