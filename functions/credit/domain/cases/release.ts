import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { amend, dueAtOf, type Move, type Moved, type Reserved } from '../reservation.ts';

export interface ReleaseTiming {
  readonly until: string;
  /** Whether it takes of the limit today: not while delivery lies beyond the horizon. */
  readonly counted: boolean;
  readonly deliveryDate?: CalendarDate | undefined;
}

/** The reservation of a released order: like any other, but marked. */
export function reserveReleased(
  amountMinor: bigint,
  timing: ReleaseTiming,
  horizonDays: number | undefined,
): Moved {
  const dueAt = dueAtOf(timing, horizonDays);
  return {
    next: { ...timing, state: 'RESERVED', openMinor: amountMinor, dueAt, override: true },
    reservedMinor: timing.counted ? amountMinor : 0n,
  };
}

/** The reservation of an order whose change was released. @throws credit.reservation-ended */
export function amendReleased(
  reserved: Reserved,
  timing: ReleaseTiming,
  horizonDays: number | undefined,
  move: Move,
): Moved {
  const moved = amend(
    reserved,
    { ...timing, deliveryDate: timing.deliveryDate, dueAt: dueAtOf(timing, horizonDays) },
    move,
  );
  return { ...moved, next: { ...moved.next, override: true } };
}
