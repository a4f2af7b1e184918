import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks, readYearSums } from '../ledger/books.ts';
import { openReceivables } from '../receivables/books.ts';
import { composeStatements } from './compose.ts';
import { closingBindings } from './handlers/closing.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const books = openBooks(table, companies, measure);
const { openItems } = openReceivables(table, books);

/** Remaining terms, and the valuation of foreign currency at the closing day. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...closingBindings({ ...composeStatements(table, companies, Date.now), readYearSums, books, openItems }),
);
