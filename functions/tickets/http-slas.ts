import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { ruleBindings } from './handlers/rules.ts';
import { slaBindings } from './handlers/slas.ts';

const table = connectTable(loadConfig(TableConfig));
const tickets = composeTickets(table);

/** Calendars, what is promised, and the rules that sort new tickets. */
export const handler = api(
  { table, membershipOf: tickets.companies.membershipOf },
  ...slaBindings(tickets),
  ...ruleBindings(tickets),
);
