import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { noContent, ok } from '../../../shared/http/replies.ts';
import type { TicketsWithMacros } from '../compose-macros.ts';
import * as routes from '../routes/macros.ts';
import type { MacroRow } from '../table/macros.ts';
import { dropMacro, keepMacro, loadMacro } from '../usecases/keep-macros.ts';

function view({ companyId: _, ...row }: MacroRow) {
  return row;
}

/** What is done to tickets in one go. */
export function macroBindings(deps: TicketsWithMacros): readonly Binding[] {
  const { reader } = deps;
  return [
    on(routes.putMacro, async ({ params, body, principal, now, requestId, headers }) => {
      const { companyId, macro: id } = params;
      const who = { principal: principal.id, now, requestId, headers };
      const row = await keepMacro(deps, { companyId, id }, body, who);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.getMacro, async ({ params: { companyId, macro: id } }) => {
      const row = await loadMacro(deps, { companyId, id });
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.listMacros, async (request) => {
      const paging = pagingOf(routes.listMacros.id, request);
      const { items, next } = await reader.listMacros(request.params.companyId, paging);
      return ok(paging.page(items.map(view), next));
    }),
    on(routes.listMacroVersions, async (request) => {
      const { companyId, macro } = request.params;
      const paging = pagingOf(routes.listMacroVersions.id, request);
      const { items, next } = await reader.listMacroVersions(companyId, macro, paging);
      return ok(paging.page(items.map(view), next));
    }),
    on(routes.deleteMacro, async ({ params, principal, now, requestId, headers }) => {
      const { companyId, macro: id } = params;
      await dropMacro(deps, { companyId, id }, { principal: principal.id, now, requestId, headers });
      return noContent();
    }),
  ];
}
