import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Write } from '../../../shared/table/writes.ts';
import { isSettled, type TransitRun, transitOf } from '../domain/transit.ts';
import { refuse } from '../errors.ts';
import type { PaymentsReader } from '../reader.ts';
import type { PaymentsStore } from '../store.ts';
import type { PaymentRow, PaymentRunRow, SettlementRow } from '../table.ts';
import { assertState, loadRun } from './change-run.ts';

export interface SettlePaymentsDeps {
  readonly reader: Pick<
    PaymentsReader,
    'loadRun' | 'runsInTransit' | 'paymentsOf' | 'settlementsOf' | 'loadPayment'
  >;
  readonly store: Pick<PaymentsStore, 'runWrite' | 'settlementWrite' | 'paymentWrite'>;
}

/** Which payments a line of a statement has shown. */
export interface SettlementWish {
  readonly runId: string;
  readonly numbers: readonly number[];
  readonly transactionId: string;
  readonly on: string;
}

export interface SettlementPlan {
  readonly transitAccount: string;
  readonly messageId: string;
  /** What the payments come to, signed as in a statement. */
  readonly amountMinor: bigint;
  /** To be written in the transaction that books the line. */
  readonly writes: (entryId: string) => readonly Write[];
}

/** Every run that the bank has, with what no statement has shown of it. */
export async function runsInTransit(
  { reader }: Pick<SettlePaymentsDeps, 'reader'>,
  company: string,
): Promise<TransitRun[]> {
  const runs = await reader.runsInTransit(company);
  return Promise.all(
    runs.map(async (run) => {
      const [payments, settlements] = await allOf({ reader }, run);
      return transitOf(run, payments, settlements);
    }),
  );
}

function allOf(
  { reader }: Pick<SettlePaymentsDeps, 'reader'>,
  { company, id }: Pick<PaymentRunRow, 'company' | 'id'>,
): Promise<[PaymentRow[], SettlementRow[]]> {
  return Promise.all([reader.paymentsOf(company, id), reader.settlementsOf(company, id)]);
}

/**
 * What it takes to set a line of a statement off on the transit account: which account, how much, and what is written with
 * the entry. The run's version is part of it: of two lines that show the same payment one is refused.
 * @throws payments.unknown-run, payments.run-state, payments.payment-state
 */
export async function planSettlement(
  deps: SettlePaymentsDeps,
  company: string,
  { runId, numbers, transactionId, on }: SettlementWish,
): Promise<SettlementPlan> {
  const run = await loadRun(deps.reader, company, runId);
  assertState(run, 'fetched', 'settled');
  const [payments, settlements] = await allOf(deps, run);
  const transit = transitOf(run, payments, settlements);
  const open = new Map(transit.payments.map((payment) => [payment.number, payment]));
  const meant = [...new Set(numbers)].map((number) => {
    const payment = open.get(number);
    if (payment) return payment;
    throw refuse(
      'payments.payment-state',
      `Payment ${number} of ${runId} is not in transit: there is none, it was not given to the bank, or a statement has shown it.`,
    );
  });
  const amountMinor = meant.reduce((sum, payment) => sum + payment.amountMinor, 0n);
  const shown = meant.map(({ number }) => number).toSorted((a, b) => a - b);
  const writes = (entryId: string): Write[] => {
    const row = { company, runId, transactionId, on, numbers: shown, entryId };
    const state = isSettled(payments, [...settlements, row]) ? ('settled' as const) : ('fetched' as const);
    return [deps.store.settlementWrite(row), deps.store.runWrite(run, { ...run, state })];
  };
  return { transitAccount: transit.transitAccount, messageId: transit.messageId, amountMinor, writes };
}

/** Refuses a line of another amount than the payments that it is to show. */
export function assertAmount({ amountMinor }: SettlementPlan, bankMinor: bigint): void {
  if (amountMinor === bankMinor) return;
  const detail = `The payments come to ${formatMinor(amountMinor, 'EUR')}, the line to ${formatMinor(bankMinor, 'EUR')}.`;
  throw refuse('payments.payment-state', detail, { errors: [{ pointer: '/run/payments', detail }] });
}

/** What is written when the booking of a line is taken back: its payments are in transit again. */
export async function planUndoneSettlement(
  deps: SettlePaymentsDeps,
  company: string,
  { runId, transactionId }: Pick<SettlementWish, 'runId' | 'transactionId'>,
): Promise<readonly Write[]> {
  const run = await loadRun(deps.reader, company, runId);
  const row = (await deps.reader.settlementsOf(company, runId)).find(
    (one) => one.transactionId === transactionId,
  );
  if (!row || row.undone) return [];
  return [
    deps.store.settlementWrite({ ...row, undone: true }),
    deps.store.runWrite(run, { ...run, state: 'fetched' }),
  ];
}
