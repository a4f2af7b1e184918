import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeDesk } from './compose-desk.ts';
import { catalogueBindings } from './handlers/catalogue.ts';
import { categoryBindings } from './handlers/categories.ts';
import { macroBindings } from './handlers/macros.ts';
import { searchIndexBindings } from './handlers/search-index.ts';
import { surveyBindings } from './handlers/surveys.ts';
import { teamBindings } from './handlers/teams.ts';
import { templateBindings } from './handlers/templates.ts';

const table = connectTable(loadConfig(TableConfig));
const desk = composeDesk(table);

/** What the help desk is made of. */
export const handler = api(
  { table, membershipOf: desk.companies.membershipOf },
  ...teamBindings(desk),
  ...categoryBindings(desk),
  ...catalogueBindings(desk),
  ...surveyBindings(desk),
  ...templateBindings(desk),
  ...searchIndexBindings(desk),
  ...macroBindings(desk),
);
