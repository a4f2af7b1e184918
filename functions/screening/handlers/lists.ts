import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Screening } from '../compose.ts';
import * as routes from '../routes/lists.ts';
import type { ListVersionRow, SanctionsListRow } from '../table.ts';
import { activateVersion } from '../usecases/activate-version.ts';

function viewList({ company: _c, current, version: _v, ...shown }: SanctionsListRow): routes.ListView {
  return { versionId: current, ...shown };
}

function viewVersion(
  { company: _c, id, ...shown }: ListVersionRow,
  head: SanctionsListRow | undefined,
): routes.VersionView {
  return { versionId: id, counts: head?.current === id, ...shown };
}

/** Sanctions lists and their versions. */
export function listBindings(screening: Screening): readonly Binding[] {
  const { reader } = screening;
  return [
    on(routes.listLists, async ({ params: { companyId } }) => {
      const lists = await reader.loadLists(companyId);
      return ok({ items: lists.map(viewList) });
    }),
    on(routes.listVersions, async (request) => {
      const { companyId, listId } = request.params;
      const paging = pagingOf(routes.listVersions.id, request);
      const [head, { items, next }] = await Promise.all([
        reader.loadList(companyId, listId),
        reader.listVersions(companyId, listId, paging),
      ]);
      const views = items.map((version) => viewVersion(version, head));
      return ok(paging.page(views, next));
    }),
    on(routes.activateVersion, async ({ params, body, principal, now, requestId }) => {
      const { companyId: company, listId: list, versionId } = params;
      const by = { principal: principal.id, now, requestId, reason: body.reason };
      const { version, head } = await activateVersion(screening, { company, list, versionId }, by);
      return ok(viewVersion(version, head));
    }),
  ];
}
