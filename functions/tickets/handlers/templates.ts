import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { noContent, ok } from '../../../shared/http/replies.ts';
import type { TicketsWithMacros } from '../compose-macros.ts';
import * as routes from '../routes/templates.ts';
import type { TemplateRow } from '../table/templates.ts';
import { dropTemplate, keepTemplate, loadTemplate } from '../usecases/keep-templates.ts';

function view({ companyId: _, ...row }: TemplateRow) {
  return row;
}

/** Words that are answered again and again. */
export function templateBindings(deps: TicketsWithMacros): readonly Binding[] {
  return [
    on(routes.putTemplate, async ({ params, body, principal, now, requestId, headers }) => {
      const { companyId, template: id } = params;
      const who = { principal: principal.id, now, requestId, headers };
      const row = await keepTemplate(deps, { companyId, id }, body, who);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.getTemplate, async ({ params: { companyId, template: id } }) => {
      const row = await loadTemplate(deps, { companyId, id });
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.listTemplates, async (request) => {
      const paging = pagingOf(routes.listTemplates.id, request);
      const { items, next } = await deps.reader.listTemplates(request.params.companyId, paging);
      return ok(paging.page(items.map(view), next));
    }),
    on(routes.deleteTemplate, async ({ params, principal, now, requestId, headers }) => {
      const { companyId, template: id } = params;
      await dropTemplate(deps, { companyId, id }, { principal: principal.id, now, requestId, headers });
      return noContent();
    }),
  ];
}
