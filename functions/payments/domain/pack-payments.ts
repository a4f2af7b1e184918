import type { LeftOutReason, PaidItem } from './payment.ts';
import { MAX_PAYMENT_MINOR, MAX_REMITTANCE_LENGTH } from './sepa/payment-file.ts';

/**
 * Items of one payment: each moves from the open to the settled ones (two writes), and with the entry, the clearing and the
 * payment's own state that must stay below the 100 items of a transaction.
 */
export const MAX_ITEMS_OF_PAYMENT = 30;

export interface Packed {
  readonly payments: readonly (readonly PaidItem[])[];
  readonly leftOut: readonly { readonly item: PaidItem; readonly reason: LeftOutReason }[];
}

export function amountOf(items: readonly PaidItem[]): bigint {
  return items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

export function textOf(items: readonly PaidItem[]): string {
  return items.map(({ label }) => label).join(', ');
}

function fits(items: readonly PaidItem[]): boolean {
  return (
    items.length <= MAX_ITEMS_OF_PAYMENT &&
    textOf(items).length <= MAX_REMITTANCE_LENGTH &&
    amountOf(items) <= MAX_PAYMENT_MINOR
  );
}

/**
 * Spreads a partner's items over payments: one for each item, or as few as the remittance text, the number of items and
 * SEPA's largest amount allow. Credit notes are set off in the first payment that they leave something of, payments being
 * joined where none is large enough. Nothing is paid to who owes us as much.
 */
export function packPayments(items: readonly PaidItem[], together: boolean): Packed {
  const leftOut: { item: PaidItem; reason: LeftOutReason }[] = [];
  if (amountOf(items) <= 0n) {
    return { payments: [], leftOut: items.map((item) => ({ item, reason: 'covered-by-credit' })) };
  }
  let payments: PaidItem[][] = [];
  for (const item of items.filter(({ amountMinor }) => amountMinor >= 0n)) {
    const last = payments.at(-1);
    if (!fits([item])) leftOut.push({ item, reason: 'too-large' });
    else if (together && last && fits([...last, item])) last.push(item);
    else payments.push([item]);
  }
  const credits = items
    .filter(({ amountMinor }) => amountMinor < 0n)
    .sort((a, b) => (a.amountMinor < b.amountMinor ? -1 : a.amountMinor > b.amountMinor ? 1 : 0));
  for (const credit of credits) {
    const next = setOff(payments, credit);
    if (next) payments = next;
    else leftOut.push({ item: credit, reason: 'credit-too-large' });
  }
  return { payments, leftOut };
}

/** The payments with the credit in one of them, or undefined where it fits in none, nor in several joined. */
function setOff(payments: readonly PaidItem[][], credit: PaidItem): PaidItem[][] | undefined {
  const leavesSomething = (items: readonly PaidItem[]) => amountOf(items) > 0n && fits(items);
  const at = payments.findIndex((items) => leavesSomething([...items, credit]));
  if (at >= 0) return payments.map((items, index) => (index === at ? [...items, credit] : items));
  const largestFirst = payments.toSorted((a, b) => (amountOf(a) > amountOf(b) ? -1 : 1));
  for (let count = 2; count <= largestFirst.length; count += 1) {
    const joined = largestFirst.slice(0, count);
    const items = [...joined.flat(), credit];
    if (leavesSomething(items)) return [...payments.filter((one) => !joined.includes(one)), items];
  }
  return undefined;
}
