import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeReturns } from './compose-returns.ts';
import { filingBindings } from './handlers/filings.ts';
import { vatReturnEntryBindings } from './handlers/vat-return-entries.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const returns = composeReturns(table, companies, Date.now);

/** Tax returns as they are filed, when and what is to be paid, and the entries behind a figure. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...filingBindings(returns),
  ...vatReturnEntryBindings(returns),
);
