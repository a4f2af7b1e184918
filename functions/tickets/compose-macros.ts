import type { Table } from '../../shared/table/table.ts';
import { composeTickets } from './compose.ts';
import { macroReader } from './reader/macros.ts';
import { templateReader } from './reader/templates.ts';
import { macroStore } from './store/macros.ts';
import { templateStore } from './store/templates.ts';

export type TicketsWithMacros = ReturnType<typeof composeMacros>;

/** Tickets with what is kept ready for them; apart, since who reads mails has no use for it. */
export function composeMacros(table: Table) {
  const tickets = composeTickets(table);
  return {
    ...tickets,
    reader: { ...tickets.reader, ...templateReader(table), ...macroReader(table) },
    templates: templateStore(table),
    macros: macroStore(table),
  };
}
