import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { slaBindings } from './handlers/slas.ts';

const table = connectTable(loadConfig(TableConfig));
const tickets = composeTickets(table);

/** Calendars, and what is promised. */
export const handler = api({ table, membershipOf: tickets.companies.membershipOf }, ...slaBindings(tickets));
