import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeAssets } from './compose.ts';
import { registerBindings } from './handlers/register.ts';
import { reportBindings } from './handlers/reports.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const assets = composeAssets(table, openBooks(table, companies, measure));

/** The register, its plans and its reports. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...registerBindings(assets),
  ...reportBindings(assets),
);
