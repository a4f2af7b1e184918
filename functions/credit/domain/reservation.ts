import { addDays, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { refuse } from '../errors.ts';

export type ReservationState = 'RESERVED' | 'CAPTURED' | 'RELEASED' | 'EXPIRED';
export type MoveKind = 'captured' | 'released' | 'amended' | 'expired' | 'counted';

/** What happened to a reservation; the same id again is the same move. */
export interface Move {
  readonly id: string;
  readonly kind: MoveKind;
  readonly amountMinor: bigint;
  readonly at: string;
  readonly by: string;
}

/** An amount of a limit that is kept for an order. */
export interface Reserved {
  readonly state: ReservationState;
  /** Still reserved. */
  readonly openMinor: bigint;
  /** Delivered, and not invoiced yet. */
  readonly deliveredMinor?: bigint | undefined;
  /** Whether it takes of the limit: not while delivery lies beyond the horizon. */
  readonly counted: boolean;
  readonly until: string;
  readonly deliveryDate?: CalendarDate | undefined;
  /** When somebody has to look: at its end, or when delivery comes within the horizon. */
  readonly dueAt: string;
  readonly moves?: readonly Move[] | undefined;
  /** A person released it over the rules. */
  readonly override?: boolean | undefined;
}

/** Moves that one reservation remembers; an order has a handful of deliveries. */
export const MAX_MOVES = 60;

export const STANDARD_DAYS = 30;
export const MAX_DAYS = 400;
const DAY_MILLISECONDS = 86_400_000;

/** When a reservation ends by itself. @throws credit.invalid-check */
export function endOf(until: string | undefined, now: Date): string {
  if (until === undefined) return new Date(now.getTime() + STANDARD_DAYS * DAY_MILLISECONDS).toISOString();
  const end = new Date(until);
  const days = (end.getTime() - now.getTime()) / DAY_MILLISECONDS;
  if (days > 0 && days <= MAX_DAYS) return end.toISOString();
  const detail = `A reservation ends in the future, and within ${MAX_DAYS} days.`;
  throw refuse('credit.invalid-check', detail, { errors: [{ pointer: '/expiresAt', detail }] });
}

/** When delivery comes within the horizon, or the end where that is earlier. */
export function dueAtOf(
  { until, counted, deliveryDate }: Pick<Reserved, 'until' | 'counted' | 'deliveryDate'>,
  horizonDays: number | undefined,
): string {
  if (counted || deliveryDate === undefined || horizonDays === undefined) return until;
  const enters = `${addDays(deliveryDate, -horizonDays)}T00:00:00.000Z`;
  return enters < until ? enters : until;
}

/** By how much the counter changes with a move. */
export interface Moved {
  readonly next: Reserved;
  /** Added to what is reserved and counted; negative where something is given back. */
  readonly reservedMinor: bigint;
}

/** The move of that id, where it has been made already. */
export function findMove({ moves = [] }: Reserved, id: string): Move | undefined {
  return moves.find((move) => move.id === id);
}

function withMove(reserved: Reserved, move: Move): readonly Move[] {
  const { moves = [] } = reserved;
  if (moves.length < MAX_MOVES) return [...moves, move];
  throw refuse('credit.reservation-ended', `A reservation takes ${MAX_MOVES} changes at most.`);
}

function assertReserved({ state }: Reserved): void {
  if (state === 'RESERVED') return;
  throw refuse('credit.reservation-ended', `Nothing is reserved any more: it is ${state}.`);
}

/** What is left stays reserved; when nothing is, it has ended: captured where anything of it was. */
function stateOf(openMinor: bigint, moves: readonly Move[]): ReservationState {
  if (openMinor > 0n) return 'RESERVED';
  return moves.some(({ kind }) => kind === 'captured') ? 'CAPTURED' : 'RELEASED';
}

function assertEnough(leftMinor: bigint): void {
  if (leftMinor >= 0n) return;
  const detail = 'More is to be taken than is reserved.';
  throw refuse('credit.more-than-reserved', detail, { errors: [{ pointer: '/amount', detail }] });
}

/** Gives back some or all that is reserved. @throws credit.reservation-ended, credit.more-than-reserved */
export function release(reserved: Reserved, move: Move): Moved {
  assertReserved(reserved);
  const openMinor = reserved.openMinor - move.amountMinor;
  assertEnough(openMinor);
  const moves = withMove(reserved, move);
  return {
    next: { ...reserved, state: stateOf(openMinor, moves), openMinor, moves },
    reservedMinor: reserved.counted ? -move.amountMinor : 0n,
  };
}

/** Where what is captured goes: goods leave the house, or their invoice is written. */
export type CaptureKind = 'delivery' | 'invoice';

export interface Captured extends Moved {
  readonly deliveriesMinor: bigint;
  readonly invoicedMinor: bigint;
}

/**
 * Some or all of it is delivered or invoiced. An invoice takes what is delivered first, then what is reserved, and so may
 * come after everything has been delivered.
 * @throws credit.reservation-ended, credit.more-than-reserved
 */
export function capture(reserved: Reserved, move: Move, into: CaptureKind): Captured {
  const { deliveredMinor = 0n, counted } = reserved;
  if (into === 'delivery' || deliveredMinor === 0n) assertReserved(reserved);
  const { amountMinor } = move;
  const fromDelivered =
    into === 'delivery' ? 0n : deliveredMinor < amountMinor ? deliveredMinor : amountMinor;
  const fromReserved = amountMinor - fromDelivered;
  const openMinor = reserved.openMinor - fromReserved;
  assertEnough(openMinor);
  const moves = withMove(reserved, move);
  const deliveriesMinor = into === 'delivery' ? amountMinor : -fromDelivered;
  return {
    next: {
      ...reserved,
      state: reserved.state === 'RESERVED' ? stateOf(openMinor, moves) : reserved.state,
      openMinor,
      deliveredMinor: deliveredMinor + deliveriesMinor,
      moves,
    },
    reservedMinor: counted ? -fromReserved : 0n,
    deliveriesMinor,
    invoicedMinor: into === 'invoice' ? amountMinor : 0n,
  };
}

/** Ends it where its time is over; undefined where it is not, or where it has ended otherwise. */
export function expire(reserved: Reserved, now: Date): Moved | undefined {
  if (reserved.state !== 'RESERVED' || reserved.until > now.toISOString()) return undefined;
  const { openMinor, counted, moves = [] } = reserved;
  const move: Move = {
    id: 'expiry', kind: 'expired', amountMinor: openMinor, at: now.toISOString(), by: 'schedule',
  }; // biome-ignore format: a record
  return {
    next: { ...reserved, state: 'EXPIRED', openMinor: 0n, moves: [...moves, move] },
    reservedMinor: counted ? -openMinor : 0n,
  };
}

/** Counts it from the day on which delivery comes within the horizon, whatever is left of the limit. */
export function enterHorizon(
  reserved: Reserved,
  on: CalendarDate,
  horizonDays: number | undefined,
): Moved | undefined {
  const { state, counted, deliveryDate, openMinor } = reserved;
  if (state !== 'RESERVED' || counted) return undefined;
  const isWithin =
    horizonDays === undefined || deliveryDate === undefined || deliveryDate <= addDays(on, horizonDays);
  if (!isWithin) return undefined;
  return { next: { ...reserved, counted: true, dueAt: reserved.until }, reservedMinor: openMinor };
}

/** Another amount, day of delivery or end, as a new check has approved it, or as less of it is needed. */
export function amend(
  reserved: Reserved,
  to: Pick<Reserved, 'until' | 'counted' | 'deliveryDate' | 'dueAt'>,
  move: Move,
): Moved {
  assertReserved(reserved);
  const moves = withMove(reserved, move);
  const before = reserved.counted ? reserved.openMinor : 0n;
  const after = to.counted ? move.amountMinor : 0n;
  return {
    next: { ...reserved, ...to, openMinor: move.amountMinor, moves },
    reservedMinor: after - before,
  };
}
