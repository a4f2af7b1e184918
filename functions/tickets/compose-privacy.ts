import type { Table } from '../../shared/table/table.ts';
import { composeTickets } from './compose.ts';
import { privacyReader } from './reader/privacy.ts';
import { privacyStore } from './store/privacy.ts';

export type Privacy = ReturnType<typeof composePrivacy>;

/** What takes words of tickets away put together around one table. */
export function composePrivacy(table: Table) {
  const tickets = composeTickets(table);
  return {
    ...tickets,
    reader: { ...tickets.reader, ...privacyReader(table) },
    privacy: privacyStore(table),
  };
}
