import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { newId } from '../../shared/kernel/ids.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { readYearSums } from '../ledger/books.ts';
import { composeStatements } from './compose.ts';
import { controllingBindings } from './handlers/controlling.ts';
import { costFunctionBindings } from './handlers/cost-functions.ts';
import { reportBindings } from './handlers/reports.ts';
import { costFunctionsStore } from './store/cost-functions.ts';

const table = connectTable(loadConfig(TableConfig));
const companies = companiesReader(table);
const reporting = composeStatements(table, companies, Date.now);
const deps = { ...reporting, readYearSums, newId, costFunctions: costFunctionsStore(table) };

/** BWA, cost centres, cost of sales, cash flow, movements of the balance sheet. */
export const handler = api(
  { table, membershipOf: companies.membershipOf },
  ...reportBindings(deps),
  ...controllingBindings(deps),
  ...costFunctionBindings(deps),
);
