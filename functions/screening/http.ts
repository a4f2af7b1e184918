import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeScreening } from './compose.ts';
import { hitBindings } from './handlers/hits.ts';
import { listBindings } from './handlers/lists.ts';
import { runBindings } from './handlers/runs.ts';

const table = connectTable(loadConfig(TableConfig));
const screening = composeScreening(table);

/** Lists, hits and what is decided about them, runs, settings. */
export const handler = api(
  { table, membershipOf: screening.companies.membershipOf },
  ...hitBindings(screening),
  ...listBindings(screening),
  ...runBindings(screening),
);
