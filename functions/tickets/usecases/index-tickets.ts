import type { TicketReader } from '../reader/tickets.ts';
import { type IndexTicketDeps, indexTicket } from './index-ticket.ts';

export interface IndexTicketsDeps extends IndexTicketDeps {
  readonly reader: IndexTicketDeps['reader'] & Pick<TicketReader, 'lastNumber'>;
}

export interface Indexed {
  /** Tickets up to this number were looked at. */
  readonly through: number;
  /** The last number that was given. */
  readonly last: number;
  /** Tickets whose terms were others than those that stood. */
  readonly changed: number;
}

/** Tickets of a call, and those that are looked at at once. */
const MOST_IN_A_CALL = 500;
const AT_ONCE = 10;

/**
 * Brings the index to where tickets stand, from a number on: those that are older than the index, or than what they are found by. Goes by
 * number, so that whoever calls goes on where the call before has ended; what stands as it should is only read.
 */
export async function indexTickets(
  deps: IndexTicketsDeps,
  companyId: string,
  after: number,
  hasTime: () => boolean,
): Promise<Indexed> {
  const last = await deps.reader.lastNumber(companyId);
  const end = Math.min(last, after + MOST_IN_A_CALL);
  let through = Math.min(after, last);
  let changed = 0;
  while (through < end && hasTime()) {
    const count = Math.min(AT_ONCE, end - through);
    const numbers = Array.from({ length: count }, (_, at) => String(through + at + 1));
    const isAnew = true;
    const moved = await Promise.all(numbers.map((id) => indexTicket(deps, companyId, id, isAnew)));
    changed += moved.filter(Boolean).length;
    through += count;
  }
  return { through, last, changed };
}
