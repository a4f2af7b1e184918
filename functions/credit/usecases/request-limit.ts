import { requestApproval } from '../../../shared/approvals.ts';
import { recordChange } from '../../../shared/changes.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { belowUseMinor } from '../domain/limits.ts';
import { refuse } from '../errors.ts';
import type { LimitStore } from '../store/limits.ts';
import type { CreditCounter, CreditLimitRow, CreditProfileRow } from '../table.ts';
import type { ProfileDeps, Who } from './put-profile.ts';

export interface LimitDeps extends ProfileDeps {
  readonly limits: LimitStore;
}

export interface LimitWish {
  readonly company: string;
  readonly customer: string;
  /** None: the customer shall have no limit any more. */
  readonly limitMinor: bigint | undefined;
  /** Up to this day only, instead of the limit that the customer has. */
  readonly until?: string | undefined;
  readonly reviewOn?: string | undefined;
  readonly reason: string;
  /** Class and score that change with it, and the version of the policy that has computed them. */
  readonly proposed?: CreditLimitRow['proposed'];
  readonly isBelowUseConfirmed: boolean;
}

export const LIMIT_APPROVAL = 'credit.limit';

/** A customer with the counter that it stands in. @throws credit.unknown-profile */
export async function loadDebtor(
  { reader }: Pick<ProfileDeps, 'reader'>,
  company: string,
  customer: string,
): Promise<{ profile: CreditProfileRow; counter: CreditCounter; member: CreditCounter['members'][string] }> {
  const profile = await reader.loadProfile(company, customer);
  if (!profile) throw refuse('credit.unknown-profile', `${customer} has no credit profile.`);
  const counter = await reader.loadCounter(company, profile.root);
  const member = counter?.members[customer];
  invariant(counter && member, `${customer} has a profile and stands in no counter`);
  return { profile, counter, member };
}

/**
 * Refuses a limit below what is used already unless that has been confirmed, and says what follows from it.
 * @throws credit.limit-below-use
 */
export function assertAboveUse(
  { profile, counter, member }: Awaited<ReturnType<typeof loadDebtor>>,
  limitMinor: bigint | undefined,
  isConfirmed: boolean,
): void {
  const usedMinor = profile.root === profile.customer ? counter.totalMinor : member.exposureMinor;
  const excessMinor = belowUseMinor(limitMinor, usedMinor);
  if (excessMinor === undefined || isConfirmed) return;
  const show = (minor: bigint) => `${formatMinor(minor, profile.currency)} ${profile.currency}`;
  const reservedMinor = member.reservedMinor;
  const consequences = [
    `Every new order is declined until the customer owes ${show(excessMinor)} less.`,
    `What is reserved (${show(reservedMinor)}) stays reserved and can be delivered; changed orders are checked again.`,
  ];
  const detail = `${show(usedMinor)} are used: the limit would be exceeded by ${show(excessMinor)}. Send confirmBelowUse to ask for it all the same.`;
  throw refuse('credit.limit-below-use', detail, {
    errors: [{ pointer: '/confirmBelowUse', detail: 'Confirm that the limit shall lie below present use.' }],
    extra: {
      used: formatMinor(usedMinor, profile.currency),
      exceededBy: formatMinor(excessMinor, profile.currency),
      consequences,
    },
  });
}

/** Asks for a limit; nothing changes before somebody else approves it. @throws credit.invalid-limit */
export function requestLimit(
  deps: LimitDeps,
  wish: LimitWish,
  who: Who,
  together: (row: CreditLimitRow) => readonly Write[],
): Promise<CreditLimitRow> {
  const { company, customer, limitMinor, until, reviewOn, reason } = wish;
  const today = utcDay(who.now);
  for (const [field, day] of Object.entries({ until, reviewOn })) {
    if (day === undefined || day >= today) continue;
    const detail = `${field} lies in the past.`;
    throw refuse('credit.invalid-limit', detail, { errors: [{ pointer: `/${field}`, detail }] });
  }
  return deps.retryWhileContended(async () => {
    const debtor = await loadDebtor(deps, company, customer);
    assertAboveUse(debtor, limitMinor, wish.isBelowUseConfirmed);
    const row: CreditLimitRow = {
      company, customer, id: deps.newId('lim'), currency: debtor.profile.currency, reason,
      ...(limitMinor === undefined ? {} : { limitMinor }),
      ...(wish.proposed === undefined ? {} : { proposed: wish.proposed }),
      ...(until === undefined ? {} : { until }),
      ...(reviewOn === undefined ? {} : { reviewOn }),
      belowUseConfirmed: wish.isBelowUseConfirmed, state: 'requested', approvalId: deps.newId('apr'),
      requestedBy: who.principal.id, requestedAt: who.now.toISOString(), version: 1,
    }; // biome-ignore format: a record
    const approval = requestApproval({
      companyId: company, approvalId: row.approvalId, kind: LIMIT_APPROVAL, subject: `credit-limits/${row.id}`,
      payload: { limitId: row.id }, reason, requestedBy: row.requestedBy, requestedAt: row.requestedAt,
    }); // biome-ignore format: a record
    const trace = traceLimit(deps, row, who, 'requested');
    await deps.store.commit([deps.limits.addRequest(row), approval, trace, ...together(row)]);
    return row;
  });
}

export function traceLimit(
  { newId }: Pick<LimitDeps, 'newId'>,
  { company, customer, id, limitMinor, beforeMinor, until, proposed }: CreditLimitRow,
  { principal, now, requestId }: Who,
  what: 'requested' | 'approved' | 'rejected',
  standing?: Pick<CreditProfileRow, 'riskClass' | 'score'>,
): Write {
  const text = (minor: bigint | undefined) => minor?.toString() ?? 'none';
  return recordChange({
    companyId: company, changeId: newId('chg'), at: now.toISOString(), principal: principal.id, requestId,
    action: `credit.limit-${what}`, subject: `credit/${customer}`,
    ...(what === 'approved' ? { before: { limitMinor: text(beforeMinor), ...(proposed ? termsOf(standing) : {}) } } : {}),
    after: { limitMinor: text(limitMinor), limitId: id, ...(proposed ? { policy: proposed.policy, ...termsOf(proposed) } : {}), ...(until === undefined ? {} : { until }) },
  }); // biome-ignore format: a record
}

function termsOf({ riskClass, score }: Pick<CreditProfileRow, 'riskClass' | 'score'> = {}) {
  return { riskClass: riskClass ?? 'none', score: score ?? 'none' };
}
