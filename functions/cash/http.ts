import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeCash } from './compose.ts';
import { recordingBindings } from './handlers/recording.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const cash = composeCash(table, openBooks(table, companies, measure));

/** What is recorded in cash books and booked with it: entries, payments, reversals, counts. */
export const handler = api({ table, membershipOf: companies.membershipOf }, ...recordingBindings(cash));
