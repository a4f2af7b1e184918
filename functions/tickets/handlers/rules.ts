import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import { unreachableRules } from '../domain/rules/rules.ts';
import * as routes from '../routes/rules.ts';
import type { TicketRulesRow } from '../table/rules.ts';
import { keepRules } from '../usecases/keep-rules.ts';

function view({ companyId: _, ...row }: TicketRulesRow) {
  return { ...row, unreachable: unreachableRules(row.rules) };
}

/** The rules by which new tickets are sorted. */
export function ruleBindings(deps: Tickets): readonly Binding[] {
  const { reader } = deps;
  return [
    on(routes.putRules, async ({ params, body, principal, now, requestId, headers }) => {
      const who = { principal: principal.id, now, requestId, headers };
      const row = await keepRules(deps, params.companyId, body.rules, who);
      return ok(view(row), etagOf(row.version));
    }),
    on(routes.getRules, async ({ params: { companyId } }) => {
      const row = await reader.loadRules(companyId);
      return row ? ok(view(row), etagOf(row.version)) : ok({ version: 0, rules: [], unreachable: [] });
    }),
    on(routes.listRulesVersions, async (request) => {
      const paging = pagingOf(routes.listRulesVersions.id, request);
      const { items, next } = await reader.listRulesVersions(request.params.companyId, paging);
      return ok(paging.page(items.map(view), next));
    }),
  ];
}
