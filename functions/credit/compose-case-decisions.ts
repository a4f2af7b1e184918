import type { Table } from '../../shared/table/table.ts';
import { composeCases } from './compose-cases.ts';
import { policyReader } from './policy-reader.ts';

export type CaseDecisions = ReturnType<typeof composeCaseDecisions>;

/** What a decision on a case needs: the policy, to look at the order again. */
export function composeCaseDecisions(table: Table) {
  return { ...composeCases(table), policies: policyReader(table) };
}
