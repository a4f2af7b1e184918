import { hasFailed } from '../orders/order.ts';
import { type Actor, DONE_STATES, type Ticket, type TicketState } from './ticket.ts';

/** Where an agent may take a ticket from where it is. */
const STEPS: Readonly<Record<TicketState, readonly TicketState[]>> = {
  new: ['open', 'waiting-for-requester', 'waiting-for-third-party', 'planned', 'resolved', 'closed'],
  open: ['waiting-for-requester', 'waiting-for-third-party', 'planned', 'resolved', 'closed'],
  'waiting-for-requester': ['open', 'waiting-for-third-party', 'planned', 'resolved', 'closed'],
  'waiting-for-third-party': ['open', 'waiting-for-requester', 'planned', 'resolved', 'closed'],
  planned: ['open', 'waiting-for-requester', 'waiting-for-third-party', 'resolved', 'closed'],
  resolved: ['open', 'closed'],
  closed: ['open'],
};

/** Requesters say that a thing is done, or is not: nothing else. */
function requesterMay(from: TicketState, to: TicketState): boolean {
  return to === 'resolved' ? !DONE_STATES.has(from) : to === 'open' && DONE_STATES.has(from);
}

/** The states that somebody may take the ticket to. The help desk itself closes what is resolved, and opens what was planned. */
export function nextStates({ state }: Pick<Ticket, 'state'>, by: Actor['kind']): readonly TicketState[] {
  const steps = STEPS[state];
  if (by === 'requester') return steps.filter((to) => requesterMay(state, to));
  return steps;
}

/**
 * The state that a word of somebody brings about by itself: an answer of the requester ends its waiting and reopens what
 * was done, an agent's public word takes up what is new. An order that has failed stays closed.
 */
export function stateAfterArticle(
  { state, order }: Pick<Ticket, 'state' | 'order'>,
  by: Actor['kind'],
  isPublic: boolean,
): TicketState | undefined {
  if (!isPublic || hasFailed(order)) return undefined;
  if (by === 'agent') return state === 'new' ? 'open' : undefined;
  if (by !== 'requester') return undefined;
  return state === 'waiting-for-requester' || DONE_STATES.has(state) ? 'open' : undefined;
}
