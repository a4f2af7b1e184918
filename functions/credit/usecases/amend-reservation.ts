import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import { countedOrdersMinor } from '../domain/components.ts';
import { type Bounds, boundsOf, decide } from '../domain/decision.ts';
import { withDues } from '../domain/dues.ts';
import { gatherFacts, isWithinHorizon, type OwnShare } from '../domain/gather-facts.ts';
import { packDecision } from '../domain/pack-decision.ts';
import type { PolicyAnswer } from '../domain/policy/evaluate-policy.ts';
import { amend, dueAtOf, endOf, type Move } from '../domain/reservation.ts';
import { refuse } from '../errors.ts';
import type { CreditCheckRow, CreditCounter, CreditProfileRow, Reservation } from '../table.ts';
import { changedEvent, type ReservationDeps, type ReservationKey } from './change-reservation.ts';
import type { CheckDeps, Checked } from './check-credit.ts';
import type { Who } from './put-profile.ts';

export type AmendDeps = CheckDeps & Pick<ReservationDeps, 'newId'>;

export interface AmendWish {
  /** Of the check that this is. */
  readonly id: string;
  /** What shall be reserved from now on; what has been captured is not part of it. */
  readonly amountMinor: bigint;
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
    const { company, customer, id } = key;
    const [earlier, check, profile, exposure, settings] = await Promise.all([
      deps.reader.loadCheck(company, customer, wish.id),
      deps.reader.loadCheck(company, customer, id),
      deps.reader.loadProfile(company, customer),
      deps.reader.loadExposure(company, customer),
      deps.reader.loadSettings(company),
    ]);
    if (earlier) return { check: assertSame(earlier, key, wish), isRepeated: true };
    if (!check?.reservation || !profile)
      throw refuse('credit.unknown-reservation', `${customer}~${id} is no reservation.`);
    const counter = await deps.reader.loadCounter(company, profile.root);
    if (!counter?.members[customer]) throw new ContentionError('the counter has moved');
    const { reservation } = check;
    const policy = await deps.policies.inForce(settings, utcDay(who.now), profile.currency);
    const own = ownShare(reservation, profile);
    const order = {
      amountMinor: wish.amountMinor,
      currency: check.currency,
      deliveryDate: wish.deliveryDate ?? reservation.deliveryDate,
    };
    const facts = gatherFacts(order, {
      profile,
      counter,
      exposure: withDues(exposure),
      terms: settings,
      on: utcDay(who.now),
      own,
    });
    const decided = decide(facts, policy);
    const until = wish.until === undefined ? reservation.until : endOf(wish.until, who.now);
    const timing = {
      until,
      counted: isWithinHorizon(order, settings, utcDay(who.now)),
      deliveryDate: order.deliveryDate,
    };
    const to = { ...timing, dueAt: dueAtOf(timing, settings.horizonDays) };
    const move: Move = {
      id: wish.id, kind: 'amended', amountMinor: wish.amountMinor, at: who.now.toISOString(), by: who.principal.id,
    }; // biome-ignore format: a record
    // Refused before anything is written: what has ended cannot be amended.
    const amended = amend(reservation, to, move);
    const content = packDecision({ facts, ...decided });
    const row = checkRow(check, wish, { decided, content }, who);
    if (decided.decision !== 'approved') {
      await deps.checks.addCheck(row, () => changedEvent(row, 'amended', wish.id, who.now));
      return { check: row, isRepeated: false };
    }
    const next = { ...amended.next, moves: [...(amended.next.moves ?? [])] };
    const bounds = boundsOf(facts, policy);
    await write(
      deps,
      { profile, counter, check, row },
      next,
      amended.reservedMinor,
      shifted(bounds, own),
      who,
    );
    return { check: row, isRepeated: false };
  });
}

function assertSame(earlier: CreditCheckRow, key: ReservationKey, wish: AmendWish): CreditCheckRow {
  const isSame =
    earlier.amends === key.id &&
    earlier.amountMinor === wish.amountMinor &&
    earlier.until === wish.until &&
    earlier.deliveryDate === wish.deliveryDate;
  if (isSame) return earlier;
  throw refuse(
    'credit.id-reused',
    `The check ${wish.id} of ${key.customer} was asked for with other content.`,
  );
}

function ownShare({ counted, openMinor }: Reservation, { exposure }: CreditProfileRow): OwnShare {
  const reservedMinor = counted ? openMinor : 0n;
  return { reservedMinor, countedMinor: countedOrdersMinor(exposure, reservedMinor) };
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

function checkRow(
  { company, customer, id: amends, currency, reference }: CreditCheckRow,
  wish: AmendWish,
  of: {
    readonly decided: PolicyAnswer;
    readonly content: Uint8Array;
  },
  { principal, now }: Who,
): CreditCheckRow {
  return {
    company, customer, id: wish.id, amountMinor: wish.amountMinor, currency, reference, reserve: true, amends,
    ...(wish.until === undefined ? {} : { until: wish.until }),
    ...(wish.deliveryDate === undefined ? {} : { deliveryDate: wish.deliveryDate }),
    at: now.toISOString(), by: principal.id, decision: of.decided.decision,
    reasons: of.decided.reasons.map(({ code }) => code), policy: of.decided.policyVersion, content: of.content, version: 1,
  }; // biome-ignore format: a record
}

interface Amending {
  readonly profile: CreditProfileRow;
  readonly counter: CreditCounter;
  readonly check: CreditCheckRow;
  readonly row: CreditCheckRow;
}

async function write(
  { checks, newId }: AmendDeps,
  { profile, counter, check, row }: Amending,
  reservation: Reservation,
  reservedMinor: bigint,
  bounds: Bounds,
  { now }: Who,
): Promise<void> {
  const next: CreditCheckRow = { ...check, reservation, version: check.version + 1 };
  const countedMinor = countedOrdersMinor(profile.exposure, reservedMinor);
  const when = [
    { path: ['shared', 'terms'], is: '=' as const, value: counter.shared.terms },
    ...checks.withinBounds(profile, bounds),
  ];
  const event = checks.eventWrite(changedEvent(next, 'amended', newId('evt'), now));
  const together = [checks.checkWrite(row), event];
  await checks.changeReservation(profile, check, next, { reservedMinor, countedMinor }, { when, together });
}
