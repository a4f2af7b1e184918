import { mayWith } from '../../../shared/access.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import * as routes from '../routes/orders.ts';
import type { TicketRow } from '../table/tickets.ts';
import {
  approveOrder,
  listWaitingOrders,
  replaceApprover,
  takeBack,
  turnDown,
} from '../usecases/decide-order.ts';
import { orderItem } from '../usecases/order-item.ts';
import { actorOf } from './tickets.ts';
import { viewTicket } from './view-ticket.ts';

/** Orders from the catalogue, and who approves them. */
export function orderBindings(deps: Tickets): readonly Binding[] {
  const shown = (row: TicketRow) => ok(viewTicket(row), etagOf(row.version));
  const opened = (row: TicketRow) =>
    created(viewTicket(row), `/companies/${row.companyId}/tickets/${row.ticketId}`, etagOf(row.version));
  return [
    on(routes.postOrder, async ({ params, body, principal, membership, now, idempotency }) => {
      const { requester, ...wish } = body;
      const { principal: requesterPrincipal, ...person } = requester;
      const { row } = await orderItem(
        deps,
        { ...params, ...wish, requester: person, requesterPrincipal },
        { by: actorOf(principal, membership), now },
        (changed) => (idempotency ? [idempotency.writeFor(opened(changed.row))] : []),
      );
      return opened(row);
    }),
    on(routes.listApprovals, async (request) => {
      const { params, principal } = request;
      const paging = pagingOf(routes.listApprovals.id, request);
      const { items, next } = await listWaitingOrders(deps, params.companyId, principal.id, paging);
      return ok(paging.page(items, next));
    }),
    on(routes.postApproval, async ({ params, body, principal, membership, now }) => {
      const who = { by: actorOf(principal, membership), now };
      const row =
        body.decision === 'approved'
          ? await approveOrder(deps, params, who)
          : await turnDown(deps, params, body.reason, who);
      return ok({ ticketId: row.ticketId, order: viewTicket(row).order });
    }),
    on(routes.postWithdrawal, async ({ params, body, principal, membership, now }) => {
      const isAgent = membership !== undefined && mayWith(membership.roles, 'tickets.work');
      const who = { by: actorOf(principal, membership), now };
      return shown(await takeBack(deps, params, body.reason, isAgent, who));
    }),
    on(routes.postApprover, async ({ params, body, principal, membership, now }) =>
      shown(await replaceApprover(deps, params, body, { by: actorOf(principal, membership), now })),
    ),
  ];
}
