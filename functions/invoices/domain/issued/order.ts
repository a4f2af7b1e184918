import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { Cents, Decimal } from '../model/values.ts';
import type { PageLanguage } from './words/words.ts';

/** A line of an invoice that is written: what is sold, how much of it, for how much. */
export interface OrderLine {
  readonly text: string;
  readonly description?: string | undefined;
  /** BT-129. */
  readonly quantity: Decimal;
  /** BT-130: UN/ECE Recommendation 20, `C62` for pieces, `HUR` for hours. */
  readonly unit: string;
  /** BT-146, without VAT. */
  readonly unitPrice: Decimal;
  /** BT-151: UNCL 5305. */
  readonly category: string;
  /** BT-152, percent times 100. */
  readonly rate: number;
  readonly account: string;
  readonly costCentre?: string | undefined;
}

/** An advance that a final invoice deducts: what of it was received, net and tax by rate (§14 Abs. 5 S. 2 UStG). */
export interface Deduction {
  readonly number: string;
  readonly date: CalendarDate;
  /** Rate in percent times 100; amounts with two decimals. */
  readonly groups: readonly { readonly rate: number; readonly net: Decimal; readonly tax: Decimal }[];
}

/** What somebody wants to be paid for. */
export interface InvoiceOrder {
  /** An invoice before the supply (§14 Abs. 5 S. 1 UStG): Anzahlung, Abschlag. Absent: for a supply. */
  readonly kind?: 'advance' | undefined;
  /** Of the page and the texts in the XML; German unless said. */
  readonly language?: PageLanguage | undefined;
  readonly number: string;
  readonly date: CalendarDate;
  /** Day of the supply, or its period: one of them is mandatory (§14 Abs. 4 S. 1 Nr. 6 UStG); of an advance, when it is expected. */
  readonly serviceDate?: CalendarDate | undefined;
  readonly period?: { readonly start: CalendarDate; readonly end: CalendarDate } | undefined;
  readonly dueDate: CalendarDate;
  readonly discount?: { readonly days: number; readonly percentTimes100: number } | undefined;
  readonly currency: string;
  /** BT-10: the Leitweg-ID of a public buyer; with it the invoice is an XRechnung. */
  readonly buyerReference?: string | undefined;
  readonly purchaseOrder?: string | undefined;
  readonly contract?: string | undefined;
  readonly note?: string | undefined;
  /** BT-120, of category E or O: why there is no VAT (§14 Abs. 4 S. 1 Nr. 8 UStG). */
  readonly exemptionReason?: string | undefined;
  readonly lines: readonly OrderLine[];
  /** Of a final invoice: the advances that were received for it. */
  readonly deducts?: readonly Deduction[] | undefined;
  /** BG-3, of a credit note for all that is left: the invoice that it takes back. */
  readonly cancels?: InvoiceReference | undefined;
  /** BG-3, of a credit note for a part: the invoice whose lines come to less, and why. */
  readonly corrects?: (InvoiceReference & { readonly reason: string }) | undefined;
  /** Of a credit note: the tax by category and rate where it is not what its lines come to, so that all are the invoice's. */
  readonly taxes?: readonly GroupTax[] | undefined;
}

export interface InvoiceReference {
  readonly number: string;
  readonly date: CalendarDate;
}

/** Tax of one group of the breakdown; two decimals. */
export interface GroupTax {
  readonly category: string;
  readonly rate: number;
  readonly tax: Decimal;
}

/** The invoice that a credit note is about; undefined of every other. */
export function creditedBy({
  cancels,
  corrects,
}: Pick<InvoiceOrder, 'cancels' | 'corrects'>): InvoiceReference | undefined {
  return cancels ?? corrects;
}

/** What kind of paper it is. */
export function nameOf(
  order: Pick<InvoiceOrder, 'kind' | 'deducts' | 'cancels' | 'corrects'>,
): 'credit' | 'advance' | 'final' | 'invoice' {
  if (creditedBy(order)) return 'credit';
  return order.kind ?? (order.deducts ? 'final' : 'invoice');
}

export interface Place {
  readonly street?: string | undefined;
  readonly houseNumber?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
  readonly country: string;
}

export interface IssuerData {
  readonly name: string;
  readonly address: Place;
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
  readonly iban: string;
  readonly bic?: string | undefined;
  readonly vatId?: string | undefined;
  readonly taxNumber?: string | undefined;
  readonly footer: readonly string[];
}

export interface CustomerData {
  readonly id: string;
  readonly name: string;
  readonly vatId?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: Place | undefined;
}

/** Amounts of one group of the breakdown, in hundredths. */
export interface VatGroup {
  readonly category: string;
  readonly rate: number;
  readonly netCents: Cents;
  readonly taxCents: Cents;
}
