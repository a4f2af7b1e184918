import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReporting } from './compose.ts';
import { filingBindings } from './handlers/filings.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const reporting = composeReporting(table, companies, Date.now);

/** Tax returns as they are filed, and when and what is to be paid. */
export const handler = api({ table, membershipOf: companies.membershipOf }, ...filingBindings(reporting));
