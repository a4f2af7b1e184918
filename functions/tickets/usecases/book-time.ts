import { refuse as refuseRequest } from '../../../shared/http/errors.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Days } from '../domain/figures/days.ts';
import type { TicketHappening } from '../domain/ticket/events.ts';
import { dayFault, MAX_ENTRIES } from '../domain/ticket/time.ts';
import { refuse } from '../errors.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { TicketTimeRow } from '../table/time.ts';
import { type Changed, type ChangeTicketDeps, changeTicket, type Who } from './change-ticket.ts';

export interface BookTimeDeps extends Omit<ChangeTicketDeps, 'reader'> {
  readonly reader: ChangeTicketDeps['reader'] & Pick<TicketReader, 'loadTime'>;
  readonly daysOf: (companyId: string) => Promise<Days>;
}

interface Place {
  readonly companyId: string;
  readonly ticketId: string;
}

export interface TimeWish {
  readonly minutes: number;
  /** Today, unless said. */
  readonly on?: string | undefined;
  /** Whose time it was: of who books it, unless said. */
  readonly agent?: string | undefined;
  readonly activity?: string | undefined;
  readonly note?: string | undefined;
  /** A booking that is taken back, and in the place of which this one stands. */
  readonly replaces?: number | undefined;
}

export interface Booker extends Who {
  /** Whether the time of others is theirs to book. */
  readonly mayManage: boolean;
}

export interface BookedTime {
  readonly row: Changed['row'];
  readonly time: TicketTimeRow;
}

/**
 * Books work on a ticket; with `replaces` in the place of another booking, in one transaction.
 * @throws tickets.unknown-ticket, tickets.invalid-time, tickets.unknown-time, tickets.too-many, platform.forbidden
 */
export async function bookTime(
  deps: BookTimeDeps,
  place: Place,
  wish: TimeWish,
  booker: Booker,
  together: (booked: BookedTime) => readonly Write[] = () => [],
): Promise<BookedTime> {
  const { now, by } = booker;
  const today = (await deps.daysOf(place.companyId)).dayOf(now.toISOString());
  const { minutes, on: day = today, agent = by.id, activity, note, replaces } = wish;
  assertOwn(agent, booker);
  const fault = dayFault(day, today);
  if (fault)
    throw refuse('tickets.invalid-time', `The day ${fault}.`, {
      errors: [{ pointer: '/on', detail: fault }],
    });
  let time: TicketTimeRow | undefined;
  let replaced: TicketTimeRow | undefined;
  const bookedOf = (row: Changed['row']): BookedTime => ({ row, time: time as TicketTimeRow });
  const { row } = await changeTicket(
    deps,
    place,
    booker,
    async ({ timeEntries }) => {
      if (timeEntries >= MAX_ENTRIES)
        throw refuse('tickets.too-many', `Time is booked at most ${MAX_ENTRIES} times on a ticket.`);
      const entry = timeEntries + 1;
      const at = now.toISOString();
      replaced = replaces === undefined ? undefined : await standing(deps, place, replaces, booker);
      time = { ...place, entry, minutes, day, agent, activity, note, replaces, at, by: by.id };
      return {
        happenings: [
          ...(replaced ? [takenBack(replaced)] : []),
          { type: 'time-spent', entry, minutes, day, agent },
        ],
      };
    },
    (changed) => [
      ...(replaced ? [deps.store.takeBackTime(replaced, { at: now.toISOString(), by: by.id })] : []),
      deps.store.addTime(bookedOf(changed.row).time),
      ...together(bookedOf(changed.row)),
    ],
  );
  return bookedOf(row);
}

/**
 * Takes a booking back; taken back before, nothing happens. It stays in the list, and no longer in sums and figures.
 * @throws tickets.unknown-ticket, tickets.unknown-time, platform.forbidden
 */
export async function takeBackTime(
  deps: BookTimeDeps,
  place: Place,
  entry: number,
  booker: Booker,
): Promise<void> {
  let time: TicketTimeRow | undefined;
  await changeTicket(
    deps,
    place,
    booker,
    async () => {
      const found = await loadTime(deps, place, entry);
      assertOwn(found.agent, booker);
      time = found.takenBack ? undefined : found;
      return { happenings: time ? [takenBack(time)] : [] };
    },
    () => (time ? [deps.store.takeBackTime(time, { at: booker.now.toISOString(), by: booker.by.id })] : []),
  );
}

function takenBack({ entry, minutes }: TicketTimeRow): TicketHappening {
  return { type: 'time-taken-back', entry, minutes };
}

async function standing(
  deps: BookTimeDeps,
  place: Place,
  entry: number,
  booker: Booker,
): Promise<TicketTimeRow> {
  const found = await loadTime(deps, place, entry);
  assertOwn(found.agent, booker);
  if (found.takenBack)
    throw refuse('tickets.invalid-time', `Booking ${entry} was taken back.`, {
      errors: [{ pointer: '/replaces', detail: 'must be a booking that stands' }],
    });
  return found;
}

async function loadTime(
  { reader }: BookTimeDeps,
  { companyId, ticketId }: Place,
  entry: number,
): Promise<TicketTimeRow> {
  const found = await reader.loadTime(companyId, ticketId, entry);
  if (!found) throw refuse('tickets.unknown-time', `The ticket has no booking ${entry}.`);
  return found;
}

/** Agents book their own time; who books that of others runs the help desk. */
function assertOwn(agent: string, { by, mayManage }: Booker): void {
  if (agent === by.id || mayManage) return;
  throw refuseRequest(
    'platform.forbidden',
    'The time of others is booked with the permission tickets.manage.',
  );
}
