import { MAX_WATCHERS, unwatch, watch } from '../domain/ticket/watchers.ts';
import { refuse } from '../errors.ts';
import type { TicketRow } from '../table/tickets.ts';
import { type ChangeTicketDeps, changeTicket, type Who } from './change-ticket.ts';
import type { FitToDeskDeps } from './fit-to-desk.ts';
import { isAgent } from './keep-desk.ts';

interface Watching {
  readonly companyId: string;
  readonly ticketId: string;
  readonly watcher: string;
}

/**
 * Has an agent told of the answers of a ticket.
 * @throws tickets.unknown-ticket, tickets.unknown-agent, tickets.too-many
 */
export async function watchTicket(
  deps: ChangeTicketDeps & Pick<FitToDeskDeps, 'companies'>,
  { watcher, ...place }: Watching,
  who: Who,
): Promise<TicketRow> {
  if (!(await isAgent(deps, place.companyId, watcher)))
    throw refuse('tickets.unknown-agent', `${watcher} may not work on tickets here, and cannot watch one.`);
  const { row } = await changeTicket(deps, place, who, (seen) => {
    const happenings = watch(seen, watcher);
    if (!happenings)
      throw refuse('tickets.too-many', `A ticket is watched by at most ${MAX_WATCHERS} agents.`);
    return { happenings };
  });
  return row;
}

/** @throws tickets.unknown-ticket */
export async function unwatchTicket(
  deps: ChangeTicketDeps,
  { watcher, ...place }: Watching,
  who: Who,
): Promise<TicketRow> {
  const { row } = await changeTicket(deps, place, who, (seen) => ({ happenings: unwatch(seen, watcher) }));
  return row;
}
