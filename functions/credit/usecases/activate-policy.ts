import { recordChange } from '../../../shared/changes.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { STANDARD_VERSION } from '../domain/policy/standard-version.ts';
import { activate, type PolicySchedule, withdraw } from '../domain/policy-schedule.ts';
import { refuse } from '../errors.ts';
import type { CreditReader } from '../reader.ts';
import type { LimitStore } from '../store/limits.ts';
import type { CreditPolicyActivationRow, CreditSettingsRow } from '../table.ts';
import { loadVersion, type PolicyDeps } from './draft-policy.ts';
import type { Who } from './put-profile.ts';

export interface ActivationDeps extends PolicyDeps {
  readonly reader: PolicyDeps['reader'] & Pick<CreditReader, 'loadSettings' | 'loadActivation'>;
  readonly limits: Pick<LimitStore, 'settingsWrite'>;
}

export interface ActivationWish {
  readonly company: string;
  readonly policy: number;
  readonly from: string;
  readonly reason?: string | undefined;
}

/**
 * Lets an approved version decide from a day on: today at the earliest, then from this moment on.
 * @throws credit.unknown-policy, credit.policy-not-approved, credit.invalid-activation
 */
export function activatePolicy(
  deps: ActivationDeps,
  { company, policy, from, reason }: ActivationWish,
  who: Who,
  together: (row: CreditPolicyActivationRow) => readonly Write[],
): Promise<CreditPolicyActivationRow> {
  return deps.retryWhileContended(async () => {
    await assertApproved(deps, company, policy);
    const seen = await deps.reader.loadSettings(company);
    const row: CreditPolicyActivationRow = {
      company, id: deps.newId('act'), policy, from,
      ...(reason === undefined ? {} : { reason }),
      at: who.now.toISOString(), by: who.principal.id,
    }; // biome-ignore format: a record
    const { schedule, replaced } = activate(
      seen.policies ?? [],
      { policy, from, activation: row.id },
      utcDay(who.now),
    );
    const ended = replaced ? [await endWrite(deps, company, replaced.activation, 'replaced', who)] : [];
    await deps.policyStore.commit([
      settingsWrite(deps, seen, schedule),
      deps.policyStore.addActivation(row),
      ...ended,
      trace(deps, row, who, 'activated'),
      ...together(row),
    ]);
    return row;
  });
}

async function assertApproved(deps: ActivationDeps, company: string, policy: number): Promise<void> {
  if (policy === STANDARD_VERSION) return;
  const { state } = await loadVersion(deps, company, policy);
  if (state !== 'approved')
    throw refuse('credit.policy-not-approved', `Version ${policy} has not been approved.`);
}

/** Takes back an activation before its day. @throws credit.unknown-activation, credit.activation-in-force */
export function withdrawActivation(
  deps: ActivationDeps,
  company: string,
  id: string,
  who: Who,
): Promise<CreditPolicyActivationRow> {
  return deps.retryWhileContended(async () => {
    const [row, seen] = await Promise.all([
      deps.reader.loadActivation(company, id),
      deps.reader.loadSettings(company),
    ]);
    if (!row) throw refuse('credit.unknown-activation', `There is no activation ${id}.`);
    const { schedule } = withdraw(seen.policies ?? [], id, utcDay(who.now));
    const next = endedBy(row, 'withdrawn', who);
    await deps.policyStore.commit([
      settingsWrite(deps, seen, schedule),
      deps.policyStore.endActivation(next),
      trace(deps, row, who, 'withdrawn'),
    ]);
    return next;
  });
}

function settingsWrite({ limits }: ActivationDeps, seen: CreditSettingsRow, schedule: PolicySchedule): Write {
  const policies = schedule.map((one) => ({ ...one }));
  return limits.settingsWrite(seen, { ...seen, policies, version: seen.version + 1 });
}

function endedBy(
  row: CreditPolicyActivationRow,
  how: 'withdrawn' | 'replaced',
  { principal, now }: Who,
): CreditPolicyActivationRow {
  return { ...row, ended: { how, at: now.toISOString(), by: principal.id } };
}

async function endWrite(
  { reader, policyStore }: ActivationDeps,
  company: string,
  id: string,
  how: 'replaced',
  who: Who,
): Promise<Write> {
  const row = await reader.loadActivation(company, id);
  if (!row) throw new Error(`activation ${id} is scheduled and not there`);
  return policyStore.endActivation(endedBy(row, how, who));
}

function trace(
  { newId }: ActivationDeps,
  { company, policy, from, id }: CreditPolicyActivationRow,
  { principal, now, requestId }: Who,
  what: 'activated' | 'withdrawn',
): Write {
  return recordChange({
    companyId: company, changeId: newId('chg'), at: now.toISOString(), principal: principal.id, requestId,
    action: what === 'activated' ? 'credit.policy-activated' : 'credit.policy-activation-withdrawn',
    subject: `credit-policies/${policy}`, after: { from, activationId: id },
  }); // biome-ignore format: a record
}
