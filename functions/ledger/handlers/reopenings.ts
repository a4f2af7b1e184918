import type { Approval } from '../../../shared/approvals.ts';
import { type Binding, on } from '../../../shared/http/api.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { LedgerReading } from '../compose.ts';
import { refuse } from '../errors.ts';
import { companyOf } from '../reader.ts';
import * as routes from '../routes/years.ts';
import { periodStore } from '../store/periods.ts';
import { decideReopening, reopeningOf, requestReopening } from '../usecases/reopen-period.ts';
import { yearAction } from './years.ts';

/** Routes by which two people open a closed period again. */
export function reopeningBindings(ledger: LedgerReading, newId: NewId): readonly Binding[] {
  const store = periodStore(ledger.table);
  const deps = { reader: ledger.reader, store, newId };
  return [
    on(routes.requestReopening, async (request) => {
      const { params, body, idempotency } = request;
      const wanted = { period: params.period, reason: body.reason };
      const reply = (approval: Approval) =>
        created(
          viewReopening(approval),
          `/companies/${approval.companyId}/reopenings/${approval.approvalId}`,
        );
      const action = await yearAction(ledger, request);
      return reply(
        await requestReopening(deps, action, wanted, (asked) =>
          idempotency ? [idempotency.writeFor(reply(asked))] : [],
        ),
      );
    }),
    on(routes.listReopenings, async (request) => {
      const paging = pagingOf(routes.listReopenings.id, request);
      const { items, next } = await store.listReopenings(request.params.companyId, paging);
      return ok(paging.page(items.map(viewReopening), next));
    }),
    on(routes.getReopening, async ({ params }) => {
      const approval = await store.loadReopening(params.companyId, params.reopeningId);
      if (approval) return ok(viewReopening(approval));
      throw refuse('ledger.unknown-reopening', `There is no request ${params.reopeningId}.`);
    }),
    on(routes.decideReopening, async ({ params, body, principal, now, requestId }) => {
      const company = await companyOf(ledger, params.companyId);
      const input = { company, reopeningId: params.reopeningId, principal, now, requestId };
      return ok(viewReopening(await decideReopening(deps, input, body.decision)));
    }),
  ];
}

function viewReopening(approval: Approval): routes.ReopeningView {
  const { approvalId: id, reason, state, requestedBy, requestedAt, decidedBy, decidedAt } = approval;
  return { id, ...reopeningOf(approval), reason, state, requestedBy, requestedAt, decidedBy, decidedAt };
}
