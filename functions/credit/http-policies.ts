import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composePolicies } from './compose-policies.ts';
import { composeProposals } from './compose-proposals.ts';
import { activationBindings, policyBindings } from './handlers/policies.ts';
import { proposalBindings } from './handlers/proposals.ts';

const table = connectTable(loadConfig(TableConfig));
const policies = composePolicies(table);

/** Versions of the credit policy, and from when on they decide. */
export const handler = api(
  { table, membershipOf: policies.companies.membershipOf },
  ...policyBindings(policies),
  ...activationBindings(policies),
  ...proposalBindings(composeProposals(table)),
);
