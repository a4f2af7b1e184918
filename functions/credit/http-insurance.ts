import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeCredit } from './compose.ts';
import { insuranceBindings } from './handlers/insurance.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = composeCredit(table);

/** Insurance policies, overdue reports, the insurance clock. */
export const handler = api(
  { table, membershipOf: credit.companies.membershipOf },
  ...insuranceBindings(credit),
);
