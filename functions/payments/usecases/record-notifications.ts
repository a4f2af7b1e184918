import { type CalendarDate, utcDay } from '../../../shared/kernel/calendar-date.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import { refuse } from '../errors.ts';
import type { PaymentsReader } from '../reader.ts';
import type { PaymentsStore } from '../store.ts';
import type { PaymentRow, PaymentRunRow } from '../table.ts';
import { type Action, traceOf } from './action.ts';
import { loadRun } from './change-run.ts';

export interface RecordNotificationsDeps {
  readonly reader: Pick<PaymentsReader, 'loadRun' | 'paymentsOf'>;
  readonly store: Pick<PaymentsStore, 'paymentWrite' | 'commit'>;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

/** Payments in one transaction of the table. */
const AT_ONCE = 50;

/**
 * Keeps that payers were told of their debits on a day: all of the run, or some. Who is recorded stays recorded with the first
 * day; killed or contended in the middle, the same again records the rest.
 * @throws payments.unknown-run, payments.unknown-payment, payments.invalid-run
 */
export async function recordNotifications(
  deps: RecordNotificationsDeps,
  action: Action,
  runId: string,
  { numbers, on }: { readonly numbers: readonly number[] | undefined; readonly on: CalendarDate },
): Promise<{ run: PaymentRunRow; payments: readonly PaymentRow[] }> {
  const company = action.company.id;
  const run = await loadRun(deps.reader, company, runId);
  if (on > utcDay(action.now)) {
    const detail = `${on} is still to come.`;
    throw refuse('payments.invalid-run', detail, { errors: [{ pointer: '/on', detail }] });
  }
  await decideAgain('payments', deps, async () => {
    const debits = (await deps.reader.paymentsOf(company, runId)).filter(
      ({ mandate }) => mandate !== undefined,
    );
    const known = new Set(debits.map(({ number }) => number));
    const unknown = numbers?.find((number) => !known.has(number));
    if (unknown !== undefined)
      throw refuse('payments.unknown-payment', `The run ${runId} has no debit ${unknown}.`);
    const told = debits.filter(
      ({ number, notifiedOn }) => notifiedOn === undefined && (numbers?.includes(number) ?? true),
    );
    for (let from = 0; from < told.length; from += AT_ONCE) {
      const some = told.slice(from, from + AT_ONCE);
      const after = { on, payments: some.map(({ number }) => number) };
      await deps.store.commit([
        ...some.map((payment) => deps.store.paymentWrite(payment, { ...payment, notifiedOn: on })),
        traceOf(deps, action, {
          action: 'payments.payers-notified',
          subject: `payment-runs/${runId}`,
          after,
        }),
      ]);
    }
  });
  return { run, payments: await deps.reader.paymentsOf(company, runId) };
}
