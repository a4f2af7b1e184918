import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeReports } from './compose-reports.ts';
import { reportBindings } from './handlers/reports.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = composeReports(table);

/** Reports on the portfolio. */
export const handler = api({ table, membershipOf: credit.companies.membershipOf }, ...reportBindings(credit));
