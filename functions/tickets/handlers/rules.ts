import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import { unreachableRules } from '../domain/rules/rules.ts';
import * as routes from '../routes/rules.ts';
import type { TicketRulesRow } from '../table/rules.ts';
import { assertEffects, keepRules } from '../usecases/keep-rules.ts';
import { draftOf, simulateRules, tryRules } from '../usecases/simulate-rules.ts';

/** Of the 29 seconds that the gateway waits; what is not played by then is the next page. */
const LONGEST_MILLISECONDS = 10_000;

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
    on(routes.postSimulation, async (request) => {
      const { companyId } = request.params;
      const { limit, from, to, onlyChanged } = request.body;
      const paging = pagingOf(routes.postSimulation.id, { ...request, query: request.body });
      const draft = await draftOf(deps, companyId, request.body);
      await assertEffects(deps, companyId, draft);
      const end = Date.now() + LONGEST_MILLISECONDS;
      const wish = { draft, from, to, limit, after: paging.after };
      const result = await simulateRules(deps, companyId, wish, () => Date.now() < end);
      const { played, untestable, rules, next } = result;
      const tickets = played.map(({ ticket }) => ticket);
      const changed = tickets.filter((ticket) => ticket.changed.length > 0);
      const page = paging.page(onlyChanged ? changed : tickets, next);
      const idsOf = (of: typeof rules) => of.map(({ id }) => id);
      return ok({
        played: played.length,
        changed: changed.length,
        untestable,
        rules: [...rules],
        neverHeld: idsOf(rules.filter(({ held }) => held === 0)),
        alwaysShadowed: idsOf(rules.filter(({ held, shadowed }) => held > 0 && shadowed === held)),
        unreachable: unreachableRules(draft),
        ...page,
      });
    }),
    on(routes.postTrial, async ({ params: { companyId }, body }) => {
      const draft = await draftOf(deps, companyId, body);
      await assertEffects(deps, companyId, draft);
      return ok(await tryRules(deps, companyId, draft, body.ticket));
    }),
  ];
}
