import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { divideRounded, formatMinor } from '../../../shared/kernel/money.ts';
import { chooseMandate, type Mandate, type MandateProblem, sequenceOf } from './mandate.ts';
import { amountOf, packPayments, textOf } from './pack-payments.ts';
import type { DueItem, LeftOut, LeftOutReason, PaidItem, Payment, RunKind } from './payment.ts';
import { toSepaText } from './sepa/charset.ts';
import { checkParty, type PartyProblem, type PostalAddress } from './sepa/party.ts';

/** Payments of one run: its file stays small enough to be kept beside it, and one approval can book them. */
export const MAX_PAYMENTS_OF_RUN = 500;

/** As long as a document number may be; signs that become two letters may make it longer. */
const MAX_LABEL_LENGTH = 60;

export interface RunTerms {
  readonly kind: RunKind;
  readonly executionDate: CalendarDate;
  /** Items due up to this day. */
  readonly payUntil: CalendarDate;
  /** Day of the next run: discounts that end before it are taken with this one. */
  readonly nextRunOn: CalendarDate;
  /** One payment an item, or as few as possible a partner. */
  readonly collect: 'item' | 'partner';
  readonly minimumMinor: bigint;
}

export interface RunPartner {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly iban?: string | undefined;
  readonly bic?: string | undefined;
  readonly address?: PostalAddress | undefined;
  readonly blocked: boolean;
  /** For debits. */
  readonly mandates: readonly Mandate[];
}

export interface Proposal {
  readonly payments: readonly Payment[];
  readonly leftOut: readonly LeftOut[];
}

/** Whether a run takes the item: due, or (transfers) its discount would be lost before the next run. Credits always. */
export function isWanted(item: DueItem, terms: RunTerms): boolean {
  if (item.owedMinor < 0n) return item.date <= terms.executionDate;
  if (item.dueDate <= terms.payUntil) return true;
  const { until = '' } = item.discount ?? {};
  return terms.kind === 'transfer' && until >= terms.executionDate && until < terms.nextRunOn;
}

/** Cash discount still in time on the day of execution: the percentage of what is open, or of its base, rounded to the cent. */
export function discountOf({ owedMinor, discount }: DueItem, executionDate: CalendarDate): bigint {
  if (!discount || discount.until < executionDate || owedMinor <= 0n) return 0n;
  const { baseMinor = owedMinor, percentTimes100 } = discount;
  const base = baseMinor < owedMinor ? baseMinor : owedMinor;
  return divideRounded(base * BigInt(percentTimes100), 10_000n);
}

/**
 * What a run pays or collects. Every item that it wants is in a payment or left out with its reason. Items in the order of
 * their due dates, partners in that of their accounts; the same input gives the same proposal.
 * @param underWay items that another run has proposed, with that run's id
 */
export function proposeRun(
  terms: RunTerms,
  items: readonly DueItem[],
  partners: readonly RunPartner[],
  underWay: ReadonlyMap<string, string> = new Map(),
): Proposal {
  const byAccount = new Map(partners.map((partner) => [partner.account, partner]));
  const wanted = items.filter((item) => isWanted(item, terms)).sort(byAccountAndDue);
  const payments: Payment[] = [];
  const leftOut: LeftOut[] = [];
  for (const [account, group] of Map.groupBy(wanted, ({ account: number }) => number)) {
    // Credits alone ask for nothing.
    if (!group.some(({ owedMinor }) => owedMinor > 0n)) continue;
    const partner = byAccount.get(account);
    const taken = group.flatMap(({ id }): LeftOut[] => {
      const run = underWay.get(id);
      if (run === undefined) return [];
      const detail = `The run ${run} has it.`;
      return [{ itemId: id, account, partnerId: partner?.id, reason: 'in-another-run', detail }];
    });
    leftOut.push(...taken);
    const free = group.filter(({ id }) => !underWay.has(id));
    const proposed = proposeForPartner(terms, account, free, partner);
    leftOut.push(...proposed.leftOut);
    for (const payment of proposed.payments) {
      if (payments.length < MAX_PAYMENTS_OF_RUN) payments.push(payment);
      else
        leftOut.push(
          ...leaveOutPayment(payment, 'run-full', `A run has at most ${MAX_PAYMENTS_OF_RUN} payments.`),
        );
    }
  }
  return { payments, leftOut };
}

/** The items of a payment that is not made after all. */
export function leaveOutPayment(
  { items, account, partnerId }: Pick<Payment, 'items' | 'account' | 'partnerId'>,
  reason: LeftOutReason,
  detail: string,
): LeftOut[] {
  return items.map(({ itemId }) => ({ itemId, account, partnerId, reason, detail }));
}

function byAccountAndDue(a: DueItem, b: DueItem): number {
  if (a.account !== b.account) return a.account < b.account ? -1 : 1;
  if (a.dueDate !== b.dueDate) return a.dueDate < b.dueDate ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

const WHY: Readonly<
  Record<MandateProblem | 'no-mandate' | 'covered-by-credit' | 'credit-too-large' | 'too-large', string>
> = {
  'no-mandate': 'There is no mandate.',
  'mandate-revoked': 'The mandate has been revoked.',
  'mandate-expired': 'The mandate has not been used for 36 months.',
  'mandate-used': 'The mandate allowed one collection more, and that is made.',
  'mandate-not-signed': 'The mandate is signed later than the day of collection.',
  'covered-by-credit': 'Credit notes come to as much or more.',
  'credit-too-large': 'The credit is larger than any payment that has room for it.',
  'too-large': 'SEPA carries at most 999,999,999.99 in one payment.',
};

function proposeForPartner(
  terms: RunTerms,
  account: string,
  items: readonly DueItem[],
  partner: RunPartner | undefined,
): Proposal {
  const leaveAll = (reason: LeftOutReason, detail: string): Proposal => ({
    payments: [],
    leftOut: items.map(({ id }) => ({ itemId: id, account, partnerId: partner?.id, reason, detail })),
  });
  if (!partner) return leaveAll('no-partner', `Account ${account} belongs to no partner.`);
  if (partner.blocked) return leaveAll('blocked', `Partner ${partner.id} is blocked for payments.`);
  const mandate =
    terms.kind === 'transfer' ? undefined : chooseMandate(partner.mandates, terms.executionDate);
  if (typeof mandate === 'string') return leaveAll(mandate, WHY[mandate]);
  const holder = mandate
    ? { name: mandate.accountHolder ?? partner.name, iban: mandate.iban, bic: mandate.bic }
    : { name: partner.name, iban: partner.iban ?? '', bic: partner.bic };
  const purpose = terms.kind === 'transfer' ? 'transfer' : 'debit';
  const party = checkParty({ ...holder, address: partner.address }, purpose);
  if (!('name' in party)) {
    const [first] = party as readonly [PartyProblem];
    return leaveAll(first.code, party.map(({ detail }) => detail).join(' '));
  }
  const late = items.filter(({ date }) => date > terms.executionDate);
  const packed = packPayments(
    items.filter((item) => !late.includes(item)).map((item) => paidItem(item, terms)),
    terms.collect === 'partner',
  );
  const of = { partnerId: partner.id, account };
  const leftOut: LeftOut[] = [
    ...late.map(({ id, date }) => ({ itemId: id, ...of, reason: 'dated-later' as const, detail: `The item is dated ${date}.` })),
    ...packed.leftOut.map(({ item, reason }) => ({
      itemId: item.itemId, ...of, reason, detail: WHY[reason as keyof typeof WHY] ?? reason,
    })),
  ]; // biome-ignore format: two rows
  const payments: Payment[] = [];
  for (const paid of packed.payments) {
    const payment = { ...of, party, amountMinor: amountOf(paid), items: paid, text: textOf(paid) };
    if (payment.amountMinor <= 0n || payment.amountMinor < terms.minimumMinor) {
      const detail = `${formatMinor(payment.amountMinor, 'EUR')} is below the minimum.`;
      leftOut.push(...leaveOutPayment(payment, 'below-minimum', detail));
    } else if (!mandate) payments.push(payment);
    else {
      const sequence = sequenceOf({ ...mandate, uses: mandate.uses + payments.length });
      const isSpent = payments.length > 0 && (sequence === 'OOFF' || sequence === 'FNAL');
      if (isSpent) leftOut.push(...leaveOutPayment(payment, 'mandate-used', WHY['mandate-used']));
      else payments.push({ ...payment, mandate: debitMandate(mandate, sequence, payments.length === 0) });
    }
  }
  return { payments, leftOut };
}

function paidItem(item: DueItem, { executionDate }: RunTerms): PaidItem {
  const discountMinor = discountOf(item, executionDate);
  const label = toSepaText(item.label).text.slice(0, MAX_LABEL_LENGTH).trim() || item.id;
  return { itemId: item.id, label, amountMinor: item.owedMinor - discountMinor, discountMinor };
}

function debitMandate(
  { id, signedOn, scheme, amendment }: Mandate,
  sequence: ReturnType<typeof sequenceOf>,
  isFirst: boolean,
): NonNullable<Payment['mandate']> {
  return { id, signedOn, scheme, sequence, ...(amendment && isFirst ? { amendment } : {}) };
}
