import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import { countedOrdersMinor } from '../domain/components.ts';
import { type Bounds, boundsOf } from '../domain/decision.ts';
import type { OwnShare } from '../domain/gather-facts.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { amend, endOf, type Move, type Moved } from '../domain/reservation.ts';
import { refuse } from '../errors.ts';
import type { CreditCheckRow, Reservation } from '../table.ts';
import { changedEvent, type ReservationDeps, type ReservationKey } from './change-reservation.ts';
import { type CheckDeps, type Checked, loadToDecide } from './check-credit.ts';
import type { Who } from './put-profile.ts';
import { decideOn, type LoadedCustomer, shareOf } from './take-of-limit.ts';
import { checkRowOf, timingOf } from './write-check.ts';

export type AmendDeps = CheckDeps & Pick<ReservationDeps, 'newId'>;

export interface AmendWish {
  /** Of the check that this is. */
  readonly id: string;
  /** What shall be reserved from now on, in the currency of the order; what has been captured is not part of it. */
  readonly amountIn: (currency: string) => bigint;
  readonly until?: string | undefined;
  readonly deliveryDate?: string | undefined;
}

/**
 * An order changed: it is checked like a new one, with what it has reserved left aside. Approved, the reservation takes the
 * new amount in the transaction of the check; else it stays as it was, and the answer says why.
 * @throws credit.unknown-reservation, credit.reservation-ended, credit.id-reused
 */
export function amendReservation(
  deps: AmendDeps,
  key: ReservationKey,
  wish: AmendWish,
  who: Who,
): Promise<Checked> {
  return deps.retryWhileContended(async () => {
    const loaded = await loadToDecide(deps, key, { id: wish.id, amends: key.id });
    const { earlier, amended, profile, counter } = loaded;
    if (earlier) return { check: assertSame(earlier, key, wish), isRepeated: true };
    if (!amended?.reservation || !profile)
      throw refuse('credit.unknown-reservation', `${key.customer}~${key.id} is no reservation.`);
    if (!counter?.members[key.customer]) throw new ContentionError('the counter has moved');
    const standing = { check: amended, reservation: amended.reservation };
    const policy = await deps.policies.inForce(loaded.settings, utcDay(who.now), profile.currency);
    const row = await decideAndWrite(deps, standing, wish, { ...loaded, profile, counter }, policy, who);
    return { check: row, isRepeated: false };
  });
}

function assertSame(earlier: CreditCheckRow, key: ReservationKey, wish: AmendWish): CreditCheckRow {
  const isSame =
    earlier.amends === key.id &&
    earlier.amountMinor === wish.amountIn(earlier.currency) &&
    earlier.until === wish.until &&
    earlier.deliveryDate === wish.deliveryDate;
  if (isSame) return earlier;
  throw refuse(
    'credit.id-reused',
    `The check ${wish.id} of ${key.customer} was asked for with other content.`,
  );
}

interface Standing {
  readonly check: CreditCheckRow;
  readonly reservation: Reservation;
}

async function decideAndWrite(
  deps: AmendDeps,
  { check, reservation }: Standing,
  wish: AmendWish,
  loaded: LoadedCustomer,
  policy: Policy,
  who: Who,
): Promise<CreditCheckRow> {
  const { currency, reference } = check;
  const amountMinor = wish.amountIn(currency);
  const deliveryDate = wish.deliveryDate ?? reservation.deliveryDate;
  const own = shareOf(loaded.profile, reservation.counted ? reservation.openMinor : 0n);
  const decision = decideOn({ amountMinor, currency, deliveryDate }, loaded, policy, who.now, own);
  const until = wish.until === undefined ? reservation.until : endOf(wish.until, who.now);
  const to = timingOf(until, deliveryDate, decision.facts.isWithinHorizon, loaded.settings);
  const move: Move = {
    id: wish.id, kind: 'amended', amountMinor, at: who.now.toISOString(), by: who.principal.id,
  }; // biome-ignore format: a record
  // Refused before anything is written: what has ended cannot be amended.
  const moved = amend(reservation, to, move);
  const { company, customer, id: amends } = check;
  const asked = { company, customer, id: wish.id, amountMinor, currency, reference, reserve: true, amends };
  const row = checkRowOf({ ...asked, until: wish.until, deliveryDate: wish.deliveryDate }, decision, who);
  const bounds = shifted(boundsOf(decision.facts, policy), own);
  if (row.decision === 'approved') await write(deps, { loaded, check, row, moved, bounds }, who);
  else await deps.checks.addCheck(row, () => changedEvent(row, 'amended', wish.id, who.now));
  return row;
}

/** Bounds for what stands in the counter, in which the order's own share still is. */
function shifted(bounds: Bounds, own: OwnShare): Bounds {
  const plus = (minor: bigint | undefined, share: bigint) =>
    minor === undefined ? undefined : minor + share;
  return {
    exposureMinor: plus(bounds.exposureMinor, own.countedMinor),
    groupExposureMinor: plus(bounds.groupExposureMinor, own.countedMinor),
    reservedMinor: plus(bounds.reservedMinor, own.reservedMinor),
  };
}

interface Amending {
  readonly loaded: LoadedCustomer;
  /** The check whose reservation is amended, as it was. */
  readonly check: CreditCheckRow;
  /** The check that the amendment is. */
  readonly row: CreditCheckRow;
  readonly moved: Moved;
  readonly bounds: Bounds;
}

async function write(
  { checks, newId }: AmendDeps,
  { loaded: { profile, counter }, check, row, moved, bounds }: Amending,
  { now }: Who,
): Promise<void> {
  const { next: reservation, reservedMinor } = moved;
  const next: CreditCheckRow = {
    ...check,
    reservation: { ...reservation, moves: [...(reservation.moves ?? [])] },
    version: check.version + 1,
  };
  const taken = { reservedMinor, countedMinor: countedOrdersMinor(profile.exposure, reservedMinor) };
  const when = [
    { path: ['shared', 'terms'], is: '=' as const, value: counter.shared.terms },
    ...checks.withinBounds(profile, bounds),
  ];
  const event = checks.eventWrite(changedEvent(next, 'amended', newId('evt'), now));
  await checks.changeReservation(profile, check, next, taken, {
    when,
    together: [checks.checkWrite(row), event],
  });
}
