import { decideApproval } from '../../../shared/approvals.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { limitOn } from '../domain/gather-facts.ts';
import { reviewDateOf, tierOf } from '../domain/limits.ts';
import { refuse } from '../errors.ts';
import type { CreditReader } from '../reader.ts';
import type { CreditLimitRow, CreditProfileRow, CreditSettingsRow } from '../table.ts';
import { sharedOf, type Who } from './put-profile.ts';
import { assertAboveUse, type LimitDeps, loadDebtor, traceLimit } from './request-limit.ts';

export interface DecideLimitDeps extends LimitDeps {
  readonly reader: LimitDeps['reader'] & Pick<CreditReader, 'loadLimit' | 'loadSettings'>;
}

export interface LimitDecision {
  readonly decision: 'approved' | 'rejected';
  readonly isBelowUseConfirmed: boolean;
  /** Roles of whoever decides. */
  readonly roles: readonly string[];
}

/**
 * Approves or rejects a limit that somebody else asked for. Approved, it holds from this moment on: checks that are under
 * way are decided again. A limit for good ends a temporary one.
 * @throws credit.unknown-limit-request, credit.not-in-tier, credit.limit-below-use, platform.four-eyes,
 *   platform.already-decided
 */
export function decideLimit(
  deps: DecideLimitDeps,
  company: string,
  limitId: string,
  { decision, isBelowUseConfirmed, roles }: LimitDecision,
  who: Who,
): Promise<CreditLimitRow> {
  return deps.retryWhileContended(async () => {
    const [request, settings] = await Promise.all([
      deps.reader.loadLimit(company, limitId),
      deps.reader.loadSettings(company),
    ]);
    if (!request) throw refuse('credit.unknown-limit-request', `There is no request ${limitId}.`);
    const approval = await deps.limits.loadApproval(company, request.approvalId);
    invariant(approval, `limit ${limitId} has a request to approve it`);
    const decided = decideApproval(approval, decision, who.principal, who.now);
    assertInTier(settings, request, roles);
    const by = {
      decidedBy: who.principal.id,
      decidedAt: who.now.toISOString(),
      version: request.version + 1,
    };
    if (decision === 'rejected') {
      const rejected: CreditLimitRow = { ...request, ...by, state: 'rejected' };
      const trace = traceLimit(deps, rejected, who, 'rejected');
      await deps.store.commit([decided, deps.limits.decideRequest(request, rejected), trace]);
      return rejected;
    }
    const debtor = await loadDebtor(deps, company, request.customer);
    const { profile, member } = debtor;
    assertAboveUse(debtor, request.limitMinor, isBelowUseConfirmed || request.belowUseConfirmed);
    const beforeMinor = limitOn(profile, utcDay(who.now));
    const before = beforeMinor === undefined ? {} : { beforeMinor };
    const approved: CreditLimitRow = { ...request, ...by, ...before, state: 'approved' };
    const next = withLimit(profile, request, settings, who);
    const shared = profile.root === profile.customer ? sharedOf(next) : undefined;
    const moved = { terms: next.terms, exposureMinor: member.exposureMinor };
    const { root, customer } = profile;
    await deps.store.commit([
      decided,
      deps.limits.decideRequest(request, approved),
      deps.store.profileWrite(profile, next),
      deps.store.changeTerms({ company, root }, customer, member, moved, shared),
      traceLimit(deps, approved, who, 'approved', profile),
    ]);
    return approved;
  });
}

function assertInTier(
  { tiers }: CreditSettingsRow,
  { limitMinor }: CreditLimitRow,
  roles: readonly string[],
): void {
  const tier = tierOf(tiers, limitMinor);
  if (tier.roles.some((role) => roles.includes(role))) return;
  throw refuse('credit.not-in-tier', `A limit of this amount is approved by: ${tier.roles.join(', ')}.`);
}

function withLimit(
  profile: CreditProfileRow,
  { limitMinor, until, reviewOn, proposed }: CreditLimitRow,
  { reviewMonths }: CreditSettingsRow,
  { principal, now }: Who,
): CreditProfileRow {
  const { limitMinor: standing, temporary: _ended, ...rest } = profile;
  const isTemporary = until !== undefined && limitMinor !== undefined;
  const { policy: _policy, ...computed } = proposed ?? {};
  const riskClass = proposed?.riskClass ?? profile.riskClass;
  const lasting = isTemporary ? standing : limitMinor;
  return {
    ...rest,
    ...computed,
    ...(lasting === undefined ? {} : { limitMinor: lasting }),
    ...(isTemporary ? { temporary: { limitMinor, until } } : {}),
    reviewOn: reviewOn ?? reviewDateOf(utcDay(now), riskClass, reviewMonths),
    terms: profile.terms + 1,
    version: profile.version + 1,
    changedAt: now.toISOString(),
    changedBy: principal.id,
  };
}
