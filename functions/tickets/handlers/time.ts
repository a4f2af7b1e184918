import { type Membership, mayWith, type Principal } from '../../../shared/access.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, noContent, ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import * as routes from '../routes/time.ts';
import type { TicketTimeRow } from '../table/time.ts';
import { type BookedTime, type Booker, bookTime, takeBackTime } from '../usecases/book-time.ts';
import { actorOf } from './tickets.ts';
import { viewTicket } from './view-ticket.ts';

function viewTime({ companyId: _, ticketId: __, day: on, ...row }: TicketTimeRow) {
  return { ...row, on };
}

/** Time that agents spend on tickets. */
export function timeBindings(deps: Tickets): readonly Binding[] {
  const booker = (principal: Principal, membership: Membership | undefined, now: Date): Booker => ({
    by: actorOf(principal, membership),
    now,
    mayManage: mayWith(membership?.roles ?? [], 'tickets.manage'),
  });
  const booked = ({ row, time }: BookedTime) =>
    created(
      { ticket: viewTicket(row), time: viewTime(time) },
      `/companies/${row.companyId}/tickets/${row.ticketId}/time`,
      etagOf(row.version),
    );

  return [
    on(routes.postTime, async ({ params, body, principal, membership, now, idempotency }) =>
      booked(
        await bookTime(deps, params, body, booker(principal, membership, now), (made) =>
          idempotency ? [idempotency.writeFor(booked(made))] : [],
        ),
      ),
    ),
    on(routes.listTime, async (request) => {
      const { companyId, ticketId } = request.params;
      const paging = pagingOf(routes.listTime.id, request);
      const { items, next } = await deps.reader.listTime(companyId, ticketId, paging);
      return ok(paging.page(items.map(viewTime), next));
    }),
    on(routes.deleteTime, async ({ params: { entry, ...place }, principal, membership, now }) => {
      await takeBackTime(deps, place, entry, booker(principal, membership, now));
      return noContent();
    }),
  ];
}
