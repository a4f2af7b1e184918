import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeScreening } from './compose.ts';
import { screeningBindings } from './handlers/screenings.ts';

const table = connectTable(loadConfig(TableConfig));
const screening = composeScreening(table);

/** Comparing one name with the lists, which stay in memory from one request to the next. */
export const handler = api(
  { table, membershipOf: screening.companies.membershipOf },
  ...screeningBindings(screening),
);
