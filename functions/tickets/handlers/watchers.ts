import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import * as routes from '../routes/watchers.ts';
import type { TicketRow } from '../table/tickets.ts';
import { unwatchTicket, watchTicket } from '../usecases/watch-ticket.ts';
import { actorOf } from './tickets.ts';
import { viewTicket } from './view-ticket.ts';

/** Who else is told of a ticket. */
export function watcherBindings(deps: Tickets): readonly Binding[] {
  const shown = (row: TicketRow) => ok(viewTicket(row), etagOf(row.version));
  return [
    on(routes.putWatcher, async ({ params, principal, membership, now }) =>
      shown(await watchTicket(deps, params, { by: actorOf(principal, membership), now })),
    ),
    on(routes.deleteWatcher, async ({ params, principal, membership, now }) =>
      shown(await unwatchTicket(deps, params, { by: actorOf(principal, membership), now })),
    ),
  ];
}
