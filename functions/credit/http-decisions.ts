import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composePolicies } from './compose-policies.ts';
import { decisionBindings } from './handlers/decisions.ts';
import { lookBackBindings } from './handlers/look-back.ts';

const table = connectTable(loadConfig(TableConfig));
const policies = composePolicies(table);

/** What has been decided and why, and what policies say of it. */
export const handler = api(
  { table, membershipOf: policies.companies.membershipOf },
  ...decisionBindings(policies),
  ...lookBackBindings(policies),
);
