import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeChecks } from './compose-checks.ts';
import { reservationBindings } from './handlers/reservations.ts';

const table = connectTable(loadConfig(TableConfig));

/** What becomes of reservations. */
export const handler = api(
  { table, membershipOf: companiesReader(table).membershipOf },
  ...reservationBindings(composeChecks(table)),
);
