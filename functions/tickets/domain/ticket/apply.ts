import { invariant } from '../../../../shared/kernel/errors.ts';
import { giveApproval, type Order, place, replaceApprover } from '../orders/order.ts';
import { priorityOf } from '../priority.ts';
import { addTasks, changeTask, dropTasks, openedIn } from '../tasks/tasks.ts';
import type { TicketEvent, TicketHappening } from './events.ts';
import { DONE_STATES, type Solution, type Ticket, type TicketState, WAITING_STATES } from './ticket.ts';

type Named = Extract<TicketHappening, { type: 'solution-named' }>;
type Opened = Extract<TicketHappening, { type: 'opened' }>;

/** A ticket with its next event; `undefined` before the first one, which opens it. */
export function apply(ticket: Ticket | undefined, event: TicketEvent): Ticket {
  const { what, at } = event;
  if (what.type === 'opened') {
    invariant(!ticket, 'a ticket is opened once');
    return open(what, at);
  }
  invariant(ticket, 'the first event of a ticket opens it');
  const version = ticket.version + 1;
  const steadySince = isOfWatchers(what) ? (ticket.steadySince ?? ticket.version) : undefined;
  const next = { ...ticket, ...change(ticket, event), version, steadySince, changedAt: at };
  return next.tasks === ticket.tasks
    ? next
    : { ...next, tasks: openedIn(version, ticket.tasks, next.tasks ?? []) };
}

function isOfWatchers({ type }: TicketHappening): boolean {
  return type === 'watched' || type === 'unwatched' || type === 'watchers-added';
}

/** The ticket that a history makes. */
export function fold(events: readonly TicketEvent[]): Ticket {
  let ticket: Ticket | undefined;
  for (const event of events) ticket = apply(ticket, event);
  invariant(ticket, 'a ticket without events');
  return ticket;
}

function open({ requesterId, kind, impact, urgency, category, team, sla }: Opened, at: string): Ticket {
  return {
    version: 1,
    kind,
    state: 'new',
    impact,
    urgency,
    priority: priorityOf({ impact, urgency }),
    isPrioritySet: false,
    category,
    team,
    sla,
    tags: [],
    links: [],
    requesterId,
    openedAt: at,
    changedAt: at,
    articles: 0,
    askedAt: at,
    reopened: 0,
    waits: [],
    told: {},
    spentMinutes: 0,
    timeEntries: 0,
  };
}

function change(ticket: Ticket, { what, at, by }: TicketEvent): Partial<Ticket> {
  switch (what.type) {
    case 'opened':
    case 'retitled':
    case 'fields-changed':
    case 'undeliverable':
      return {};
    case 'redacted':
      return what.all ? { redactedAt: at } : {};
    case 'article-added': {
      const { article: articles, isPublic } = what;
      if (!isPublic || what.from) return { articles };
      // Who opens a ticket for somebody has not answered it.
      if (by.kind !== 'agent' || what.kind === 'message') return { articles, askedAt: ticket.askedAt ?? at };
      return {
        articles,
        respondedAt: ticket.respondedAt ?? at,
        lastAnswerAt: at,
        askedAt: undefined,
      };
    }
    case 'state-changed':
      return {
        ...enter(ticket, what.state, at),
        plannedUntil: what.state === 'planned' ? what.until : undefined,
      };
    case 'assigned':
      return {
        ...(what.team !== undefined && { team: what.team ?? undefined }),
        ...(what.assignee !== undefined && { assignee: what.assignee ?? undefined }),
      };
    case 'classified':
      return classify(ticket, what);
    case 'escalated': {
      const { clock, step, deadline } = what;
      return { told: { ...ticket.told, [clock]: { deadline, step } } };
    }
    case 'tagged': {
      const kept = ticket.tags.filter((tag) => !what.remove.includes(tag));
      return { tags: [...new Set([...kept, ...what.add])] };
    }
    case 'watched':
      return { watchers: [...(ticket.watchers ?? []), what.watcher] };
    case 'watchers-added':
      return { watchers: [...(ticket.watchers ?? []), ...what.watchers] };
    case 'unwatched':
      return { watchers: ticket.watchers?.filter((one) => one !== what.watcher) };
    case 'survey-sent':
      return { satisfaction: { askedAt: at } };
    case 'rated':
      return {
        satisfaction: { askedAt: ticket.satisfaction?.askedAt ?? at, rating: what.rating, ratedAt: at },
      };
    case 'time-spent':
      return { spentMinutes: ticket.spentMinutes + what.minutes, timeEntries: what.entry };
    case 'time-taken-back':
      return { spentMinutes: ticket.spentMinutes - what.minutes };
    case 'linked':
      return { links: [...ticket.links, { relation: what.relation, ticketId: what.ticketId }] };
    case 'unlinked':
      return {
        links: ticket.links.filter(
          ({ relation, ticketId }) => relation !== what.relation || ticketId !== what.ticketId,
        ),
      };
    case 'solution-named':
      return { solvedBy: solution(ticket, what, at) };
    case 'solution-dropped':
      return { solvedBy: undefined };
    case 'tasks-added':
      return { tasks: addTasks(ticket.tasks, what.tasks) };
    case 'task-changed':
      return { tasks: changeTask(ticket.tasks, what) };
    case 'tasks-dropped':
      return { tasks: dropTasks(ticket.tasks, what.tasks) };
    case 'ordered': {
      const { type: _, asked: __, ...placed } = what;
      return { order: place(placed) };
    }
    case 'approval-given':
      return { order: giveApproval(orderOf(ticket), { by: by.id, step: what.step, at }) };
    case 'approval-refused':
      return { order: { ...orderOf(ticket), state: 'refused' } };
    case 'order-withdrawn':
      return { order: { ...orderOf(ticket), state: 'withdrawn' } };
    case 'approver-replaced':
      return { order: replaceApprover(orderOf(ticket), what.from, what.to) };
  }
}

function enter(ticket: Ticket, state: TicketState, at: string): Partial<Ticket> {
  const { waits, resolvedAt, reopened } = ticket;
  const last = waits.at(-1);
  const isWaiting = last !== undefined && last.to === undefined;
  const waitsNow = WAITING_STATES.has(state);
  const wasDone = DONE_STATES.has(ticket.state);
  const isDone = DONE_STATES.has(state);
  const before = wasDone && !isDone && resolvedAt ? [...waits, { from: resolvedAt, to: at }] : waits;
  const next =
    isWaiting && !waitsNow
      ? [...waits.slice(0, -1), { ...last, to: at }]
      : waitsNow && !isWaiting
        ? [...before, { from: at }]
        : before;
  return {
    state,
    waits: next,
    resolvedAt: isDone ? (wasDone ? resolvedAt : at) : undefined,
    closedAt: state === 'closed' ? at : undefined,
    reopened: wasDone && !isDone ? reopened + 1 : reopened,
    ...(isDone && { askedAt: undefined }),
  };
}

function classify(ticket: Ticket, what: Extract<TicketHappening, { type: 'classified' }>): Partial<Ticket> {
  const { impact = ticket.impact, urgency = ticket.urgency, kind = ticket.kind } = what;
  const isPrioritySet = what.priority === undefined ? ticket.isPrioritySet : what.priority !== null;
  const set = what.priority ?? ticket.priority;
  return {
    kind,
    impact,
    urgency,
    isPrioritySet,
    priority: isPrioritySet ? set : priorityOf({ impact, urgency }),
    ...(what.category !== undefined && { category: what.category ?? undefined }),
    ...(what.sla !== undefined && { sla: what.sla ?? undefined }),
  };
}

/** Another text of the same article: since when that one is named stays, as it has counted there. */
function solution({ solvedBy }: Ticket, { articleId, text }: Named, at: string): Solution {
  return { articleId, text, at: solvedBy?.articleId === articleId ? solvedBy.at : at };
}

function orderOf({ order }: Ticket): Order {
  invariant(order, 'what is decided was ordered');
  return order;
}
