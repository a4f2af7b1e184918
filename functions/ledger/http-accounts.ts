import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReading } from './compose.ts';
import { accountBindings } from './handlers/accounts.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const ledger = composeReading(table, companies);

/** The accounts that the journal books on. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...accountBindings(ledger, newId),
);
