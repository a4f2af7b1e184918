import { newId } from '../../shared/kernel/ids.ts';
import { RETRY, type Retry, retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import type { CreditPolicy } from './domain/decision.ts';
import { STANDARD_POLICY } from './domain/standard-policy.ts';
import { creditReader } from './reader.ts';
import { checkStore } from './store/checks.ts';
import { exposureStore } from './store/exposures.ts';

export type Checks = ReturnType<typeof composeChecks>;

/** Nobody is told of a conflict as long as the function has time left, of its 29 seconds. */
const PATIENCE = { ...RETRY, deadlineMilliseconds: 20_000 };

/** What checks and reservations need, and nothing else: whoever asks waits for the function to start. */
export function composeChecks(table: Table) {
  return {
    table,
    reader: creditReader(table),
    checks: checkStore(table),
    exposures: exposureStore(table),
    /** The policy that holds on a day. */
    policyOf: (_company: string, _on: string): CreditPolicy => STANDARD_POLICY,
    /** A policy by its version, to replay what it has decided. */
    policyVersion: async (_company: string, version: number): Promise<CreditPolicy | undefined> =>
      version === STANDARD_POLICY.version ? STANDARD_POLICY : undefined,
    newId,
    retryWhileContended: ((attempt) => retryWhileContended(attempt, PATIENCE)) satisfies Retry,
  };
}
