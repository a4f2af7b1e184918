import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { TicketsWithMacros } from '../compose-macros.ts';
import * as routes from '../routes/ticket-macros.ts';
import { applyMacro } from '../usecases/apply-macro.ts';
import type { Changed } from '../usecases/change-ticket.ts';
import { templatesFor } from '../usecases/fill-templates.ts';
import { actorOf } from './tickets.ts';
import { viewArticle, viewTicket } from './view-ticket.ts';

/** What is kept ready to be answered and done, for one ticket. */
export function ticketMacroBindings(deps: TicketsWithMacros): readonly Binding[] {
  const applied = ({ row, articles }: Changed) =>
    ok({ ticket: viewTicket(row), articles: articles.map(viewArticle) }, etagOf(row.version));
  return [
    on(routes.listTicketTemplates, async (request) => {
      const { params, query, principal } = request;
      const paging = pagingOf(routes.listTicketTemplates.id, request);
      const asked = { ...params, language: query.language, paging };
      const { items, next } = await templatesFor(deps, asked, principal.id);
      return ok(paging.page(items, next));
    }),
    on(routes.applyMacro, async ({ params, principal, membership, headers, now, idempotency }) => {
      const who = { by: actorOf(principal, membership), now, headers };
      const changed = await applyMacro(deps, params, who, (result) =>
        idempotency ? [idempotency.writeFor(applied(result))] : [],
      );
      return applied(changed);
    }),
  ];
}
