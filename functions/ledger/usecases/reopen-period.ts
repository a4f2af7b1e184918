import { type Approval, decideApproval, requestApproval } from '../../../shared/approvals.ts';
import { recordChange } from '../../../shared/changes.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Period } from '../domain/fiscal-year.ts';
import { REOPEN_PERIOD, reopenPeriod } from '../domain/period-rules.ts';
import { refuse } from '../errors.ts';
import {
  type ChangePeriodsDeps,
  commitPeriods,
  loadStandingHead,
  type PeriodAction,
} from './change-periods.ts';

/** Asks for a closed period to be opened again; somebody else decides. Nothing changes yet but the trace. */
export async function requestReopening(
  deps: ChangePeriodsDeps,
  action: PeriodAction,
  { period, reason }: { readonly period: Period; readonly reason: string },
  withRequest: (approval: Approval) => readonly Write[],
): Promise<Approval> {
  const { company, fiscalYear, principal, now } = action;
  const head = await loadStandingHead(deps, company.id, fiscalYear);
  reopenPeriod(head.periods, period);
  const asked = {
    companyId: company.id,
    approvalId: deps.newId('apr'),
    kind: REOPEN_PERIOD,
    subject: `periods/${fiscalYear}/${period}`,
    payload: { fiscalYear, period },
    reason,
    requestedBy: principal.id,
    requestedAt: now.toISOString(),
  };
  const approval: Approval = { ...asked, state: 'requested' };
  const trace = traceReopening(deps, action, approval, 'ledger.reopening-requested');
  await deps.store.record([requestApproval(asked), trace, ...withRequest(approval)]);
  return approval;
}

/**
 * Approves or rejects a reopening; the approval opens the period in the same transaction. Of two deciders one wins.
 * @throws ledger.unknown-reopening, platform.four-eyes, platform.already-decided, ledger.period-state
 */
export async function decideReopening(
  deps: ChangePeriodsDeps,
  { reopeningId, ...who }: Omit<PeriodAction, 'fiscalYear'> & { readonly reopeningId: string },
  decision: 'approved' | 'rejected',
): Promise<Approval> {
  const approval = await deps.store.loadReopening(who.company.id, reopeningId);
  if (!approval) throw refuse('ledger.unknown-reopening', `There is no request ${reopeningId}.`);
  const decided = decideApproval(approval, decision, who.principal, who.now);
  const { fiscalYear, period } = reopeningOf(approval);
  const action = { ...who, fiscalYear };
  if (decision === 'rejected') {
    const trace = traceReopening(deps, action, approval, 'ledger.reopening-rejected');
    await deps.store.record([decided, trace]);
  } else {
    const head = await loadStandingHead(deps, who.company.id, fiscalYear);
    const next = reopenPeriod(head.periods, period);
    const trace = traceReopening(deps, action, approval, 'ledger.reopening-approved');
    const withState = () => [decided, trace];
    await commitPeriods(deps, action, { head, next, restsOnEntries: false, withState });
  }
  return { ...approval, state: decision, decidedBy: who.principal.id, decidedAt: who.now.toISOString() };
}

/** Which period a request is about. */
export function reopeningOf({ payload }: Approval): { fiscalYear: number; period: Period } {
  return { fiscalYear: Number(payload.fiscalYear), period: Number(payload.period) };
}

function traceReopening(
  { newId }: Pick<ChangePeriodsDeps, 'newId'>,
  { company, principal, now, requestId }: PeriodAction,
  { approvalId, subject }: Approval,
  what: 'ledger.reopening-requested' | 'ledger.reopening-approved' | 'ledger.reopening-rejected',
) {
  return recordChange({
    companyId: company.id,
    changeId: newId('chg'),
    at: now.toISOString(),
    principal: principal.id,
    action: what,
    subject,
    after: { reopeningId: approvalId },
    requestId,
  });
}
