import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { ticketBindings } from './handlers/tickets.ts';

const table = connectTable(loadConfig(TableConfig));
const tickets = composeTickets(table);

/** Tickets: opened, listed, worked on. */
export const handler = api(
  { table, membershipOf: tickets.companies.membershipOf },
  ...ticketBindings(tickets),
);
