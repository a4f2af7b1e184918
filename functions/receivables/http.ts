import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeReceivables } from './compose.ts';
import { clearingBindings } from './handlers/clearings.ts';
import { openItemBindings } from './handlers/open-items.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const receivables = composeReceivables(table, openBooks(table, companies, measure));

/** Open items and what clears them. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...openItemBindings(receivables),
  ...clearingBindings(receivables),
);
