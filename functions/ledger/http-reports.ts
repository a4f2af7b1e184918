import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReading } from './compose.ts';
import { reportBindings } from './handlers/reports.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);

/** What the journal adds up to: trial balance, statements, verification. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...reportBindings(composeReading(table, companies)),
);
