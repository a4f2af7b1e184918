import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeChecks } from './compose-checks.ts';
import { checkBindings } from './handlers/checks.ts';

const table = connectTable(loadConfig(TableConfig));

/** Checks of orders. */
export const handler = api(
  { table, membershipOf: companiesReader(table).membershipOf },
  ...checkBindings(composeChecks(table)),
);
