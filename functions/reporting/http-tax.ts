import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReporting } from './compose.ts';
import { vatReturnBindings } from './handlers/vat-return.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const reporting = composeReporting(table, companies, Date.now);

/** Tax returns as the journal has them, and what is behind them. */
export const handler = api({ table, membershipOf: companies.membershipOf }, ...vatReturnBindings(reporting));
