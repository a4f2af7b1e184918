import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReading } from './compose.ts';
import { reopeningBindings } from './handlers/reopenings.ts';
import { yearBindings } from './handlers/years.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const ledger = composeReading(table, companies);

/** Fiscal years and their periods: closed in order, reopened by two people. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...yearBindings(ledger, newId),
  ...reopeningBindings(ledger, newId),
);
