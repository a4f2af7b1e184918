import type { Write } from '../../../../shared/table/writes.ts';
import { assertOpen, type Ending, end, isOver } from '../../domain/cases/case.ts';
import { refuse } from '../../errors.ts';
import type { CaseReader } from '../../reader/cases.ts';
import type { CheckStore } from '../../store/checks.ts';
import type { CreditCaseRow } from '../../table/cases.ts';
import type { ReservationKey } from '../change-reservation.ts';
import type { Who } from '../put-profile.ts';
import type { OpenCaseDeps } from './open-case.ts';

export interface EndCaseDeps extends Omit<OpenCaseDeps, 'reader'> {
  readonly reader: Pick<CaseReader, 'loadCase' | 'allCases' | 'allOpenCases'>;
  readonly checks: Pick<CheckStore, 'eventWrite'>;
}

/** The end of a case, and the event that tells of it. */
export function endingWrites(
  { cases, checks, newId }: Pick<EndCaseDeps, 'cases' | 'checks' | 'newId'>,
  seen: CreditCaseRow,
  ending: Ending,
): { readonly row: CreditCaseRow; readonly writes: readonly Write[] } {
  const row = { ...end(seen, ending), version: seen.version + 1 };
  const { company, customer, id, reference, amends } = row;
  const checkId = `${customer}~${id}`;
  const reservation = `${customer}~${amends ?? id}`;
  const payload = {
    checkId, id, customerId: customer, reference, decision: ending.state,
    ...(ending.state === 'released' ? { reservationId: reservation } : {}),
  }; // biome-ignore format: a record
  const event = { company, eventId: newId('evt'), type: 'case-decided' as const, payload, at: ending.at };
  return { row, writes: [cases.changeCase(seen, row), checks.eventWrite(event)] };
}

/** The order is not wanted any more. @throws credit.unknown-case, credit.case-ended */
export function withdrawCase(
  deps: EndCaseDeps,
  { company, customer, id }: ReservationKey,
  reason: string | undefined,
  who: Who,
  together: (row: CreditCaseRow) => readonly Write[] = () => [],
): Promise<CreditCaseRow> {
  return deps.retryWhileContended(async () => {
    const seen = await deps.reader.loadCase(company, customer, id);
    if (!seen) throw refuse('credit.unknown-case', `There is no case ${customer}~${id}.`);
    assertOpen(seen, who.now);
    const by = { state: 'withdrawn' as const, by: who.principal.id, at: who.now.toISOString() };
    const { row, writes } = endingWrites(deps, seen, { ...by, ...(reason === undefined ? {} : { reason }) });
    await deps.cases.commit([...writes, ...together(row)]);
    return row;
  });
}

/** Ends the cases that nobody waits for any more; what a run missed, the next one does. */
export async function expireCases(deps: EndCaseDeps, company: string, now: Date): Promise<number> {
  let expired = 0;
  for await (const { customer, id, ...found } of deps.reader.allOpenCases(company)) {
    if (!isOver(found, now)) continue;
    const ending = { state: 'expired' as const, by: 'schedule', at: now.toISOString() };
    if (await endWhere(deps, { company, customer, id }, ending, (seen) => isOver(seen, now))) expired += 1;
  }
  return expired;
}

/** The order was changed again: what was asked for before is not wanted any more. */
export async function supersedeCases(
  deps: EndCaseDeps,
  { company, customer, id }: ReservationKey,
  { amends, decidedAt }: Pick<CreditCaseRow, 'amends' | 'decidedAt'>,
  now: Date,
): Promise<void> {
  if (amends === undefined) return;
  const ending = { state: 'superseded' as const, by: 'schedule', at: now.toISOString(), reason: id };
  for await (const other of deps.reader.allCases(company, customer)) {
    const isEarlier = other.amends === amends && other.id !== id && other.decidedAt < decidedAt;
    // What a customer has asked a person to look at is looked at.
    if (isEarlier && !other.ended && other.kind !== 'review')
      await endWhere(deps, { company, customer, id: other.id }, ending, ({ kind }) => kind !== 'review');
  }
}

function endWhere(
  deps: EndCaseDeps,
  { company, customer, id }: ReservationKey,
  ending: Ending,
  holds: (seen: CreditCaseRow) => boolean,
): Promise<boolean> {
  return deps.retryWhileContended(async () => {
    const seen = await deps.reader.loadCase(company, customer, id);
    if (!seen || seen.ended || !holds(seen)) return false;
    await deps.cases.commit(endingWrites(deps, seen, ending).writes);
    return true;
  });
}
