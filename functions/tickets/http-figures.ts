import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { figureBindings } from './handlers/figures.ts';

const table = connectTable(loadConfig(TableConfig));
const tickets = composeTickets(table);

/** Figures of tickets, and what stands behind them. */
export const handler = api(
  { table, membershipOf: tickets.companies.membershipOf },
  ...figureBindings(tickets),
);
