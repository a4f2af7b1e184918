import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { knowledgeBindings } from './handlers/knowledge.ts';
import { knowledgeReaderBindings } from './handlers/knowledge-readers.ts';
import { knowledgeStore } from './store/knowledge.ts';

const table = connectTable(loadConfig(TableConfig));
const tickets = composeTickets(table);
const deps = { ...tickets, knowledge: knowledgeStore(table) };

/** The knowledge base. */
export const handler = api(
  { table, membershipOf: tickets.companies.membershipOf },
  ...knowledgeBindings(deps),
  ...knowledgeReaderBindings(deps),
);
