import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { Policies } from '../compose-policies.ts';
import { splitCheckId } from '../contract.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/decisions.ts';
import { viewCaseState } from './view-case-state.ts';
import { viewCheck } from './view-check.ts';
import { viewWholeCheck } from './view-decision.ts';

/** What has been decided, and why. */
export function decisionBindings({ reader, caseReader, policies }: Policies): readonly Binding[] {
  return [
    on(routes.getCheck, async ({ params: { companyId, checkId } }) => {
      const { customer, id } = splitCheckId(checkId);
      const [row, opened] = await Promise.all([
        reader.loadCheck(companyId, customer, id),
        caseReader.loadCase(companyId, customer, id),
      ]);
      if (!row?.decision) throw refuse('credit.unknown-check', `There is no check ${checkId}.`);
      const whole = await viewWholeCheck(row, policies);
      return ok(opened ? { ...whole, case: viewCaseState(opened) } : whole);
    }),
    on(routes.listChecks, async (request) => {
      const { companyId, customerId } = request.params;
      const paging = pagingOf(routes.listChecks.id, request);
      const { items, next } = await reader.listChecks(companyId, customerId, paging);
      const decided = items.filter(({ decision }) => decision !== undefined);
      return ok(paging.page(decided.map(viewCheck), next));
    }),
  ];
}
