import { refuse } from '../../errors.ts';
import type { TicketHappening } from '../ticket/events.ts';
import type { Ticket } from '../ticket/ticket.ts';
import {
  canBeFilled,
  currentStep,
  giveApproval,
  hasApproved,
  hasFailed,
  type Order,
  type PlacedOrder,
  pendingApprovers,
  place,
  replaceApprover,
} from './order.ts';

/**
 * What a new order does to its ticket: it waits for others while it waits for approvals, so that no clock runs.
 * @throws tickets.no-approvers
 */
export function placeOrder(placed: PlacedOrder): TicketHappening[] {
  const order = place(placed);
  if (!canBeFilled(order))
    throw refuse(
      'tickets.no-approvers',
      'There are not enough people who could approve it, besides those who ask for it.',
    );
  const asked = pendingApprovers(order);
  const ordered = { type: 'ordered' as const, ...placed, asked };
  return order.state === 'pending'
    ? [ordered, { type: 'state-changed', state: 'waiting-for-third-party' }]
    : [ordered];
}

/** @throws tickets.no-order, tickets.order-decided */
function pendingOrder({ order }: Ticket): Order {
  if (!order) throw refuse('tickets.no-order', 'Nothing was ordered with the ticket.');
  if (order.state !== 'pending') throw refuse('tickets.order-decided', `The order is ${order.state}.`);
  return order;
}

/** @throws tickets.no-order, tickets.order-decided, tickets.four-eyes, tickets.not-approver */
function orderToDecide(ticket: Ticket, principal: string): Order {
  const order = pendingOrder(ticket);
  if (order.excluded.includes(principal))
    throw refuse('tickets.four-eyes', 'Whoever asks for something does not approve it.');
  if (!pendingApprovers(order).includes(principal) && !hasApproved(order, principal))
    throw refuse('tickets.not-approver', 'The order does not wait for you.');
  return order;
}

/**
 * An approval; nothing where it was given before. The last one opens the ticket.
 * @throws tickets.needed-later, and what `orderToDecide` throws
 */
export function approve(ticket: Ticket, principal: string, at: string): TicketHappening[] {
  const order = orderToDecide(ticket, principal);
  const step = currentStep(order);
  if (step === undefined || hasApproved(order, principal)) return [];
  const next = giveApproval(order, { by: principal, step, at });
  if (!canBeFilled(next))
    throw refuse(
      'tickets.needed-later',
      'You are needed in a later step, and everybody counts once: somebody else has to approve this one.',
    );
  const asked = currentStep(next) === step ? [] : pendingApprovers(next);
  const given = { type: 'approval-given' as const, step, asked };
  return next.state === 'approved' ? [given, { type: 'state-changed', state: 'open' }] : [given];
}

/** A refusal, which closes the ticket; `said` is what the requester is told. @throws what `orderToDecide` throws */
export function refuseOrder(
  ticket: Ticket,
  principal: string,
  said: readonly TicketHappening[],
): TicketHappening[] {
  orderToDecide(ticket, principal);
  return [{ type: 'approval-refused' }, ...said, { type: 'state-changed', state: 'closed' }];
}

/** @throws tickets.no-order, tickets.order-decided */
export function withdrawOrder(ticket: Ticket, said: readonly TicketHappening[]): TicketHappening[] {
  pendingOrder(ticket);
  return [{ type: 'order-withdrawn' }, ...said, { type: 'state-changed', state: 'closed' }];
}

export interface Replacement {
  readonly from: string;
  readonly to: string;
}

/**
 * Puts somebody in the place of an approver. Not by who asks for the order, and nobody puts in himself.
 * @throws tickets.no-order, tickets.order-decided, tickets.four-eyes, tickets.not-approver, tickets.no-approvers
 */
export function replace(ticket: Ticket, { from, to }: Replacement, principal: string): TicketHappening[] {
  const order = pendingOrder(ticket);
  if (order.excluded.includes(principal) || order.excluded.includes(to) || to === principal)
    throw refuse(
      'tickets.four-eyes',
      'Whoever asks for something neither approves it nor says who does, and nobody names himself.',
    );
  const next = replaceApprover(order, from, to);
  const isNamed = order.steps.some(({ approvers }, step) => next.steps[step]?.approvers !== approvers);
  if (!isNamed) throw refuse('tickets.not-approver', `No approval of ${from} is missing.`);
  if (!canBeFilled(next))
    throw refuse('tickets.no-approvers', `With ${to} there are not enough people who could approve it.`);
  const were = pendingApprovers(order);
  const asked = pendingApprovers(next).filter((one) => !were.includes(one));
  return [{ type: 'approver-replaced', from, to, asked }];
}

/**
 * A ticket waits while its order does, and stays closed where it has failed: whatever else is done to the ticket.
 * @throws tickets.approval-pending, tickets.order-failed
 */
export function assertOrderHolds({ order, state }: Ticket): void {
  if (order?.state === 'pending' && state !== 'waiting-for-third-party')
    throw refuse('tickets.approval-pending', 'The ticket waits until its order is approved or withdrawn.');
  if (hasFailed(order) && state !== 'closed')
    throw refuse('tickets.order-failed', `The order was ${order?.state}: order anew.`);
}
