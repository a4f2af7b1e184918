import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { noContent, ok } from '../../../shared/http/replies.ts';
import type { Desk } from '../compose-desk.ts';
import * as routes from '../routes/teams.ts';
import type { TeamRow } from '../table/desk.ts';
import { dropTeam, keepTeam, loadTeam } from '../usecases/keep-teams.ts';

function view({ companyId: _, ...row }: TeamRow) {
  return row;
}

/** Teams of the help desk. */
export function teamBindings(deps: Desk): readonly Binding[] {
  return [
    on(routes.putTeam, async ({ params, body, principal, now, requestId, headers }) => {
      const { companyId, team: id } = params;
      const who = { principal: principal.id, now, requestId, headers };
      const row = await keepTeam(deps, { companyId, id }, body, who);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.getTeam, async ({ params: { companyId, team } }) => {
      const row = await loadTeam(deps, companyId, team);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.listTeams, async ({ params: { companyId } }) =>
      ok({ items: (await deps.reader.allTeams(companyId)).map(view) }),
    ),
    on(routes.deleteTeam, async ({ params, principal, now, requestId, headers }) => {
      const { companyId, team: id } = params;
      await dropTeam(deps, { companyId, id }, { principal: principal.id, now, requestId, headers });
      return noContent();
    }),
  ];
}
