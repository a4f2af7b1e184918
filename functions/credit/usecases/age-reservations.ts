import type { CreditReader } from '../reader.ts';
import { ageReservation, type ReservationDeps } from './change-reservation.ts';

export interface AgeDeps extends Omit<ReservationDeps, 'reader'> {
  readonly reader: ReservationDeps['reader'] & Pick<CreditReader, 'dueReservations'>;
}

export interface Aged {
  readonly expired: number;
  readonly counted: number;
}

/**
 * Ends the reservations whose time is over, and counts those whose delivery has come within the horizon. The index may
 * tell late or twice: each reservation is read again and changed conditionally, so a run may break off and be repeated.
 */
export async function ageReservations(deps: AgeDeps, company: string, now: Date): Promise<Aged> {
  let expired = 0;
  let counted = 0;
  for await (const { customer, id } of deps.reader.dueReservations(company, now.toISOString())) {
    const became = await ageReservation(deps, { company, customer, id }, now);
    if (became === 'expired') expired += 1;
    if (became === 'counted') counted += 1;
  }
  return { expired, counted };
}
