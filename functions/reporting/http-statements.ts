import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { readYearSums } from '../ledger/books.ts';
import { composeStatements } from './compose.ts';
import { statementBindings } from './handlers/statements.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);

/** Balance sheet, profit and loss. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...statementBindings({ ...composeStatements(table, companies, Date.now), readYearSums }),
);
