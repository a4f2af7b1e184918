import { newId } from '../../shared/kernel/ids.ts';
import { RETRY, type Retry, retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { creditReader } from './reader.ts';
import { checkStore } from './store/checks.ts';
import { exposureStore } from './store/exposures.ts';

export type Reservations = ReturnType<typeof composeReservations>;

/** Nobody is told of a conflict as long as the function has time left, of its 29 seconds. */
const PATIENCE = { ...RETRY, deadlineMilliseconds: 20_000 };

/** What is needed to look at reservations and to change them, but not to decide. */
export function composeReservations(table: Table) {
  return {
    table,
    reader: creditReader(table),
    checks: checkStore(table),
    exposures: exposureStore(table),
    newId,
    retryWhileContended: ((attempt) => retryWhileContended(attempt, PATIENCE)) satisfies Retry,
  };
}
