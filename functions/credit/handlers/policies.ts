import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { Policies } from '../compose-policies.ts';
import { standardPolicySource } from '../domain/policy/standard-policy-source.ts';
import { STANDARD_VERSION } from '../domain/policy/standard-version.ts';
import * as routes from '../routes/policies.ts';
import type { CreditPolicyActivationRow, CreditPolicyRow } from '../table.ts';
import { activatePolicy, withdrawActivation } from '../usecases/activate-policy.ts';
import { approvePolicy } from '../usecases/approve-policy.ts';
import { draftPolicy, loadVersion, replaceDraft } from '../usecases/draft-policy.ts';
import { summarizePolicy, summarizeStandard, viewActivation, viewPolicy } from './view-policy.ts';

/** Versions of the policy: drafted, read, changed, approved. */
export function policyBindings(deps: Policies): readonly Binding[] {
  const { reader, currencyOf } = deps;

  async function reply(row: CreditPolicyRow, now: Date) {
    return viewPolicy(row, await reader.loadSettings(row.company), now);
  }

  return [
    on(routes.postPolicy, async (request) => {
      const { params, body, idempotency, now } = request;
      const { companyId: company } = params;
      const [currency, settings] = await Promise.all([currencyOf(company), reader.loadSettings(company)]);
      const answer = (row: CreditPolicyRow) =>
        created(
          viewPolicy(row, settings, now),
          `/companies/${company}/credit-policies/${row.number}`,
          etagOf(row.version),
        );
      const remember = (row: CreditPolicyRow) => (idempotency ? [idempotency.writeFor(answer(row))] : []);
      return answer(await draftPolicy(deps, { company, currency, ...body }, request, remember));
    }),
    on(routes.listPolicies, async (request) => {
      const { companyId } = request.params;
      const paging = pagingOf(routes.listPolicies.id, request);
      const [currency, settings, { items, next }] = await Promise.all([
        currencyOf(companyId),
        reader.loadSettings(companyId),
        reader.listPolicies(companyId, paging),
      ]);
      const own = items.map((row) => summarizePolicy(row, settings, request.now));
      const standard = summarizeStandard(standardPolicySource(currency), settings, request.now);
      return ok(paging.page(paging.after ? own : [standard, ...own], next));
    }),
    on(routes.getPolicy, async ({ params: { companyId, version }, now }) => {
      if (version !== STANDARD_VERSION) {
        const row = await loadVersion(deps, companyId, version);
        return ok(await reply(row, now), etagOf(row.version));
      }
      const policy = standardPolicySource(await currencyOf(companyId));
      const summary = summarizeStandard(policy, await reader.loadSettings(companyId), now);
      return ok({ ...summary, findings: [], policy: policy as routes.PolicyView['policy'] }, etagOf(1));
    }),
    on(routes.putPolicy, async (request) => {
      const { params, body, headers, now } = request;
      const { companyId: company, version } = params;
      const wish = { company, currency: await currencyOf(company), ...body };
      const row = await replaceDraft(deps, version, wish, headers, request);
      return ok(await reply(row, now), etagOf(row.version));
    }),
    on(routes.approvePolicy, async (request) => {
      const { params, headers, now } = request;
      const row = await approvePolicy(deps, params.companyId, params.version, headers, request);
      return ok(await reply(row, now), etagOf(row.version));
    }),
  ];
}

/** From when on which version decides. */
export function activationBindings(deps: Policies): readonly Binding[] {
  return [
    on(routes.activatePolicy, async (request) => {
      const { params, body, idempotency } = request;
      const { companyId: company, version: policy } = params;
      const answer = (row: CreditPolicyActivationRow) =>
        created(viewActivation(row), `/companies/${company}/credit-policy-activations`);
      const remember = (row: CreditPolicyActivationRow) =>
        idempotency ? [idempotency.writeFor(answer(row))] : [];
      return answer(await activatePolicy(deps, { company, policy, ...body }, request, remember));
    }),
    on(routes.listActivations, async (request) => {
      const paging = pagingOf(routes.listActivations.id, request);
      const { items, next } = await deps.reader.listActivations(request.params.companyId, paging);
      return ok(paging.page(items.map(viewActivation), next));
    }),
    on(routes.withdrawActivation, async (request) => {
      const { companyId, activationId } = request.params;
      return ok(viewActivation(await withdrawActivation(deps, companyId, activationId, request)));
    }),
  ];
}
