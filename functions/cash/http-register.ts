import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeCashReading } from './compose.ts';
import { bookBindings } from './handlers/books.ts';
import { readingBindings } from './handlers/read-book.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const cash = composeCashReading(table, openBooks(table, companies));

/** Settings of cash books, and what stands in them. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...bookBindings(cash),
  ...readingBindings(cash),
);
