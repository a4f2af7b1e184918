import { utcDay } from '../../../../shared/kernel/calendar-date.ts';
import type { NewId } from '../../../../shared/kernel/ids.ts';
import type { ReceivablesReader, StoredItem } from '../../../receivables/reader.ts';
import { type InsuranceClock, readClock } from '../../domain/insurance/insurance-clock.ts';
import type { InsuranceStore } from '../../store/insurance.ts';
import type { CreditProfileRow, InsuranceClockRow, InsurancePolicyRow } from '../../table.ts';
import { type TellDeps, tellProfile } from '../tell-profile.ts';

export interface ClockDeps extends TellDeps {
  readonly insurance: InsuranceStore;
  readonly receivables: Pick<ReceivablesReader, 'loadPartner' | 'openItemsOf'>;
  readonly newId: NewId;
}

/** Items of a customer that something is owed on. Advances are none: what is not delivered is not insured. */
export async function insuredItems(
  { receivables }: Pick<ClockDeps, 'receivables'>,
  company: string,
  customer: string,
): Promise<readonly StoredItem[]> {
  const partner = await receivables.loadPartner(company, customer);
  if (partner?.kind !== 'customer') return [];
  const items = await receivables.openItemsOf(company, partner.account);
  return items.filter(({ amountMinor, clearings, advance = false }) => {
    if (advance) return false;
    const cleared = clearings.reduce((sum, one) => sum + one.amountMinor, 0n);
    return amountMinor - cleared > 0n;
  });
}

/**
 * Reads the insurance clock of a customer, keeps what it says, warns once of each last day, and enters the state into the profile
 * where it is another. Repeatable; a customer without a policy that is known has no clock, and its cover holds.
 * @returns what the clock says; undefined where there is none
 */
export async function runClock(
  deps: ClockDeps,
  company: string,
  customer: string,
  now: Date,
): Promise<InsuranceClock | undefined> {
  const profile = await deps.reader.loadProfile(company, customer);
  const policyId = profile?.insurance?.policy;
  const policy = policyId === undefined ? undefined : await deps.insurance.loadPolicy(company, policyId);
  if (!profile?.insurance || !policy) {
    await forget(deps, company, customer, now);
    return undefined;
  }
  const [items, reports] = await Promise.all([
    insuredItems(deps, company, customer),
    deps.insurance.reportsOf(company, customer),
  ]);
  const clock = readClock(policy, items, reports, utcDay(now));
  await keepClock(deps, profile, policy, clock, now);
  const { state, until } = clock;
  await enter(deps, company, customer, policy.id, { state, ...(until === undefined ? {} : { until }) }, now);
  return clock;
}

function enter(
  deps: ClockDeps,
  company: string,
  customer: string,
  policyId: string | undefined,
  said: Partial<Pick<InsuranceClock, 'state' | 'until'>>,
  now: Date,
): Promise<boolean> {
  const tell = ({ insurance, ...profile }: CreditProfileRow): CreditProfileRow | undefined => {
    // Meanwhile it may have another policy, or none: the next run says what holds then.
    if (!insurance || (policyId !== undefined && insurance.policy !== policyId)) return undefined;
    if (insurance.state === said.state && insurance.until === said.until) return undefined;
    const { state: _state, until: _until, ...cover } = insurance;
    return { ...profile, insurance: { ...cover, ...said } };
  };
  return tellProfile(deps, company, customer, tell, {
    by: 'insurance-clock',
    action: 'credit.insurance-changed',
    now,
  });
}

async function keepClock(
  { insurance, store, newId, retryWhileContended }: ClockDeps,
  { company, customer, insurance: cover }: CreditProfileRow,
  policy: InsurancePolicyRow,
  { until: _until, ...clock }: InsuranceClock,
  now: Date,
): Promise<void> {
  await retryWhileContended(async () => {
    const seen = await insurance.loadClock(company, customer);
    const { reportDueOn, isWarning } = clock;
    const isNews = isWarning && reportDueOn !== undefined && seen?.warnedOf !== reportDueOn;
    const warnedOf = isNews ? reportDueOn : seen?.warnedOf;
    const next: InsuranceClockRow = {
      company,
      customer,
      policy: policy.id,
      ...clock,
      because: [...clock.because],
      ...(warnedOf === undefined ? {} : { warnedOf }),
      isSelfChecked:
        policy.selfCheckMinor !== undefined && (cover?.coverMinor ?? 0n) <= policy.selfCheckMinor,
      on: utcDay(now),
      version: (seen?.version ?? 0) + 1,
    };
    const payload = { customerId: customer, policyId: policy.id, reportDueOn: reportDueOn ?? '' };
    const warning = isNews ? [insurance.warningWrite(company, newId('evt'), payload, now.toISOString())] : [];
    await store.commit([insurance.clockWrite(seen, next), ...warning]);
  });
}

async function forget(deps: ClockDeps, company: string, customer: string, now: Date): Promise<void> {
  const clock = await deps.insurance.loadClock(company, customer);
  if (!clock) return;
  await enter(deps, company, customer, undefined, {}, now);
  await deps.retryWhileContended(async () => {
    const seen = await deps.insurance.loadClock(company, customer);
    if (seen) await deps.store.commit([deps.insurance.forgetClock(seen)]);
  });
}
