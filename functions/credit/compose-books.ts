import type { Table } from '../../shared/table/table.ts';
import { composeCredit } from './compose.ts';
import { composeReconciliation } from './compose-reconciliation.ts';

export type CreditOnBooks = ReturnType<typeof composeOnBooks>;

/** What follows the books and is compared with them; it makes open items where they have not been made yet. */
export function composeOnBooks(table: Table) {
  return { ...composeReconciliation(table), ...composeCredit(table) };
}
