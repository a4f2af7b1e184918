import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { countedOrdersMinor, includedMinor } from '../domain/components.ts';
import { componentsOf } from '../domain/gather-facts.ts';
import {
  type CaptureKind,
  capture,
  enterHorizon,
  expire,
  findMove,
  type Move,
  type Moved,
  release,
} from '../domain/reservation.ts';
import { refuse } from '../errors.ts';
import type { CreditReader } from '../reader.ts';
import type { CheckStore } from '../store/checks.ts';
import type { ExposureStore } from '../store/exposures.ts';
import type { CreditCheckRow, CreditExposureRow, CreditProfileRow, Reservation } from '../table.ts';
import type { Who } from './put-profile.ts';

export interface ReservationDeps {
  readonly reader: Pick<CreditReader, 'loadProfile' | 'loadCheck' | 'loadExposure' | 'loadSettings'>;
  readonly checks: CheckStore;
  readonly exposures: Pick<ExposureStore, 'exposureWrite'>;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

export interface ReservationKey {
  readonly company: string;
  readonly customer: string;
  readonly id: string;
}

/** Invoices that wait for the books, of one customer; what is more leaves the limit at once. */
const MAX_INVOICED = 50;

interface Standing {
  readonly check: CreditCheckRow;
  readonly reservation: Reservation;
  readonly profile: CreditProfileRow;
}

export interface MoveWish {
  /** Makes the move repeatable: the same id again changes nothing. */
  readonly moveId?: string | undefined;
  /** All that is reserved unless said. */
  readonly amountMinor?: bigint | undefined;
}

/** Gives back some or all that is reserved. @throws credit.reservation-ended, credit.more-than-reserved */
export function releaseReservation(deps: ReservationDeps, key: ReservationKey, wish: MoveWish, who: Who) {
  return changeStanding(deps, key, wish, async (standing) => {
    const move = moveOf(deps, 'released', wish, standing.reservation.openMinor, who);
    return commit(deps, standing, release(standing.reservation, move), 'released', who);
  });
}

export interface CaptureWish extends MoveWish {
  readonly into: CaptureKind;
  /** Of the invoice: what is captured counts on until the books have it. */
  readonly documentNumber?: string | undefined;
}

/** Some or all of it is delivered or invoiced. @throws credit.reservation-ended, credit.more-than-reserved */
export function captureReservation(deps: ReservationDeps, key: ReservationKey, wish: CaptureWish, who: Who) {
  return changeStanding(deps, key, wish, async (standing) => {
    const { openMinor, deliveredMinor = 0n } = standing.reservation;
    const all = wish.into === 'invoice' ? openMinor + deliveredMinor : openMinor;
    const move = moveOf(deps, 'captured', wish, all, who);
    const captured = capture(standing.reservation, move, wish.into);
    const { company, customer } = key;
    const seen = await deps.reader.loadExposure(company, customer);
    const next = exposureAfter(standing.profile, seen, captured, wish.documentNumber, who.now);
    const isTouched = captured.deliveriesMinor !== 0n || next.invoiced?.length !== seen?.invoiced?.length;
    const counted = (row: CreditExposureRow | undefined) =>
      includedMinor(componentsOf(row && { ...row, dues: [] }, 0n), standing.profile.exposure);
    const together = isTouched ? [deps.exposures.exposureWrite(seen, next)] : [];
    const moved = isTouched ? counted(next) - counted(seen) : 0n;
    return commit(deps, standing, captured, 'captured', who, { together, countedMinor: moved });
  });
}

function exposureAfter(
  { company, customer }: CreditProfileRow,
  seen: CreditExposureRow | undefined,
  { deliveriesMinor, invoicedMinor }: ReturnType<typeof capture>,
  document: string | undefined,
  now: Date,
): CreditExposureRow {
  const { invoiced = [] } = seen ?? {};
  const waits = document !== undefined && invoicedMinor > 0n && invoiced.length < MAX_INVOICED;
  const waiting = waits ? [...invoiced, { document, amountMinor: invoicedMinor, on: utcDay(now) }] : invoiced;
  const { invoiced: _, ...rest } = seen ?? {
    company, customer, openItemsMinor: 0n, prepaymentsMinor: 0n, deliveriesMinor: 0n, dunningLevel: 0,
    dues: new Uint8Array(), version: 0, at: now.toISOString(),
  }; // biome-ignore format: a record
  return {
    ...rest,
    ...(waiting.length ? { invoiced: waiting } : {}),
    deliveriesMinor: rest.deliveriesMinor + deliveriesMinor,
    version: rest.version + 1,
  };
}

/**
 * What the clock does to a reservation: ends it, or counts it from the day on which delivery comes within the horizon.
 * Anybody may come at any time: where there is nothing to do, nothing is done.
 */
export function ageReservation(
  deps: ReservationDeps,
  key: ReservationKey,
  now: Date,
): Promise<'expired' | 'counted' | undefined> {
  const who: Who = { principal: { id: 'schedule', kind: 'machine' }, now };
  return deps.retryWhileContended(async () => {
    const standing = await findStanding(deps, key);
    if (!standing) return undefined;
    const expired = expire(standing.reservation, now);
    if (expired) {
      await commit(deps, standing, expired, 'expired', who);
      return 'expired';
    }
    const { horizonDays } = await deps.reader.loadSettings(key.company);
    const counted = enterHorizon(standing.reservation, utcDay(now), horizonDays);
    if (!counted) return undefined;
    await commit(deps, standing, counted, undefined, who);
    return 'counted';
  });
}

async function findStanding(deps: ReservationDeps, key: ReservationKey): Promise<Standing | undefined> {
  const [check, profile] = await Promise.all([
    deps.reader.loadCheck(key.company, key.customer, key.id),
    deps.reader.loadProfile(key.company, key.customer),
  ]);
  if (!check?.reservation || !profile) return undefined;
  return { check, reservation: check.reservation, profile };
}

function changeStanding(
  deps: ReservationDeps,
  key: ReservationKey,
  { moveId }: MoveWish,
  change: (standing: Standing) => Promise<CreditCheckRow>,
): Promise<CreditCheckRow> {
  return deps.retryWhileContended(async () => {
    const standing = await findStanding(deps, key);
    if (!standing) throw refuse('credit.unknown-reservation', `${key.customer}~${key.id} is no reservation.`);
    // Made already: an attempt whose answer was lost, or the same request once more.
    if (moveId !== undefined && findMove(standing.reservation, moveId)) return standing.check;
    return change(standing);
  });
}

function moveOf(
  { newId }: ReservationDeps,
  kind: Move['kind'],
  { moveId, amountMinor }: MoveWish,
  allMinor: bigint,
  { principal, now }: Who,
): Move {
  const id = moveId ?? newId('mov');
  return { id, kind, amountMinor: amountMinor ?? allMinor, at: now.toISOString(), by: principal.id };
}

type Change = 'captured' | 'released' | 'amended' | 'expired';

async function commit(
  { checks, newId }: ReservationDeps,
  { check, profile }: Standing,
  { next, reservedMinor }: Moved,
  change: Change | undefined,
  { now }: Who,
  more: { readonly together: readonly Write[]; readonly countedMinor: bigint } = {
    together: [],
    countedMinor: 0n,
  },
): Promise<CreditCheckRow> {
  const countedMinor = countedOrdersMinor(profile.exposure, reservedMinor) + more.countedMinor;
  const reservation: Reservation = { ...next, moves: [...(next.moves ?? [])] };
  const row: CreditCheckRow = { ...check, reservation, version: check.version + 1 };
  const event = change ? [checks.eventWrite(changedEvent(row, change, newId('evt'), now))] : [];
  const together = [...event, ...more.together];
  await checks.changeReservation(profile, check, row, { reservedMinor, countedMinor }, { together });
  return row;
}

export function changedEvent(
  { company, customer, id, reservation }: CreditCheckRow,
  change: Change,
  eventId: string,
  now: Date,
) {
  const state = reservation?.state ?? 'RELEASED';
  const payload = { reservationId: `${customer}~${id}`, customerId: customer, change, state };
  return { company, eventId, type: 'reservation-changed' as const, payload, at: now.toISOString() };
}
