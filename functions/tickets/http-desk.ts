import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeMacros } from './compose-macros.ts';
import { catalogueBindings } from './handlers/catalogue.ts';
import { categoryBindings } from './handlers/categories.ts';
import { surveyBindings } from './handlers/surveys.ts';
import { teamBindings } from './handlers/teams.ts';
import { templateBindings } from './handlers/templates.ts';

const table = connectTable(loadConfig(TableConfig));
const tickets = composeMacros(table);

/** What the help desk is made of. */
export const handler = api(
  { table, membershipOf: tickets.companies.membershipOf },
  ...teamBindings(tickets),
  ...categoryBindings(tickets),
  ...catalogueBindings(tickets),
  ...surveyBindings(tickets),
  ...templateBindings(tickets),
);
