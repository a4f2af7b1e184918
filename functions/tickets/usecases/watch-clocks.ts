import { dueEscalations, openEscalations } from '../domain/sla/ticket-clocks.ts';
import type { TicketHappening } from '../domain/ticket/events.ts';
import { scheduledStep } from '../domain/ticket/scheduled-steps.ts';
import type { Promises, SlaReader } from '../reader/slas.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { SlaStore } from '../store/slas.ts';
import type { TicketRow } from '../table/tickets.ts';
import { type ChangeTicketDeps, changeTicket } from './change-ticket.ts';
import { readClocks, ticketTimes } from './read-clocks.ts';

export interface WatchClocksDeps extends Omit<ChangeTicketDeps, 'reader'> {
  readonly reader: ChangeTicketDeps['reader'] &
    Pick<TicketReader, 'allDue' | 'listTickets'> &
    Pick<SlaReader, 'loadPromises' | 'loadClockState'>;
  readonly slas: Pick<SlaStore, 'moveState'>;
}

export const CLOCK_ACTOR = { kind: 'system', id: 'clock' } as const;

/** Tickets that are looked at in one page of the walk. */
const PAGE = 100;

/**
 * Tells what is due of deadlines (a warning, a breach, a repetition) and takes the steps that tickets take by themselves, as events of the ticket. Told once for each step of each
 * deadline, whoever runs it how often; of several steps missed meanwhile the highest.
 */
export async function escalateDue(
  deps: WatchClocksDeps,
  companyId: string,
  now: Date,
  onFailure: (companyId: string, error: unknown) => void,
): Promise<number> {
  const promises = await deps.reader.loadPromises(companyId);
  let told = 0;
  for await (const { ticketId } of deps.reader.allDue(companyId, now.toISOString())) {
    try {
      const { row } = await changeTicket(
        { ...deps, timesOf: async (_, ticket) => ticketTimes(ticket, promises) },
        { companyId, ticketId },
        { by: CLOCK_ACTOR, now },
        (seen) => ({ happenings: [...escalationsOf(seen, promises, now), ...stepsOf(seen, now)] }),
      );
      told += row.changedAt === now.toISOString() ? 1 : 0;
    } catch (error) {
      onFailure(companyId, error);
    }
  }
  return told;
}

function stepsOf(seen: TicketRow, now: Date): TicketHappening[] {
  const step = scheduledStep(seen);
  return step && step.at <= now.toISOString() ? [{ type: 'state-changed', state: step.state }] : [];
}

function escalationsOf(seen: TicketRow, promises: Promises, now: Date) {
  const { clocks } = readClocks(seen, promises);
  const open = openEscalations(clocks, seen.told);
  return dueEscalations(open, now.toISOString()).map(({ clock, step, deadline }) => ({
    type: 'escalated' as const,
    clock,
    step,
    deadline,
  }));
}

/** A change of a ticket that was under way has read the promises of before: what was walked sooner is walked again. */
const UNDER_WAY_MILLISECONDS = 150_000;

/**
 * Brings the deadlines of open tickets in line with calendars and promises that have changed. Where the time is over, the next run
 * goes on; what changes meanwhile begins anew.
 * @returns whether all is followed
 */
export async function followPromises(
  deps: WatchClocksDeps,
  companyId: string,
  now: Date,
  hasTime: () => boolean,
): Promise<boolean> {
  let state = await deps.reader.loadClockState(companyId);
  if (state.followed === state.changes) return true;
  const promises = await deps.reader.loadPromises(companyId);
  const isSame = state.walking === state.changes;
  const walkingSince = (isSame ? state.walkingSince : undefined) ?? now.toISOString();
  let after = isSame ? state.after : undefined;
  while (hasTime()) {
    const { items, next } = await deps.reader.listTickets(
      companyId,
      { phase: 'OPEN' },
      {
        limit: PAGE,
        after,
      },
    );
    for (const { ticketId } of items) await retime(deps, companyId, ticketId, promises);
    const { changes, changedAt, followed } = state;
    const base = { companyId, changes, changedAt };
    const isSettled =
      changedAt === undefined || Date.parse(walkingSince) - Date.parse(changedAt) >= UNDER_WAY_MILLISECONDS;
    const moved = next
      ? { ...base, followed, walking: changes, walkingSince, after: next }
      : { ...base, followed: isSettled ? changes : followed };
    await deps.slas.moveState(state, moved);
    if (!next) return isSettled;
    state = moved;
    after = next;
  }
  return false;
}

/** Reads the clocks of one ticket anew; no event, for nothing has happened to it. */
function retime(
  { reader, store, retryWhileContended }: WatchClocksDeps,
  companyId: string,
  ticketId: string,
  promises: Promises,
): Promise<void> {
  return retryWhileContended(async () => {
    const seen = await reader.loadTicket(companyId, ticketId);
    if (!seen) return;
    const times = ticketTimes(seen, promises);
    const { deadlines, kept, dueAt } = seen;
    if (JSON.stringify(times) === JSON.stringify({ deadlines, kept, dueAt })) return;
    await store.commit([
      store.changeTicket(seen, { ...seen, ...times }),
      store.setDue({ companyId, ticketId, at: times.dueAt }),
    ]);
  });
}
