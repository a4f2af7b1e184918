import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import * as routes from '../routes/ticket-joins.ts';
import type { TicketRow } from '../table/tickets.ts';
import { linkTickets, unlinkTickets } from '../usecases/link-tickets.ts';
import { type Merged, mergeTickets } from '../usecases/merge-tickets.ts';
import { splitTicket } from '../usecases/split-ticket.ts';
import { actorOf } from './tickets.ts';
import { viewTicket } from './view-ticket.ts';

/** How tickets hang together, become one, or two. */
export function joinBindings(deps: Tickets): readonly Binding[] {
  const shown = (row: TicketRow) => ok(viewTicket(row), etagOf(row.version));
  const joined = ({ row, notWatching }: Merged) =>
    ok({ ...viewTicket(row), notWatching }, etagOf(row.version));
  const opened = (row: TicketRow) =>
    created(viewTicket(row), `/companies/${row.companyId}/tickets/${row.ticketId}`, etagOf(row.version));
  return [
    on(routes.postLink, async ({ params, body, principal, membership, now }) => {
      const pair = { ...params, relation: body.relation, other: body.ticketId };
      return shown(await linkTickets(deps, pair, { by: actorOf(principal, membership), now }));
    }),
    on(routes.deleteLink, async ({ params, principal, membership, now }) =>
      shown(await unlinkTickets(deps, params, { by: actorOf(principal, membership), now })),
    ),
    on(routes.mergeTicket, async ({ params, body, principal, membership, headers, now, idempotency }) => {
      const who = { by: actorOf(principal, membership), now, headers };
      const merged = await mergeTickets(deps, { ...params, into: body.into }, who, (done) =>
        idempotency ? [idempotency.writeFor(joined(done))] : [],
      );
      return joined(merged);
    }),
    on(routes.splitTicket, async ({ params, body, principal, membership, now, idempotency }) => {
      const who = { by: actorOf(principal, membership), now };
      const { row } = await splitTicket(deps, { ...params, ...body }, who, (split) =>
        idempotency ? [idempotency.writeFor(opened(split.row))] : [],
      );
      return opened(row);
    }),
  ];
}
