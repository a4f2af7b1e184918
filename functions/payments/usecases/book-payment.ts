import { DomainError } from '../../../shared/kernel/errors.ts';
import { absolute } from '../../../shared/kernel/money.ts';
import { ChangedMeanwhileError } from '../../../shared/table/failures.ts';
import type { Posting } from '../../ledger/books.ts';
import type { Receivables, SettlementWish } from '../../receivables/books.ts';
import { usedMandate } from '../domain/mandate.ts';
import type { LeftOutReason } from '../domain/payment.ts';
import { compactNumber, endToEndIdOf, messageIdOf } from '../domain/sepa/identifiers.ts';
import type { PaymentsReader } from '../reader.ts';
import type { PaymentsStore } from '../store.ts';
import type { MandateRow, PaymentRow, PaymentRunRow } from '../table.ts';

export interface BookPaymentDeps {
  readonly reader: Pick<PaymentsReader, 'loadPayment' | 'loadMandate'>;
  readonly store: Pick<PaymentsStore, 'paymentWrite' | 'mandateWrite' | 'commit'>;
  readonly receivables: Pick<Receivables, 'settle'> & {
    readonly reader: Pick<Receivables['reader'], 'loadPartner'>;
  };
}

/** Refusals that mean that somebody else has paid or cleared the item meanwhile. */
const SETTLED_OTHERWISE = new Set([
  'receivables.item-settled',
  'receivables.more-than-open',
  'receivables.unknown-item',
  'receivables.already-undone',
]);

const ATTEMPTS = 3;

/** The id of a payment's entry: however often it is booked, it is one entry. */
export function entryIdOf(runId: string, number: number): string {
  return `${runId}-${String(number).padStart(4, '0')}`;
}

/**
 * Books one payment of an approved run against the transit account: the entry clears its items, and the payment's state
 * moves with it in one transaction. What cannot be paid any more is left out with its reason. A payment that was decided
 * before stays as it is.
 */
export async function bookPayment(
  deps: BookPaymentDeps,
  posting: Posting,
  run: PaymentRunRow,
  number: number,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const payment = await deps.reader.loadPayment(run.company, run.id, number);
    if (payment?.state !== 'proposed') return;
    try {
      await decidePayment(deps, posting, run, payment);
      return;
    } catch (error) {
      const isOutrun = error instanceof ChangedMeanwhileError && error.module === 'payments';
      if (!isOutrun || attempt === ATTEMPTS) throw error;
    }
  }
}

async function decidePayment(
  deps: BookPaymentDeps,
  posting: Posting,
  run: PaymentRunRow,
  payment: PaymentRow,
): Promise<void> {
  const leaveOut = async (reason: LeftOutReason, detail: string): Promise<void> => {
    await deps.store.commit([
      deps.store.paymentWrite(payment, { ...payment, state: 'left-out', reason, detail }),
    ]);
  };
  const { mandate } = payment;
  const standing = mandate && (await deps.reader.loadMandate(run.company, mandate.id));
  if (mandate) {
    const stands = standing && standing.revokedOn === undefined && standing.iban === payment.party.iban;
    if (!stands) return leaveOut('mandate-changed', 'The mandate was revoked or changed after the proposal.');
  } else {
    const partner = await deps.receivables.reader.loadPartner(run.company, payment.partnerId);
    // Who approved has seen that account and no other.
    if (compactNumber(partner?.iban ?? '') !== payment.party.iban || partner?.account !== payment.account) {
      return leaveOut('partner-changed', 'The account of the partner is another than at the proposal.');
    }
  }
  try {
    await settlePayment(deps, posting, run, payment, standing);
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
    if (SETTLED_OTHERWISE.has(error.code)) return leaveOut('settled-otherwise', error.message);
    return leaveOut('not-bookable', error.message);
  }
}

async function settlePayment(
  deps: BookPaymentDeps,
  posting: Posting,
  run: PaymentRunRow,
  payment: PaymentRow,
  mandate: MandateRow | undefined,
): Promise<void> {
  const { store } = deps;
  const words = posting.company.language === 'de' ? WORDS.de : WORDS.en;
  await deps.receivables.settle({
    posting,
    id: entryIdOf(run.id, payment.number),
    date: run.executionDate,
    wishes: payment.items.map(wishOf),
    bankAccount: run.orderer.transitAccount,
    bankMinor: run.kind === 'transfer' ? -payment.amountMinor : payment.amountMinor,
    documentNumber: messageIdOf(run.id),
    reference: endToEndIdOf(run.id, payment.number),
    text: `${words[run.kind]} ${payment.text}`.slice(0, 200),
    together: ({ clearing, entry }) => {
      const booked = { ...payment, state: 'booked' as const, clearingId: clearing.id, entryId: entry?.id };
      const used = mandate && nextVersion(mandate, usedMandate(mandate, run.executionDate));
      return [
        store.paymentWrite(payment, booked),
        ...(mandate && used ? [store.mandateWrite(mandate, used)] : []),
      ];
    },
  });
}

function nextVersion(seen: MandateRow, next: ReturnType<typeof usedMandate>): MandateRow {
  return { ...seen, ...next, amendment: next.amendment, version: seen.version + 1 };
}

function wishOf({ itemId, amountMinor, discountMinor }: PaymentRow['items'][number]): SettlementWish {
  const payMinor = absolute(amountMinor);
  return { itemId, payMinor, ...(discountMinor > 0n ? { discountMinor } : {}) };
}

const WORDS = {
  de: { transfer: 'Überweisung', 'direct-debit': 'Lastschrift' },
  en: { transfer: 'Transfer', 'direct-debit': 'Direct debit' },
} as const;
