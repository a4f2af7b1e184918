import { INVERSE, isLinked, type SaidRelation, takenBy, UPWARDS } from '../domain/ticket/links.ts';
import { refuse } from '../errors.ts';
import type { TicketRow } from '../table/tickets.ts';
import { type ChangeTicketDeps, changeWrites, type Who } from './change-ticket.ts';

export interface TicketPair {
  readonly companyId: string;
  readonly ticketId: string;
  readonly relation: SaidRelation;
  /** The other one. */
  readonly other: string;
}

const MAX_LINKS = 100;
/** Steps up that are looked at for a circle. */
const MAX_STEPS = 50;

/** @throws tickets.unknown-ticket */
export async function loadTicket(
  { reader }: Pick<ChangeTicketDeps, 'reader'>,
  companyId: string,
  ticketId: string,
): Promise<TicketRow> {
  const row = await reader.loadTicket(companyId, ticketId);
  if (!row) throw refuse('tickets.unknown-ticket', `There is no ticket ${ticketId}.`);
  return row;
}

/**
 * Says how two tickets hang together; it stands on both, in one transaction. Said before, nothing is written.
 * @throws tickets.unknown-ticket, tickets.link-refused
 */
export function linkTickets(deps: ChangeTicketDeps, pair: TicketPair, who: Who): Promise<TicketRow> {
  const { ticketId, relation, other } = pair;
  if (ticketId === other) throw refuse('tickets.link-refused', 'A ticket is not linked to itself.');
  return deps.retryWhileContended(async () => {
    const [one, two] = await loadBoth(deps, pair);
    const link = { relation, ticketId: other };
    if (isLinked(one.links, link)) return one;
    await assertFree(deps, pair, one, two);
    const back = { relation: INVERSE[relation], ticketId };
    const [changed, inverse] = await Promise.all([
      changeWrites(deps, one, { happenings: [{ type: 'linked', ...link }] }, who),
      changeWrites(deps, two, { happenings: [{ type: 'linked', ...back }] }, who),
    ]);
    await deps.store.commit([...changed.writes, ...inverse.writes]);
    return changed.changed.row;
  });
}

/** @throws tickets.unknown-ticket */
export function unlinkTickets(deps: ChangeTicketDeps, pair: TicketPair, who: Who): Promise<TicketRow> {
  const { ticketId, relation, other } = pair;
  return deps.retryWhileContended(async () => {
    const [one, two] = await loadBoth(deps, pair);
    const link = { relation, ticketId: other };
    if (!isLinked(one.links, link)) return one;
    const back = { relation: INVERSE[relation], ticketId };
    const [changed, inverse] = await Promise.all([
      changeWrites(deps, one, { happenings: [{ type: 'unlinked', ...link }] }, who),
      changeWrites(deps, two, { happenings: [{ type: 'unlinked', ...back }] }, who),
    ]);
    await deps.store.commit([...changed.writes, ...inverse.writes]);
    return changed.changed.row;
  });
}

async function assertFree(
  deps: ChangeTicketDeps,
  { companyId, ticketId, relation, other }: TicketPair,
  one: TicketRow,
  two: TicketRow,
): Promise<void> {
  const taken =
    takenBy(one.links, { relation, ticketId: other }) ??
    takenBy(two.links, { relation: INVERSE[relation], ticketId });
  if (taken !== undefined)
    throw refuse('tickets.link-refused', `Ticket ${taken} has that place already; unlink it first.`);
  if (one.links.length >= MAX_LINKS || two.links.length >= MAX_LINKS)
    throw refuse('tickets.link-refused', `A ticket has at most ${MAX_LINKS} links.`);
  const upwards = UPWARDS[relation];
  await assertNoCircle(deps, companyId, upwards === relation ? [one, two] : [two, one], upwards);
}

function loadBoth(deps: ChangeTicketDeps, { companyId, ticketId, other }: TicketPair) {
  return Promise.all([loadTicket(deps, companyId, ticketId), loadTicket(deps, companyId, other)]);
}

/** Two who close a circle at the same moment from both sides write the same two tickets: one of them is outrun. */
async function assertNoCircle(
  { reader }: Pick<ChangeTicketDeps, 'reader'>,
  companyId: string,
  [lower, upper]: readonly [TicketRow, TicketRow],
  relation: 'parent' | 'duplicate-of' | 'caused-by',
): Promise<void> {
  let next = [upper];
  for (let steps = 0; next.length > 0 && steps < MAX_STEPS; steps += 1) {
    if (next.some(({ ticketId }) => ticketId === lower.ticketId))
      throw refuse('tickets.link-refused', `The ticket would be above itself (${relation}).`);
    const above = next.flatMap(({ links }) => links.filter((link) => link.relation === relation));
    const rows = await Promise.all(above.map((link) => reader.loadTicket(companyId, link.ticketId)));
    next = rows.filter((row) => row !== undefined);
  }
}
