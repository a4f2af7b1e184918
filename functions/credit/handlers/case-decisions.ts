import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { CaseDecisions } from '../compose-case-decisions.ts';
import { splitCheckId } from '../contract.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/case-decisions.ts';
import type { CreditCaseRow } from '../table/cases.ts';
import { assessCase } from '../usecases/cases/assess-case.ts';
import { decideCase } from '../usecases/cases/decide-case.ts';
import { viewCase } from './view-case.ts';

/** A case as it stands at this moment, and its end by the word of a person. */
export function caseDecisionBindings(deps: CaseDecisions): readonly Binding[] {
  return [
    on(routes.getCase, async ({ params: { companyId, caseId }, now }) => {
      const { customer, id } = splitCheckId(caseId);
      const row = await deps.reader.loadCase(companyId, customer, id);
      if (!row) throw refuse('credit.unknown-case', `There is no case ${caseId}.`);
      const standing = row.ended ? undefined : await assessCase(deps, row, now);
      return ok(viewCase(row, standing, now), etagOf(row.version));
    }),
    on(routes.postDecision, async (request) => {
      const { params, body, membership, headers, now, idempotency } = request;
      const { decision, reason, expiresAt, confirm } = body;
      const wish = {
        decision, reason, confirmed: confirm, roles: membership?.roles ?? [],
        until: expiresAt && new Date(expiresAt).toISOString(),
      }; // biome-ignore format: a record
      const key = { company: params.companyId, ...splitCheckId(params.caseId) };
      const reply = (row: CreditCaseRow) => ok(viewCase(row, undefined, now), etagOf(row.version));
      const remember = (row: CreditCaseRow) => (idempotency ? [idempotency.writeFor(reply(row))] : []);
      return reply(await decideCase(deps, key, wish, headers, request, remember));
    }),
  ];
}
