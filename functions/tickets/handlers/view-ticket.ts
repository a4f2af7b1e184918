import type { Order } from '../domain/orders/order.ts';
import { openTasks } from '../domain/tasks/tasks.ts';
import type { ArticleView, TicketView } from '../routes/ticket-views.ts';
import type { TicketArticleRow, TicketRow } from '../table/tickets.ts';

export function viewTicket(row: TicketRow): TicketView {
  const { ticketId, title, kind, state, impact, urgency, priority, category, team, sla, assignee } = row;
  const { tags, fields, links, requesterId, requester, openedAt, changedAt, respondedAt } = row;
  const { plannedUntil, resolvedAt, closedAt, redactedAt } = row;
  const { reopened, articles, satisfaction, spentMinutes, deadlines, kept, version } = row;
  return {
    id: ticketId,
    number: Number(ticketId),
    title,
    kind,
    state,
    impact,
    urgency,
    priority,
    category,
    team,
    sla,
    assignee,
    tags,
    watchers: row.watchers ?? [],
    fields,
    links,
    requester: { id: requesterId, ...requester },
    openedAt,
    changedAt,
    respondedAt,
    plannedUntil,
    resolvedAt,
    closedAt,
    redactedAt,
    reopened,
    articles,
    satisfaction,
    solvedBy: row.solvedBy,
    spentMinutes,
    openTasks: openTasks(row.tasks).length,
    order: row.order && viewOrder(row.order),
    deadlines,
    kept,
    version,
  };
}

export function viewArticle(row: TicketArticleRow): ArticleView {
  const { article, kind, isPublic, at, by, from, text, html, files, origin, redactedAt } = row;
  const { cc, outgoingMailId, unsent, undeliverable, blockedUntil } = row;
  const mail = { cc, outgoingMailId, unsent, undeliverable, blockedUntil };
  return { article, kind, isPublic, at, by, from, text, html, files, origin, redactedAt, ...mail };
}

function viewOrder({ excluded: _, approvals, ...order }: Order): TicketView['order'] {
  return { ...order, approvals: approvals.map((given) => ({ ...given, step: given.step + 1 })) };
}
