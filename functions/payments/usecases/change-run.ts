import type { Principal } from '../../../shared/access.ts';
import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import { amountOf, textOf } from '../domain/pack-payments.ts';
import type { LeftOut } from '../domain/payment.ts';
import { refuse } from '../errors.ts';
import type { PaymentsReader } from '../reader.ts';
import type { PaymentsStore } from '../store.ts';
import type { PaymentRow, PaymentRunRow } from '../table.ts';
import { type Action, traceOf } from './action.ts';

export interface ChangeRunDeps {
  readonly reader: Pick<PaymentsReader, 'loadRun' | 'paymentsOf'>;
  readonly store: Pick<PaymentsStore, 'runWrite' | 'paymentWrite' | 'commit'>;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

/** The run, or the refusal that there is none. */
export async function loadRun(
  reader: Pick<PaymentsReader, 'loadRun'>,
  company: string,
  id: string,
): Promise<PaymentRunRow> {
  const run = await reader.loadRun(company, id);
  if (run) return run;
  throw refuse('payments.unknown-run', `There is no payment run ${id}.`);
}

export function assertState(run: PaymentRunRow, ...allowed: readonly PaymentRunRow['state'][]): void {
  if (allowed.includes(run.state)) return;
  throw refuse('payments.run-state', `The run is ${run.state}, not ${allowed.join(' or ')}.`, {
    extra: { state: run.state },
  });
}

/** The payment without some of its items, left out itself where nothing remains to be paid. */
export function withoutItems(payment: PaymentRow, itemIds: ReadonlySet<string>): PaymentRow {
  const { partnerId, account } = payment;
  const leave = (items: PaymentRow['items'], detail: string): LeftOut[] =>
    items.map(({ itemId }) => ({ itemId, account, partnerId, reason: 'by-hand', detail }));
  const items = payment.items.filter(({ itemId }) => !itemIds.has(itemId));
  const taken = payment.items.filter(({ itemId }) => itemIds.has(itemId));
  const without = [...payment.without, ...leave(taken, 'Taken out of the run.')];
  const amountMinor = amountOf(items);
  if (amountMinor > 0n) return { ...payment, items, amountMinor, text: textOf(items), without };
  const detail = 'Taken out of the run; nothing remains to be paid.';
  return { ...payment, state: 'left-out', reason: 'by-hand', detail };
}

/**
 * Takes items out of a proposed run. Whoever does so cannot approve it any more.
 * @throws payments.run-state, payments.invalid-run, platform.stale
 */
export function leaveItemsOut(
  deps: ChangeRunDeps,
  action: Action,
  runId: string,
  {
    items,
    headers,
  }: { readonly items: readonly string[]; readonly headers: Readonly<Record<string, string | undefined>> },
): Promise<PaymentRunRow> {
  return decideAgain('payments', deps, async () => {
    const seen = await loadRun(deps.reader, action.company.id, runId);
    assertIfMatch(headers, seen.version);
    assertState(seen, 'proposed');
    const payments = await deps.reader.paymentsOf(action.company.id, runId);
    const wanted = new Set(items);
    const live = payments.filter(({ state }) => state === 'proposed');
    const known = new Set(live.flatMap((payment) => payment.items.map(({ itemId }) => itemId)));
    const errors = items.flatMap((item, index) =>
      known.has(item) ? [] : [{ pointer: `/leaveOut/${index}`, detail: `The run does not pay ${item}.` }],
    );
    if (errors[0]) throw refuse('payments.invalid-run', errors[0].detail, { errors });
    const touched = live.filter((payment) => payment.items.some(({ itemId }) => wanted.has(itemId)));
    const next = { ...seen, changedBy: addOnce(seen.changedBy, action.principal) };
    const trace = {
      action: 'payments.run-changed',
      subject: `payment-runs/${runId}`,
      after: { leftOut: [...items] },
    };
    await deps.store.commit([
      deps.store.runWrite(seen, next),
      ...touched.map((payment) => deps.store.paymentWrite(payment, withoutItems(payment, wanted))),
      traceOf(deps, action, trace),
    ]);
    return { ...next, version: seen.version + 1 };
  });
}

function addOnce(changedBy: readonly string[], { id }: Principal): string[] {
  return [...new Set([...changedBy, id])];
}
