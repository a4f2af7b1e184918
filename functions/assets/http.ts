import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeAssets } from './compose.ts';
import { bookingBindings } from './handlers/bookings.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const assets = composeAssets(table, openBooks(table, companies, measure));

/** What books: events of assets, runs of depreciation. */
export const handler = api({ table, membershipOf: companies.membershipOf }, ...bookingBindings(assets));
