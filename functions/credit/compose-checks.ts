import type { Table } from '../../shared/table/table.ts';
import { composeReservations } from './compose-reservations.ts';
import { counterHints } from './counter-hints.ts';
import { policyReader } from './policy-reader.ts';

export type Checks = ReturnType<typeof composeChecks>;

/** What checks and reservations need, and nothing else: whoever asks waits for the function to start. */
export function composeChecks(table: Table) {
  return { ...composeReservations(table), policies: policyReader(table), hints: counterHints() };
}
