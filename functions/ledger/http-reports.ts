import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReading } from './compose.ts';
import { reportBindings } from './handlers/reports.ts';
import { takeoverBindings } from './handlers/takeover.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);

const ledger = composeReading(table, companies);

/** What the journal adds up to: trial balance, statements, verification, what was taken over. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...reportBindings(ledger),
  ...takeoverBindings(ledger),
);
