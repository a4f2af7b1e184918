import { type Membership, mayWith, type Principal } from '../../../shared/access.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { refuse as refuseRequest } from '../../../shared/http/errors.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { noContent, ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import * as routes from '../routes/answers.ts';
import type { AgentRow, AnswerSettingsRow } from '../table/answers.ts';
import {
  answerSettings,
  dropAgent,
  keepAgent,
  keepAnswerSettings,
  loadAgent,
} from '../usecases/keep-answers.ts';

function viewSettings({ companyId: _, at: __, by: ___, ...row }: AnswerSettingsRow) {
  return row;
}
function viewAgent({ companyId: _, ...row }: AgentRow) {
  return row;
}

/** Agents keep themselves; who keeps others runs the help desk. */
function assertOwn({ id }: Principal, membership: Membership | undefined, agent: string): void {
  if (id === agent || mayWith(membership?.roles ?? [], 'tickets.manage')) return;
  throw refuseRequest('platform.forbidden', 'Others are kept with the permission tickets.manage.');
}

/** How requests are answered, and which agents are told. */
export function answerBindings(deps: Tickets): readonly Binding[] {
  const { reader } = deps;
  return [
    on(routes.getAnswerSettings, async ({ params: { companyId } }) => {
      const row = await answerSettings(deps, companyId);
      return ok(viewSettings(row), etagOf(row.version));
    }),
    on(routes.putAnswerSettings, async ({ params: { companyId }, body, principal, headers, now }) => {
      const row = await keepAnswerSettings(deps, companyId, body, { principal: principal.id, headers, now });
      return ok(viewSettings(row), etagOf(row.version));
    }),
    on(routes.listAgents, async ({ params: { companyId } }) =>
      ok({ items: (await reader.allAgents(companyId)).map(viewAgent) }),
    ),
    on(routes.getAgent, async ({ params: { companyId, principal } }) => {
      const row = await loadAgent(deps, companyId, principal);
      return ok(viewAgent(row), etagOf(row.version));
    }),
    on(routes.putAgent, async ({ params, body, principal, membership, headers, now }) => {
      assertOwn(principal, membership, params.principal);
      const row = await keepAgent(deps, { ...params, ...body }, { principal: principal.id, headers, now });
      return ok(viewAgent(row), etagOf(row.version));
    }),
    on(routes.deleteAgent, async ({ params, principal, membership, headers, now }) => {
      assertOwn(principal, membership, params.principal);
      await dropAgent(deps, params.companyId, params.principal, { principal: principal.id, headers, now });
      return noContent();
    }),
  ];
}
