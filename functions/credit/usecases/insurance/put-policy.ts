import { changedValues, recordChange } from '../../../../shared/changes.ts';
import { assertIfMatch } from '../../../../shared/http/etag.ts';
import { refuse } from '../../errors.ts';
import type { InsuranceStore } from '../../store/insurance.ts';
import type { CreditStore } from '../../store.ts';
import type { InsurancePolicyRow } from '../../table.ts';
import type { ProfileDeps, Who } from '../put-profile.ts';

export interface PolicyDeps extends Pick<ProfileDeps, 'newId' | 'retryWhileContended'> {
  readonly insurance: Pick<InsuranceStore, 'loadPolicy' | 'policyWrite'>;
  readonly store: Pick<CreditStore, 'commit'>;
}

export type PolicyWish = Omit<InsurancePolicyRow, 'version' | 'changedAt' | 'changedBy'>;

/** Opens an insurance policy or replaces its terms; clocks go by them with their next run. @throws credit.invalid-insurance */
export function putPolicy(
  { insurance, store, newId, retryWhileContended }: PolicyDeps,
  wish: PolicyWish,
  headers: Readonly<Record<string, string | undefined>>,
  { principal, now, requestId }: Who,
): Promise<{ policy: InsurancePolicyRow; isNew: boolean }> {
  const problem = problemOf(wish);
  if (problem) throw refuse('credit.invalid-insurance', problem.detail, { errors: [problem] });
  return retryWhileContended(async () => {
    const seen = await insurance.loadPolicy(wish.company, wish.id);
    if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
    const at = now.toISOString();
    const policy = { ...wish, version: (seen?.version ?? 0) + 1, changedAt: at, changedBy: principal.id };
    const trace = recordChange({
      companyId: wish.company, changeId: newId('chg'), at, principal: principal.id, requestId,
      action: 'credit.insurance-policy-changed', subject: `insurance-policies/${wish.id}`,
      ...changedValues(seen ? traced(seen) : {}, traced(wish)),
    }); // biome-ignore format: a record
    await store.commit([insurance.policyWrite(seen, policy), trace]);
    return { policy, isNew: seen === undefined };
  });
}

function traced({ selfCheckMinor, company: _c, ...terms }: PolicyWish) {
  return { ...terms, selfCheckMinor: selfCheckMinor?.toString() };
}

function problemOf({ validFrom, validTo, warnBeforeDays, reportAfterDays }: PolicyWish) {
  if (validTo !== undefined && validTo < validFrom)
    return { pointer: '/validTo', detail: 'A policy does not end before it begins.' };
  if (warnBeforeDays > reportAfterDays)
    return { pointer: '/warnBeforeDays', detail: 'Nobody can be warned before the item is due at all.' };
  return undefined;
}
