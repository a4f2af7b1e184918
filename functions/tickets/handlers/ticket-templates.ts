import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { TicketsWithMacros } from '../compose-macros.ts';
import * as routes from '../routes/ticket-templates.ts';
import { templatesFor } from '../usecases/fill-templates.ts';

/** What is kept ready to be answered, for one ticket. */
export function ticketTemplateBindings(deps: TicketsWithMacros): readonly Binding[] {
  return [
    on(routes.listTicketTemplates, async (request) => {
      const { params, query, principal } = request;
      const paging = pagingOf(routes.listTicketTemplates.id, request);
      const asked = { ...params, language: query.language, paging };
      const { items, next } = await templatesFor(deps, asked, principal.id);
      return ok(paging.page(items, next));
    }),
  ];
}
