import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { STANDARD_VERSION } from '../domain/policy/standard-version.ts';
import { policyInForce } from '../domain/policy-schedule.ts';
import { type PolicySource, unpackSource } from '../domain/policy-source.ts';
import type { ActivationView, PolicySummary, PolicyView } from '../routes/policies.ts';
import type { CreditPolicyActivationRow, CreditPolicyRow, CreditSettingsRow } from '../table.ts';

type Settings = Pick<CreditSettingsRow, 'policies'>;

function scheduleOf(version: number, { policies = [] }: Settings, now: Date) {
  const today = utcDay(now);
  return {
    version,
    isStandard: version === STANDARD_VERSION,
    isInForce: policyInForce(policies, today) === version,
    scheduledFrom: policies
      .filter(({ policy, from }) => policy === version && from > today)
      .map(({ from }) => from),
  };
}

export function summarizePolicy(row: CreditPolicyRow, settings: Settings, now: Date): PolicySummary {
  const { name, state, findingsCount, note, copyOf, authors } = row;
  const { createdAt, changedAt, changedBy, approvedBy, approvedAt } = row;
  return {
    ...scheduleOf(row.number, settings, now),
    name, state, findingsCount, note, copyOf, authors, createdAt, changedAt, changedBy, approvedBy, approvedAt,
  }; // biome-ignore format: a record
}

export function viewPolicy(row: CreditPolicyRow, settings: Settings, now: Date): PolicyView {
  return {
    ...summarizePolicy(row, settings, now),
    sha256: row.sha256,
    findings: row.findings as PolicyView['findings'],
    policy: unpackSource(row.source) as PolicyView['policy'],
  };
}

/** Every company has it, nobody has written it, and it has no findings (a test looks). */
export function summarizeStandard({ name }: PolicySource, settings: Settings, now: Date): PolicySummary {
  return {
    ...scheduleOf(STANDARD_VERSION, settings, now),
    name: String(name), state: 'approved', findingsCount: 0, authors: [],
  }; // biome-ignore format: a record
}

export function viewActivation({
  company: _,
  id,
  policy,
  ...row
}: CreditPolicyActivationRow): ActivationView {
  return { activationId: id, version: policy, ...row };
}
