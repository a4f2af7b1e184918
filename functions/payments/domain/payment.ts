import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { Party } from './sepa/party.ts';
import type { DebitScheme, DebitSequence, MandateAmendment } from './sepa/write-direct-debit.ts';

export type RunKind = 'transfer' | 'direct-debit';

export interface DueDiscount {
  readonly percentTimes100: number;
  readonly until: CalendarDate;
  /** Of what is open, where the discount is not on all of it. */
  readonly baseMinor?: bigint | undefined;
}

/** An open item as a run sees it: what is owed is positive on both sides, what is in our partner's debt negative. */
export interface DueItem {
  readonly id: string;
  readonly account: string;
  /** What the payee knows it by: document number, reference, or our own id of the item. */
  readonly label: string;
  readonly date: CalendarDate;
  readonly dueDate: CalendarDate;
  readonly owedMinor: bigint;
  /** The best that is in time on the day of execution. */
  readonly discount?: DueDiscount | undefined;
}

/** What of an item a payment settles: `amountMinor` moves (a credit note's is negative), the discount does not. */
export interface PaidItem {
  readonly itemId: string;
  readonly label: string;
  readonly amountMinor: bigint;
  readonly discountMinor: bigint;
}

/** What a debit says of its mandate, as it stood when it was proposed. */
export interface DebitMandate {
  readonly id: string;
  readonly signedOn: CalendarDate;
  readonly scheme: DebitScheme;
  readonly sequence: DebitSequence;
  readonly amendment?: MandateAmendment | undefined;
}

/** One transfer or debit. */
export interface Payment {
  readonly partnerId: string;
  readonly account: string;
  readonly party: Party;
  readonly amountMinor: bigint;
  readonly items: readonly PaidItem[];
  readonly text: string;
  readonly mandate?: DebitMandate | undefined;
}

export const LEFT_OUT_REASONS = [
  'no-partner', 'blocked', 'no-iban', 'invalid-iban', 'invalid-bic', 'outside-sepa', 'name-not-expressible',
  'address-not-expressible', 'address-needed', 'no-mandate', 'mandate-revoked', 'mandate-expired', 'mandate-used',
  'mandate-not-signed', 'mandate-changed', 'covered-by-credit', 'credit-too-large', 'below-minimum', 'too-large', 'dated-later',
  'run-full', 'in-another-run', 'by-hand', 'settled-otherwise', 'partner-changed', 'not-bookable',
] as const; // biome-ignore format: a list

export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** An item that was due and is not in the run, and why. */
export interface LeftOut {
  readonly itemId: string;
  readonly account: string;
  readonly partnerId?: string | undefined;
  readonly reason: LeftOutReason;
  readonly detail: string;
}
