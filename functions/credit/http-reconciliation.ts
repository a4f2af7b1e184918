import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeReconciliation } from './compose-reconciliation.ts';
import { reconciliationBindings } from './handlers/reconciliations.ts';

const table = connectTable(loadConfig(TableConfig));
const credit = composeReconciliation(table);

/** Comparing credit with the books, on demand. */
export const handler = api(
  { table, membershipOf: credit.companies.membershipOf },
  ...reconciliationBindings(credit),
);
