import type { Principal } from '../../../shared/access.ts';
import { recordChange } from '../../../shared/changes.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Period } from '../domain/fiscal-year.ts';
import type { JournalHead, PeriodState } from '../domain/journal-head.ts';
import {
  changedPeriods,
  closePeriod,
  PERIOD_CLOSED,
  PERIOD_REOPENED,
  periodSubject,
} from '../domain/period-rules.ts';
import { refuse } from '../errors.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import type { PeriodStore } from '../store/periods.ts';

export interface ChangePeriodsDeps {
  readonly reader: Pick<LedgerReader, 'loadHead'>;
  readonly store: PeriodStore;
  readonly newId: NewId;
}

/** Who does it, when, in which fiscal year. */
export interface PeriodAction {
  readonly company: LedgerCompany;
  readonly fiscalYear: number;
  readonly principal: Principal;
  readonly now: Date;
  readonly requestId: string;
}

/** Further writes of the same transaction, once the new state is known. */
export type WithState = (head: JournalHead) => readonly Write[];

export async function loadStandingHead(
  { reader }: Pick<ChangePeriodsDeps, 'reader'>,
  company: string,
  fiscalYear: number,
): Promise<JournalHead> {
  const head = await reader.loadHead(company, fiscalYear);
  if (head) return head;
  throw refuse('ledger.unknown-fiscal-year', `Fiscal year ${fiscalYear} has no journal yet.`);
}

/** Closes a period for good, or until two people reopen it. */
export async function closeOnePeriod(
  deps: ChangePeriodsDeps,
  action: PeriodAction,
  wanted: { readonly period: Period; readonly includingEarlier: boolean },
  withState: WithState,
): Promise<JournalHead> {
  const head = await loadStandingHead(deps, action.company.id, action.fiscalYear);
  const next = closePeriod(head.periods, wanted.period, wanted.includingEarlier);
  return commitPeriods(deps, action, { head, next, restsOnEntries: false, withState });
}

export interface PeriodCommit {
  readonly head: JournalHead;
  readonly next: readonly PeriodState[];
  readonly restsOnEntries: boolean;
  readonly withState: WithState;
}

/** The new states with a trace of every period that changed; returns the head as it stands then. */
export async function commitPeriods(
  deps: Pick<ChangePeriodsDeps, 'store' | 'newId'>,
  action: PeriodAction,
  { head, next, restsOnEntries, withState }: PeriodCommit,
): Promise<JournalHead> {
  const after = { ...head, periods: next };
  const changed = changedPeriods(head.periods, next);
  const trace = changed.map((period) => tracePeriod(deps, action, period, head.periods, next));
  const together = [...trace, ...withState(after)];
  await deps.store.changePeriods({ company: action.company.id, head, next, restsOnEntries, together });
  return after;
}

function tracePeriod(
  { newId }: Pick<ChangePeriodsDeps, 'newId'>,
  { company, fiscalYear, principal, now, requestId }: PeriodAction,
  period: Period,
  before: readonly PeriodState[],
  after: readonly PeriodState[],
) {
  const state = after[period] ?? 'open';
  return recordChange({
    companyId: company.id,
    changeId: newId('chg'),
    at: now.toISOString(),
    principal: principal.id,
    action: state === 'closed' ? PERIOD_CLOSED : PERIOD_REOPENED,
    subject: periodSubject(fiscalYear, period),
    before: { state: before[period] ?? 'open' },
    after: { state },
    requestId,
  });
}
