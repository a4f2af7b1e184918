import { formatMinor } from '../../../shared/kernel/money.ts';
import type { LeftOut } from '../domain/payment.ts';
import { hiddenIban, lateDebits, notifyBy, preNotificationState } from '../domain/pre-notification.ts';
import { endToEndIdOf } from '../domain/sepa/identifiers.ts';
import type { PaymentRow, PaymentRunRow, SettlementRow } from '../table.ts';

const money = (minor: bigint) => formatMinor(minor, 'EUR');

export function summarizeRun(run: PaymentRunRow) {
  const {
    company: _company,
    version: _version,
    orderer: _orderer,
    payments: _count,
    approvalId: _approval,
    ...rest
  } = run;
  const { minimumMinor, ...summary } = rest;
  return { ...summary, minimumAmount: money(minimumMinor) };
}

function viewPayment(payment: PaymentRow, settledOn: string | undefined) {
  const {
    number,
    state,
    partnerId: partner,
    account,
    party,
    amountMinor,
    text,
    items,
    mandate,
    runId,
  } = payment;
  const { entryId, reversedBy, returnedBy, reason, detail } = payment;
  return {
    number,
    state,
    partner,
    account,
    name: party.name,
    iban: party.iban,
    amount: money(amountMinor),
    text,
    endToEndId: endToEndIdOf(runId, number),
    items: items.map((item) => ({
      item: item.itemId,
      documentNumber: item.label,
      amount: money(item.amountMinor),
      discount: money(item.discountMinor),
    })),
    mandate: mandate && { id: mandate.id, scheme: mandate.scheme, sequence: mandate.sequence },
    entryId,
    reversedBy,
    settledOn,
    returnedBy,
    reason,
    detail,
  };
}

/** Items in one answer that are not paid: it must fit into 6 MB, and compressed under an idempotency key. */
export const MAX_LEFT_OUT_SHOWN = 5_000;

const COUNTS: ReadonlySet<PaymentRow['state']> = new Set(['proposed', 'booked', 'accepted']);

/** The run with its payments and all that is not paid with it: what the proposal left out, and what was taken out since. */
export function viewRun(
  run: PaymentRunRow,
  payments: readonly PaymentRow[],
  leftOut: readonly LeftOut[],
  { today, settlements = [] }: { readonly today: string; readonly settlements?: readonly SettlementRow[] },
) {
  const shown = new Map(
    settlements.flatMap(({ undone, numbers, on }) =>
      undone ? [] : numbers.map((number) => [number, on] as const),
    ),
  );
  const total = payments.reduce(
    (sum, { state, amountMinor }) => (COUNTS.has(state) ? sum + amountMinor : sum),
    0n,
  );
  const lastDay = notifyBy(run.executionDate, run.orderer.preNotificationDays);
  const debits = payments.filter(({ mandate, state }) => mandate !== undefined && COUNTS.has(state));
  const notPaid = [...payments.flatMap(({ without }) => without), ...leftOut];
  return {
    ...summarizeRun(run),
    total: money(total),
    payments: payments.map((payment) => viewPayment(payment, shown.get(payment.number))),
    findings: lateDebits(debits, lastDay, today),
    leftOutCount: notPaid.length,
    leftOut: notPaid
      .slice(0, MAX_LEFT_OUT_SHOWN)
      .map(({ itemId, partnerId, ...rest }) => ({ item: itemId, partner: partnerId, ...rest })),
  };
}

/** What payers are told of their debits (SDD rulebooks, pre-notification: amount and due date at the least). */
export function viewPreNotifications(run: PaymentRunRow, payments: readonly PaymentRow[], today: string) {
  const { executionDate, orderer } = run;
  const lastDay = notifyBy(executionDate, orderer.preNotificationDays);
  const items = payments.flatMap(
    ({ number, mandate, state, party, partnerId, amountMinor, text, notifiedOn }) => {
      if (!mandate || !COUNTS.has(state)) return [];
      return {
        payment: number,
        partner: partnerId,
        name: party.name,
        collectionDate: executionDate,
        amount: money(amountMinor),
        creditorId: orderer.creditorId ?? '',
        mandateId: mandate.id,
        iban: hiddenIban(party.iban),
        text,
        notifyBy: lastDay,
        notifiedOn,
        state: preNotificationState({ notifiedOn }, lastDay, today),
      };
    },
  );
  return { items };
}
