import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { Cases } from '../compose-cases.ts';
import { splitCheckId } from '../contract.ts';
import { assign, note, recommend, resubmit, tick } from '../domain/cases/case.ts';
import * as routes from '../routes/cases.ts';
import type { CreditCaseRow } from '../table/cases.ts';
import { withdrawCase } from '../usecases/cases/end-case.ts';
import { openCase } from '../usecases/cases/open-case.ts';
import { workOnCase } from '../usecases/cases/work-on-case.ts';
import { viewCase, viewCaseSummary } from './view-case.ts';
import { viewCaseState } from './view-case-state.ts';

type OnCase = Pick<
  ApiRequest<typeof routes.postNote>,
  'params' | 'principal' | 'now' | 'requestId' | 'idempotency'
>;

const keyOf = (company: string, checkId: string) => ({ company, ...splitCheckId(checkId) });

/** The work on cases: from the queue of open ones to the recommendation. */
export function caseBindings(deps: Cases): readonly Binding[] {
  const { reader, newId } = deps;

  /** How the case stands in the records; how it stands against the policy now is told by who reads it. */
  const reply = (row: CreditCaseRow, now: Date) => ok(viewCase(row, undefined, now), etagOf(row.version));

  const remember = ({ idempotency, now }: Pick<OnCase, 'idempotency' | 'now'>) => {
    return (row: CreditCaseRow) => (idempotency ? [idempotency.writeFor(reply(row, now))] : []);
  };
  const rememberState = ({ idempotency }: Pick<OnCase, 'idempotency'>) => {
    return (row: CreditCaseRow) => (idempotency ? [idempotency.writeFor(ok(viewCaseState(row)))] : []);
  };
  const location = (company: string, { caseId }: { readonly caseId: string }) =>
    `/companies/${company}/credit-cases/${caseId}`;
  const change = (
    request: OnCase,
    headers: Readonly<Record<string, string | undefined>> | undefined,
    make: (seen: CreditCaseRow) => CreditCaseRow,
  ) =>
    workOnCase(
      deps,
      keyOf(request.params.companyId, request.params.caseId),
      { now: request.now, ...(headers ? { headers } : {}) },
      make,
      remember(request),
    );

  return [
    on(routes.postCase, async (request) => {
      const { companyId } = request.params;
      const { checkId, reason } = request.body;
      const wish = { kind: 'override' as const, requestedBy: request.principal.id, text: reason };
      const together = rememberState(request);
      const { row, isNew } = await openCase(deps, keyOf(companyId, checkId), wish, request, together);
      const state = viewCaseState(row);
      return isNew ? created(state, location(companyId, state)) : ok(state);
    }),
    on(routes.postReview, async (request) => {
      const { companyId, checkId } = request.params;
      const wish = {
        kind: 'review' as const,
        requestedBy: request.principal.id,
        text: request.body.statement,
      };
      const together = rememberState(request);
      const { row, isNew } = await openCase(deps, keyOf(companyId, checkId), wish, request, together);
      const state = viewCaseState(row);
      return isNew ? created(state, location(companyId, state)) : ok(state);
    }),
    on(routes.listCases, async (request) => {
      const { params, query, now } = request;
      const { companyId } = params;
      const { assignee, resubmitUntil, customerId } = query;
      const paging = pagingOf(routes.listCases.id, request);
      const { items, next } = await (customerId !== undefined
        ? reader.listCases(companyId, customerId, paging)
        : resubmitUntil !== undefined
          ? reader.listResubmissions(companyId, resubmitUntil, paging)
          : reader.listOpenCases(companyId, paging));
      const isWanted = (row: CreditCaseRow) =>
        (assignee === undefined || row.assignee === assignee) &&
        (resubmitUntil === undefined || (row.resubmitOn !== undefined && row.resubmitOn <= resubmitUntil));
      const shown = items.filter(isWanted).map((row) => viewCaseSummary(row, now));
      return ok(paging.page(shown, next));
    }),
    on(routes.patchCase, async (request) => {
      const { body, principal, now } = request;
      const { assignee, resubmitOn, checklist = {} } = body;
      const row = await change(request, request.headers, (seen) => {
        let next = seen;
        if (assignee !== undefined) next = assign(next, assignee ?? undefined);
        if (resubmitOn !== undefined) next = resubmit(next, resubmitOn ?? undefined);
        for (const [item, state] of Object.entries(checklist))
          next = tick(next, item, state, principal.id, now.toISOString());
        return next;
      });
      return reply(row, now);
    }),
    on(routes.postNote, async (request) => {
      const { body, principal, now } = request;
      const added = { id: newId('nte'), by: principal.id, at: now.toISOString(), ...body };
      return reply(await change(request, undefined, (seen) => note(seen, added)), now);
    }),
    on(routes.postRecommendation, async (request) => {
      const { body, principal, now } = request;
      const { recommendation: what, reason } = body;
      const given = { what, by: principal.id, at: now.toISOString(), reason };
      return reply(await change(request, undefined, (seen) => recommend(seen, given)), now);
    }),
    on(routes.postWithdrawal, async (request) => {
      const { params, body } = request;
      const key = keyOf(params.companyId, params.caseId);
      const row = await withdrawCase(deps, key, body.reason, request, rememberState(request));
      invariant(row.ended, 'a withdrawn case has ended');
      return ok(viewCaseState(row));
    }),
  ];
}
