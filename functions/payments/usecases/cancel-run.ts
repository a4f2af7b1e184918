import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { type Books, type Posting, reverseEntry } from '../../ledger/books.ts';
import { refuse } from '../errors.ts';
import type { PaymentsReader } from '../reader.ts';
import type { PaymentsStore } from '../store.ts';
import type { MandateRow, PaymentRow, PaymentRunRow } from '../table.ts';
import { type Action, traceOf } from './action.ts';
import { entryIdOf } from './book-payment.ts';
import { assertState, loadRun } from './change-run.ts';

export interface ReversePaymentDeps {
  readonly reader: Pick<PaymentsReader, 'loadPayment' | 'loadMandate' | 'loadRun' | 'paymentsOf'>;
  readonly store: Pick<PaymentsStore, 'paymentWrite' | 'mandateWrite' | 'runWrite' | 'commit'>;
  readonly books: Pick<Books, 'reader' | 'store' | 'post'>;
}

export interface CancelRunDeps extends ReversePaymentDeps {
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
  readonly hasTime: () => boolean;
}

export interface Reversal {
  readonly posting: Posting;
  readonly date: string;
  readonly state: 'reversed' | 'rejected' | 'returned';
  readonly returnedBy?: string | undefined;
  readonly reason?: string | undefined;
  readonly detail?: string | undefined;
  readonly together?: (() => readonly Write[]) | undefined;
}

/**
 * Takes a booked payment back: its entry is reversed, so that its items are open again, and the payment's state moves in
 * the same transaction, a debit's mandate too (it counts as not used this time). An entry that somebody has reversed by
 * hand is not reversed twice.
 */
export async function reversePayment(
  deps: ReversePaymentDeps,
  payment: PaymentRow,
  wish: Reversal,
): Promise<void> {
  const { company, runId, number, entryId = '', mandate } = payment;
  const { reader } = deps.books;
  const entry = await reader.findEntry(company, entryId);
  invariant(entry, `payment ${number} of ${runId} has an entry ${entryId} that is not there`);
  const reversedBy = `${entryIdOf(runId, number)}-reversal`;
  const { state, reason, detail, returnedBy, together } = wish;
  const standing = mandate && (await deps.reader.loadMandate(company, mandate.id));
  const writes = (by: string): Write[] => [
    deps.store.paymentWrite(payment, { ...payment, state, reason, detail, returnedBy, reversedBy: by }),
    ...(standing ? [deps.store.mandateWrite(standing, unusedMandate(standing, payment))] : []),
    ...(together?.() ?? []),
  ];
  const earlier = await reader.loadReversal(company, entry.fiscalYear, entry.number);
  if (earlier !== undefined) {
    await deps.store.commit(writes(earlier));
    return;
  }
  const method = 'storno' as const;
  const ports = { reader, store: deps.books.store, post: deps.books.post };
  await reverseEntry(ports, wish.posting, entry, { id: reversedBy, date: wish.date, method }, () =>
    writes(reversedBy),
  );
}

/** A collection that did not happen: the next one says again what this one said. */
function unusedMandate(mandate: MandateRow, payment: PaymentRow): MandateRow {
  const amendment = mandate.amendment ?? payment.mandate?.amendment;
  return { ...mandate, uses: Math.max(0, mandate.uses - 1), amendment, version: mandate.version + 1 };
}

/**
 * Gives a run up: a proposed one is withdrawn, a booked one (or one whose approval came to no end) is reversed payment by
 * payment as long as nobody has fetched its file. Out of time it stays `cancelling`; asked again, the rest follows.
 * @throws payments.run-state
 */
export async function cancelRun(deps: CancelRunDeps, action: Action, runId: string): Promise<PaymentRunRow> {
  const begun = await decideAgain('payments', deps, () => beginCancelling(deps, action, runId));
  if (begun.state !== 'cancelling') return begun;
  const { company, principal, now } = action;
  const posting = { company, postedAt: now.toISOString(), postedBy: principal.id };
  const payments = await deps.reader.paymentsOf(company.id, runId);
  for (const { number, state } of payments) {
    if (state !== 'booked' && state !== 'proposed') continue;
    if (!deps.hasTime()) return begun;
    await decideAgain('payments', deps, async () => {
      const payment = await deps.reader.loadPayment(company.id, runId, number);
      if (payment?.state === 'proposed') await dropPayment(deps, payment);
      if (payment?.state !== 'booked') return;
      await reversePayment(deps, payment, { posting, date: begun.executionDate, state: 'reversed' });
    });
  }
  return decideAgain('payments', deps, () => moveRun(deps, action, runId, 'cancelled'));
}

/** A payment that an unfinished approval has not booked yet: now it never will. */
async function dropPayment({ store }: CancelRunDeps, payment: PaymentRow): Promise<void> {
  const dropped = {
    ...payment,
    state: 'left-out' as const,
    reason: 'by-hand',
    detail: 'The run was cancelled.',
  };
  await store.commit([store.paymentWrite(payment, dropped)]);
}

async function beginCancelling(deps: CancelRunDeps, action: Action, runId: string): Promise<PaymentRunRow> {
  const run = await loadRun(deps.reader, action.company.id, runId);
  if (run.state === 'cancelling' || run.state === 'cancelled') return run;
  if (run.state === 'fetched' || run.state === 'settled') {
    const detail =
      'The file has been fetched: recall the payments at the bank, whose status report reverses them.';
    throw refuse('payments.run-state', detail, { extra: { state: run.state } });
  }
  assertState(run, 'proposed', 'approved', 'booked');
  return moveRun(deps, action, runId, run.state === 'proposed' ? 'cancelled' : 'cancelling', run);
}

async function moveRun(
  deps: CancelRunDeps,
  action: Action,
  runId: string,
  state: 'cancelling' | 'cancelled',
  seen?: PaymentRunRow,
): Promise<PaymentRunRow> {
  const run = seen ?? (await loadRun(deps.reader, action.company.id, runId));
  if (run.state === state) return run;
  const next = { ...run, state };
  const trace = { action: `payments.run-${state}`, subject: `payment-runs/${runId}` };
  await deps.store.commit([deps.store.runWrite(run, next), traceOf(deps, action, trace)]);
  return { ...next, version: run.version + 1 };
}
