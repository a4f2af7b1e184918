import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { openReceivables } from '../receivables/books.ts';
import { composePayments } from './compose.ts';
import { mandateBindings } from './handlers/mandates.ts';
import { runBindings } from './handlers/runs.ts';
import { settingsBindings } from './handlers/settings.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const books = openBooks(table, companies, measure);
const payments = composePayments(table, books, openReceivables(table, books));

/** Payment runs, the mandates and settings that they need. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...settingsBindings(payments),
  ...mandateBindings(payments),
  ...runBindings(payments),
);
