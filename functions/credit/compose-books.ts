import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { openReceivables } from '../receivables/books.ts';
import { composeCredit } from './compose.ts';
import { composeReservations } from './compose-reservations.ts';
import { reconciliationStore } from './store/reconciliations.ts';

export type CreditOnBooks = ReturnType<typeof composeOnBooks>;

/** What follows the books and is compared with them; it makes open items where they have not been made yet. */
export function composeOnBooks(table: Table) {
  const books = openBooks(table, companiesReader(table));
  const { follow } = openReceivables(table, books);
  return {
    ...composeReservations(table),
    ...composeCredit(table),
    reconciliations: reconciliationStore(table),
    books,
    followItems: follow,
  };
}
