import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { describeAmountProblem, parseMinor } from '../../../shared/kernel/money.ts';
import type { Payments } from '../compose.ts';
import type { LeftOut } from '../domain/payment.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/runs.ts';
import type { PaymentRow, PaymentRunRow } from '../table.ts';
import { approveRun, fetchFile } from '../usecases/approve-run.ts';
import { cancelRun } from '../usecases/cancel-run.ts';
import { leaveItemsOut, loadRun } from '../usecases/change-run.ts';
import { proposeAndKeep } from '../usecases/propose-run.ts';
import { recordNotifications } from '../usecases/record-notifications.ts';
import { actionOf } from './action-of.ts';
import { summarizeRun, viewPreNotifications, viewRun } from './view-run.ts';

function minimumOf(text: string): bigint {
  const minor = parseMinor(text, 'EUR');
  if (typeof minor === 'bigint' && minor >= 0n) return minor;
  const detail = typeof minor === 'string' ? describeAmountProblem(minor, 'EUR') : 'must not be negative';
  throw refuse('payments.invalid-run', `${text} ${detail}`, {
    errors: [{ pointer: '/minimumAmount', detail }],
  });
}

/** Runs: proposed, changed, approved, fetched, cancelled. */
export function runBindings(payments: Payments): readonly Binding[] {
  const { reader } = payments;
  const act = (request: Pick<ApiRequest, 'principal' | 'now' | 'requestId'>, companyId: string) =>
    actionOf(payments, companyId, request);

  async function replyWith(run: PaymentRunRow, now: Date) {
    const [rows, leftOut, settlements] = await Promise.all([
      reader.paymentsOf(run.company, run.id),
      reader.leftOutOf(run.company, run.id),
      reader.settlementsOf(run.company, run.id),
    ]);
    return ok(viewRun(run, rows, leftOut, { today: utcDay(now), settlements }), etagOf(run.version));
  }
  function createdWith(
    run: PaymentRunRow,
    rows: readonly PaymentRow[],
    leftOut: readonly LeftOut[],
    now: Date,
  ) {
    const place = `/companies/${run.company}/payment-runs/${run.id}`;
    return created(viewRun(run, rows, leftOut, { today: utcDay(now) }), place, etagOf(run.version));
  }

  return [
    on(routes.proposeRun, async (request) => {
      const { params, body, idempotency } = request;
      const { minimumAmount, ...rest } = body;
      const wish = { ...rest, minimumMinor: minimumOf(minimumAmount) };
      const action = await act(request, params.companyId);
      const made = await proposeAndKeep(payments, action, wish, (run, rows, { leftOut }) =>
        idempotency ? [idempotency.writeFor(createdWith(run, rows, leftOut, request.now))] : [],
      );
      return createdWith(made.run, made.payments, made.leftOut, request.now);
    }),
    on(routes.getRun, async ({ params, now }) =>
      replyWith(await loadRun(reader, params.companyId, params.runId), now),
    ),
    on(routes.listRuns, async (request) => {
      const paging = pagingOf(routes.listRuns.id, request);
      const { items, next } = await reader.listRuns(request.params.companyId, paging);
      return ok(paging.page(items.map(summarizeRun), next));
    }),
    on(routes.changeRun, async (request) => {
      const { params, body, headers } = request;
      const action = await act(request, params.companyId);
      return replyWith(
        await leaveItemsOut(payments, action, params.runId, { items: body.leaveOut, headers }),
        request.now,
      );
    }),
    on(routes.approveRun, async (request) => {
      const { params, body } = request;
      const action = await act(request, params.companyId);
      const deps = { ...payments, hasTime: payments.startWatch() };
      return replyWith(
        await approveRun(deps, action, params.runId, body?.decision ?? 'approved'),
        request.now,
      );
    }),
    on(routes.cancelRun, async (request) => {
      const action = await act(request, request.params.companyId);
      const deps = { ...payments, hasTime: payments.startWatch() };
      return replyWith(await cancelRun(deps, action, request.params.runId), request.now);
    }),
    on(routes.getRunFile, async (request) => {
      const action = await act(request, request.params.companyId);
      const { xml, file } = await fetchFile(payments, action, request.params.runId);
      const disposition = `attachment; filename="${file.messageId}.xml"`;
      return { status: 200, body: xml, headers: { 'content-disposition': disposition } } as const;
    }),
    on(routes.getPreNotifications, async ({ params, now }) => {
      const run = await loadRun(reader, params.companyId, params.runId);
      return ok(viewPreNotifications(run, await reader.paymentsOf(run.company, run.id), utcDay(now)));
    }),
    on(routes.postPreNotifications, async (request) => {
      const { params, body, now } = request;
      const action = await act(request, params.companyId);
      const wish = { numbers: body.payments, on: body.on ?? utcDay(now) };
      const { run, payments: rows } = await recordNotifications(payments, action, params.runId, wish);
      return ok(viewPreNotifications(run, rows, utcDay(now)));
    }),
  ];
}
