import { loadConfig, TableConfig } from '../../shared/config.ts';
import { api } from '../../shared/http/api.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeCaseDecisions } from './compose-case-decisions.ts';
import { caseDecisionBindings } from './handlers/case-decisions.ts';

const table = connectTable(loadConfig(TableConfig));
const decisions = composeCaseDecisions(table);

/** Cases as they stand now, released or declined. */
export const handler = api(
  { table, membershipOf: decisions.companies.membershipOf },
  ...caseDecisionBindings(decisions),
);
