import type { Table } from '../../shared/table/table.ts';
import { composeTickets } from './compose.ts';
import { formReader } from './reader/forms.ts';
import { knowledgeReader } from './reader/knowledge.ts';
import { formStore } from './store/forms.ts';
import { knowledgeStore } from './store/knowledge.ts';

/** What intake forms need. */
export function composeForms(table: Table) {
  const tickets = composeTickets(table);
  return {
    ...tickets,
    reader: { ...tickets.reader, ...formReader(table), ...knowledgeReader(table) },
    forms: formStore(table),
    knowledge: knowledgeStore(table),
  };
}
