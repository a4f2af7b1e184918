import { checkIdOf } from '../contract.ts';
import type { CaseState } from '../routes/views.ts';
import type { CreditCaseRow } from '../table/cases.ts';

/** What whoever asked for the order may see of its case. */
export function viewCaseState(row: CreditCaseRow): CaseState {
  const { customer, id, amends, kind, state, openedAt, endsAt, ended } = row;
  return {
    caseId: checkIdOf(row),
    kind,
    state,
    openedAt,
    ...(ended ? { endedAt: ended.at } : { endsAt }),
    ...(state === 'released' ? { reservationId: checkIdOf({ customer, id: amends ?? id }) } : {}),
  };
}
