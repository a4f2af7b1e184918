import { newId } from '../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { companiesReader } from '../companies/reader.ts';
import { ticketReader } from './reader/tickets.ts';
import { ticketStore } from './store/tickets.ts';

export type Tickets = ReturnType<typeof composeTickets>;

/** The parts of tickets put together around one table. */
export function composeTickets(table: Table) {
  return {
    table,
    companies: companiesReader(table),
    reader: ticketReader(table),
    store: ticketStore(table),
    deadlinesOf: async () => ({}),
    newId,
    retryWhileContended,
  };
}
