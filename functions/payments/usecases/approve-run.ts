import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { assertFourEyes, decideApproval } from '../../../shared/approvals.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import { amountOf } from '../domain/pack-payments.ts';
import { messageIdOf } from '../domain/sepa/identifiers.ts';
import { writeRunFile } from '../domain/write-run-file.ts';
import { refuse } from '../errors.ts';
import type { PaymentsReader } from '../reader.ts';
import type { PaymentsStore } from '../store.ts';
import type { PaymentFileRow, PaymentRow, PaymentRunRow } from '../table.ts';
import { type Action, traceOf } from './action.ts';
import { type BookPaymentDeps, bookPayment } from './book-payment.ts';
import { assertState, loadRun } from './change-run.ts';
import { dateProblem } from './propose-run.ts';

export interface ApproveRunDeps extends BookPaymentDeps {
  readonly reader: PaymentsReader;
  readonly store: PaymentsStore;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
  /** Whether there is time to book another payment before the answer is due. */
  readonly hasTime: () => boolean;
}

/**
 * Approves a run (or rejects it) and books its payments. Whoever proposed or changed it cannot. Killed or out of time, the
 * run stays `approved`: asked again, by anybody who may approve, the rest is booked and then the file written.
 * @throws platform.four-eyes, platform.already-decided, payments.run-state, payments.date-passed, payments.nothing-to-pay
 */
export async function approveRun(
  deps: ApproveRunDeps,
  action: Action,
  runId: string,
  decision: 'approved' | 'rejected',
): Promise<PaymentRunRow> {
  const run = await decideAgain('payments', deps, () => decideRun(deps, action, runId, decision));
  return run.state === 'approved' ? bookRun(deps, action, run) : run;
}

async function decideRun(
  deps: ApproveRunDeps,
  action: Action,
  runId: string,
  decision: 'approved' | 'rejected',
): Promise<PaymentRunRow> {
  const { company, principal, now } = action;
  const run = await loadRun(deps.reader, company.id, runId);
  if (run.state === 'approved' && decision === 'approved') return run;
  assertState(run, 'proposed');
  for (const person of [run.proposedBy, ...run.changedBy]) assertFourEyes(person, principal);
  if (decision === 'approved') await assertPayable(deps, action, run);
  const approval = await deps.store.loadApproval(company.id, run.approvalId);
  const decidedAt = now.toISOString();
  const next = { ...run, state: decision, decidedBy: principal.id, decidedAt };
  const subject = `payment-runs/${runId}`;
  await deps.store.commit([
    decideApproval(approval, decision, principal, now),
    deps.store.runWrite(run, next),
    traceOf(deps, action, { action: `payments.run-${decision}`, subject }),
  ]);
  return { ...next, version: run.version + 1 };
}

async function assertPayable(deps: ApproveRunDeps, { now }: Action, run: PaymentRunRow): Promise<void> {
  const unfit = dateProblem(run.kind, run.executionDate, utcDay(now));
  if (unfit) throw refuse('payments.date-passed', `${unfit} Propose a new run.`);
  const payments = await deps.reader.paymentsOf(run.company, run.id);
  if (payments.some(({ state }) => state === 'proposed')) return;
  throw refuse('payments.nothing-to-pay', 'The run has no payments; see what was left out, and why.');
}

/** Books what is not decided yet, in order; then writes the file. */
async function bookRun(
  deps: ApproveRunDeps,
  { company }: Action,
  run: PaymentRunRow,
): Promise<PaymentRunRow> {
  const { decidedBy = '', decidedAt = '' } = run;
  const posting = { company, postedAt: decidedAt, postedBy: decidedBy };
  const payments = await deps.reader.paymentsOf(company.id, run.id);
  for (const { number, state } of payments) {
    if (state !== 'proposed') continue;
    if (!deps.hasTime()) return run;
    await bookPayment(deps, posting, run, number);
  }
  return decideAgain('payments', deps, () => keepFile(deps, run));
}

async function keepFile(deps: ApproveRunDeps, { company, id }: PaymentRunRow): Promise<PaymentRunRow> {
  const run = await loadRun(deps.reader, company, id);
  if (run.state !== 'approved') return run;
  const all = await deps.reader.paymentsOf(company, id);
  invariant(
    all.every(({ state }) => state !== 'proposed'),
    `run ${id} has payments that nobody decided`,
  );
  const booked = all.filter(({ entryId }) => entryId !== undefined);
  const file = fileOf(run, booked);
  const next = { ...run, state: 'booked' as const };
  await deps.store.commit([deps.store.runWrite(run, next), ...(file ? [deps.store.fileWrite(file)] : [])]);
  return { ...next, version: run.version + 1 };
}

function fileOf(run: PaymentRunRow, payments: readonly PaymentRow[]): PaymentFileRow | undefined {
  if (payments.length === 0) return undefined;
  const xml = writeRunFile({ ...run, decidedAt: run.decidedAt ?? run.proposedAt }, payments);
  return {
    company: run.company,
    runId: run.id,
    messageId: messageIdOf(run.id),
    payments: payments.length,
    totalMinor: amountOf(
      payments.map((payment) => ({ ...payment, itemId: '', label: '', discountMinor: 0n })),
    ),
    sha256: createHash('sha256').update(xml).digest('hex'),
    content: gzipSync(xml),
  };
}

/**
 * The file of a booked run. From the first time on the run counts as given to the bank: it cannot be cancelled any more.
 * @throws payments.no-file
 */
export function fetchFile(
  deps: Pick<ApproveRunDeps, 'reader' | 'store' | 'newId' | 'retryWhileContended'>,
  action: Action,
  runId: string,
): Promise<{ readonly xml: string; readonly file: PaymentFileRow }> {
  return decideAgain('payments', deps, async () => {
    const run = await loadRun(deps.reader, action.company.id, runId);
    const file = await deps.reader.loadFile(action.company.id, runId);
    if (!file || !['booked', 'fetched', 'settled'].includes(run.state)) {
      throw refuse('payments.no-file', `The run is ${run.state} and has no file to give.`);
    }
    if (run.state === 'booked') {
      const fetched = { ...run, state: 'fetched' as const, fetchedAt: action.now.toISOString() };
      const trace = { action: 'payments.file-fetched', subject: `payment-runs/${runId}` };
      await deps.store.commit([deps.store.runWrite(run, fetched), traceOf(deps, action, trace)]);
    }
    return { xml: gunzipSync(file.content).toString('utf8'), file };
  });
}
