import { assertIfMatch } from '../../../../shared/http/etag.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import { assertOpen } from '../../domain/cases/case.ts';
import { refuse } from '../../errors.ts';
import type { CreditCaseRow } from '../../table/cases.ts';
import type { ReservationKey } from '../change-reservation.ts';
import type { OpenCaseDeps } from './open-case.ts';

/**
 * Changes an open case as `change` says. With headers the change is made on the version that was seen; notes and
 * recommendations are added whatever others have done meanwhile.
 * @throws credit.unknown-case, credit.case-ended, credit.invalid-case, platform.stale
 */
export function workOnCase(
  deps: Pick<OpenCaseDeps, 'cases' | 'retryWhileContended' | 'reader'>,
  { company, customer, id }: ReservationKey,
  at: { readonly now: Date; readonly headers?: Readonly<Record<string, string | undefined>> },
  change: (seen: CreditCaseRow) => CreditCaseRow,
  together: (row: CreditCaseRow) => readonly Write[] = () => [],
): Promise<CreditCaseRow> {
  return deps.retryWhileContended(async () => {
    const seen = await deps.reader.loadCase(company, customer, id);
    if (!seen) throw refuse('credit.unknown-case', `There is no case ${customer}~${id}.`);
    assertOpen(seen, at.now);
    if (at.headers) assertIfMatch(at.headers, seen.version);
    const row = { ...change(seen), version: seen.version + 1 };
    await deps.cases.commit([deps.cases.changeCase(seen, row), ...together(row)]);
    return row;
  });
}
