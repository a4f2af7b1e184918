import { invariant } from '../../../../shared/kernel/errors.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import { amendReleased, reserveReleased } from '../../domain/cases/release.ts';
import { countedOrdersMinor } from '../../domain/components.ts';
import { endOf, type Move, type Moved } from '../../domain/reservation.ts';
import { refuse } from '../../errors.ts';
import type { CaseStore } from '../../store/cases.ts';
import type { CheckStore } from '../../store/checks.ts';
import type { When } from '../../store/counter-update.ts';
import type { CreditCaseRow } from '../../table/cases.ts';
import type { CreditCheckRow } from '../../table.ts';
import type { Who } from '../put-profile.ts';
import type { Assessment } from './assess-case.ts';

export interface ReleaseDeps {
  readonly checks: Pick<CheckStore, 'changeReservation' | 'withinBounds'>;
  readonly cases: Pick<CaseStore, 'termsStand'>;
}

/**
 * Gives a released order its reservation: an item like any other, taken of the same counters, whatever the limits say. It
 * holds only while the limits are taken of as far as was seen, and no further: so what was overridden is what is recorded.
 * @throws credit.not-releasable, credit.reservation-ended
 */
export async function releaseWrites(
  { checks, cases }: ReleaseDeps,
  row: CreditCaseRow,
  now: Assessment,
  until: string | undefined,
  who: Who,
  together: readonly Write[],
): Promise<void> {
  assertPossible(row, now);
  const { profile, counter, held, facts } = now;
  const { next, reservedMinor } =
    row.amends === undefined ? reserve(now, until, who) : enlarge(row, now, until, who);
  const reservation = { ...next, moves: [...(next.moves ?? [])] };
  const changed: CreditCheckRow = { ...held, reservation, version: held.version + 1 };
  const countedMinor = countedOrdersMinor(profile.exposure, reservedMinor);
  const asSeen = {
    exposureMinor: counterExposure(now),
    ...(facts.groupExposureMinor === undefined ? {} : { groupExposureMinor: counter.totalMinor }),
  };
  const when: When[] = [
    { path: ['shared', 'terms'], is: '=', value: counter.shared.terms },
    ...checks.withinBounds(profile, asSeen),
  ];
  const unmoved = reservedMinor === 0n ? [cases.termsStand(profile, when)] : [];
  const taken = { reservedMinor, countedMinor };
  await checks.changeReservation(profile, held, changed, taken, {
    when,
    together: [...unmoved, ...together],
  });
}

/** What stands in the counter, the order's own share included. */
function counterExposure({ profile, counter }: Assessment): bigint {
  const { customer, root } = profile;
  return root === customer ? counter.totalMinor : (counter.members[customer]?.exposureMinor ?? 0n);
}

/** What no signature makes good. */
function assertPossible(
  { currency, amends, decidedAt }: CreditCaseRow,
  { profile, check, held }: Assessment,
): void {
  if (currency !== profile.currency) {
    const detail = `What is released counts against a limit in ${profile.currency}: ask again with the amount in ${profile.currency}.`;
    throw refuse('credit.not-releasable', detail);
  }
  // Nobody may make economic resources available to the listed: no approval inside the company changes that.
  if (profile.sanctions?.state === 'hit')
    throw refuse(
      'credit.not-releasable',
      'The customer is on a sanctions list: clear that up in screening first.',
    );
  if (amends === undefined && check.reservation)
    throw refuse('credit.not-releasable', 'The order has a reservation already.');
  if (amends !== undefined && (!held.reservation || held.id !== amends))
    throw refuse('credit.not-releasable', 'The reservation that was to be changed is gone.');
  const isChanged = held.reservation?.moves?.some(({ kind, at }) => kind === 'amended' && at > decidedAt);
  if (amends !== undefined && isChanged)
    throw refuse('credit.not-releasable', 'The order has been changed again since it was asked for.');
}

function reserve(
  { check, settings, facts, order }: Assessment,
  until: string | undefined,
  { now }: Who,
): Moved {
  const wished = check.until !== undefined && check.until > now.toISOString() ? check.until : undefined;
  const timing = {
    until: until === undefined ? (wished ?? endOf(undefined, now)) : endOf(until, now),
    counted: facts.isWithinHorizon,
    ...(order.deliveryDate === undefined ? {} : { deliveryDate: order.deliveryDate }),
  };
  return reserveReleased(order.amountMinor, timing, settings.horizonDays);
}

function enlarge(
  { id, amountMinor }: CreditCaseRow,
  { held, settings, facts, order, check }: Assessment,
  until: string | undefined,
  { principal, now }: Who,
): Moved {
  const { reservation } = held;
  invariant(reservation, 'an order without a reservation is not enlarged');
  const timing = {
    until: until === undefined ? (check.until ?? reservation.until) : endOf(until, now),
    counted: facts.isWithinHorizon,
    deliveryDate: order.deliveryDate,
  };
  const move: Move = { id, kind: 'amended', amountMinor, at: now.toISOString(), by: principal.id };
  return amendReleased(reservation, timing, settings.horizonDays, move);
}
