import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { DocumentAllowanceOrCharge, Totals, VatBreakdown } from './model/amounts.ts';
import type { Delivery } from './model/delivery.ts';
import type { InvoiceLine } from './model/invoice-line.ts';
import type { Buyer, Payee, Seller, TaxRepresentative } from './model/party.ts';
import type { PaymentInstructions } from './model/payment.ts';
import type { EmbeddedFile, Identifier } from './model/values.ts';

/** BG-1. */
export interface Note {
  /** BT-21: UNCL 4451. */
  readonly subjectCode?: string;
  /** BT-22: mandatory in the group. */
  readonly text?: string;
}

/** BG-3: the invoice that this one corrects or settles. */
export interface PrecedingInvoice {
  /** BT-25: mandatory in the group. */
  readonly number?: string;
  /** BT-26. */
  readonly issueDate?: CalendarDate;
}

/** BG-24. */
export interface SupportingDocument {
  /** BT-122: mandatory in the group. */
  readonly reference?: string;
  /** BT-123. */
  readonly description?: string;
  /** BT-124: a link to it. */
  readonly location?: string;
  /** BT-125. */
  readonly file?: EmbeddedFile;
}

/**
 * An invoice or credit note in the semantic model of EN 16931-1:2017+A1:2019 (BG groups, BT terms), whichever syntax it came in. What the
 * standard makes mandatory is optional here all the same: a file may lack it, and then a rule says so (`checkInvoice`). Signs are as in the
 * document: a credit note (381) has positive amounts that are owed to the buyer. Texts are trimmed and never empty.
 */
export interface Invoice {
  /** BT-1: mandatory. */
  readonly number?: string;
  /** BT-2: mandatory. */
  readonly issueDate?: CalendarDate;
  /** BT-3: mandatory, UNCL 1001 (380 invoice, 381 credit note, 384 corrected, 326 partial, 389 self-billed, 875 to 877 construction). */
  readonly typeCode?: string;
  /** BT-5: mandatory, ISO 4217; the currency of every amount but BT-111. */
  readonly currency?: string;
  /** BT-6: the currency VAT is declared in, where it is another. */
  readonly vatCurrency?: string;
  /** BT-7: when VAT becomes due. */
  readonly vatPointDate?: CalendarDate;
  /** BT-8 as UNCL 2005 has it, in both syntaxes: 3 issue of the invoice, 35 delivery, 432 payment. */
  readonly vatPointDateCode?: string;
  /** BT-9. */
  readonly dueDate?: CalendarDate;
  /** BT-10: mandatory in XRechnung (Leitweg-ID of a public buyer). */
  readonly buyerReference?: string;
  /** BT-11. */
  readonly projectReference?: string;
  /** BT-12. */
  readonly contractReference?: string;
  /** BT-13. */
  readonly purchaseOrderReference?: string;
  /** BT-14. */
  readonly salesOrderReference?: string;
  /** BT-15. */
  readonly receivingAdviceReference?: string;
  /** BT-16. */
  readonly despatchAdviceReference?: string;
  /** BT-17. */
  readonly tenderOrLotReference?: string;
  /** BT-18: scheme from UNCL 1153. */
  readonly invoicedObject?: Identifier;
  /** BT-19: where the buyer books it. */
  readonly buyerAccountingReference?: string;
  /** BT-20: also the lines `#SKONTO#TAGE=…#PROZENT=…#` of XRechnung; its line breaks are kept. */
  readonly paymentTerms?: string;
  /** BG-1. */
  readonly notes: readonly Note[];
  /** BT-23. */
  readonly businessProcess?: string;
  /** BT-24: mandatory; which rules the sender means to keep (`urn:cen.eu:en16931:2017…`). */
  readonly specification?: string;
  /** BG-3. */
  readonly precedingInvoices: readonly PrecedingInvoice[];
  /** BG-4. */
  readonly seller: Seller;
  /** BG-7. */
  readonly buyer: Buyer;
  /** BG-10. */
  readonly payee?: Payee;
  /** BG-11. */
  readonly sellerTaxRepresentative?: TaxRepresentative;
  /** BG-13. */
  readonly delivery?: Delivery;
  /** BG-16. */
  readonly paymentInstructions?: PaymentInstructions;
  /** BG-20. */
  readonly allowances: readonly DocumentAllowanceOrCharge[];
  /** BG-21. */
  readonly charges: readonly DocumentAllowanceOrCharge[];
  /** BG-22. */
  readonly totals: Totals;
  /** BG-23. */
  readonly vatBreakdowns: readonly VatBreakdown[];
  /** BG-24. */
  readonly supportingDocuments: readonly SupportingDocument[];
  /** BG-25. */
  readonly lines: readonly InvoiceLine[];
}
