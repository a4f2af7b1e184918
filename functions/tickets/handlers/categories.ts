import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { noContent, ok } from '../../../shared/http/replies.ts';
import type { Desk } from '../compose-desk.ts';
import * as routes from '../routes/categories.ts';
import type { CategoryRow } from '../table/desk.ts';
import { dropCategory, keepCategory, loadCategory } from '../usecases/keep-categories.ts';

function view({ companyId: _, ...row }: CategoryRow) {
  return row;
}

/** Categories of the help desk, with their defaults and fields. */
export function categoryBindings(deps: Desk): readonly Binding[] {
  const { reader } = deps;
  return [
    on(routes.putCategory, async ({ params, body, principal, now, requestId, headers }) => {
      const { companyId, category: id } = params;
      const who = { principal: principal.id, now, requestId, headers };
      const row = await keepCategory(deps, { companyId, id }, body, who);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.getCategory, async ({ params: { companyId, category } }) => {
      const row = await loadCategory(deps, companyId, category);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.listCategories, async ({ params: { companyId } }) =>
      ok({ items: (await reader.allCategories(companyId)).map(view) }),
    ),
    on(routes.listCategoryVersions, async (request) => {
      const { companyId, category } = request.params;
      const paging = pagingOf(routes.listCategoryVersions.id, request);
      const { items, next } = await reader.listCategoryVersions(companyId, category, paging);
      return ok(paging.page(items.map(view), next));
    }),
    on(routes.deleteCategory, async ({ params, principal, now, requestId, headers }) => {
      const { companyId, category: id } = params;
      await dropCategory(deps, { companyId, id }, { principal: principal.id, now, requestId, headers });
      return noContent();
    }),
  ];
}
