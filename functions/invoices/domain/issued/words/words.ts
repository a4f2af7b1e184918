import type { CalendarDate } from '../../../../../shared/kernel/calendar-date.ts';
import type { Cents, Decimal } from '../../model/values.ts';
import { ENGLISH } from './english.ts';
import { GERMAN } from './german.ts';

/** Language of the page of an invoice of our own and of the texts in its XML. */
export type PageLanguage = 'de' | 'en';

/** Net and tax of one rate, as texts. */
export interface TaxWords {
  readonly net: string;
  readonly percent: string;
  readonly tax: string;
}

/** An invoice that is named: its number and its day as a text. */
export interface NamedInvoice {
  readonly number: string;
  readonly day: string;
}

/** Everything that an invoice says besides what its writer and the partners are called. */
export interface Words {
  readonly day: (day: CalendarDate) => string;
  /** A decimal with its digits, grouped. */
  readonly number: (decimal: Decimal) => string;
  readonly money: (cents: Cents, currency: string) => string;
  /** Of a percentage as `19` or `7.5`. */
  readonly percent: (percent: string) => string;
  /** Of a unit that people read (UN/ECE Recommendation 20); undefined of others. */
  readonly unit: (code: string) => string | undefined;
  /** Of a country code in an address; undefined where it is left out. */
  readonly country: (code: string) => string | undefined;
  readonly titles: Readonly<Record<'invoice' | 'advance' | 'final' | 'credit', string>>;
  readonly columns: readonly string[];
  readonly references: Readonly<
    Record<
      | 'invoiceNumber'
      | 'number'
      | 'date'
      | 'planned'
      | 'period'
      | 'supplied'
      | 'credited'
      | 'customer'
      | 'vatId'
      | 'buyerReference'
      | 'order'
      | 'contract',
      string
    >
  >;
  readonly openings: Readonly<Record<'invoice' | 'advance', string>> & {
    readonly part: (of: NamedInvoice) => string;
    readonly rest: (of: NamedInvoice) => string;
    readonly whole: (of: NamedInvoice) => string;
  };
  readonly sums: {
    readonly net: string;
    readonly vat: (percent: string, net: string) => string;
    readonly noVat: (net: string) => string;
    readonly gross: string;
    readonly deduction: (of: NamedInvoice, parts: readonly TaxWords[]) => string;
  };
  readonly totals: Readonly<Record<'invoice' | 'advance' | 'final' | 'credit' | 'inFavour', string>>;
  /** Why there is no tax, by category (§14 Abs. 4 S. 1 Nr. 8, §14a Abs. 3 and 5 UStG). */
  readonly exemptions: Readonly<Record<'AE' | 'K' | 'G', string>>;
  readonly payment: Readonly<Record<'until' | 'discount' | 'reference', string>> & {
    readonly netUntil: (day: string) => string;
    readonly discountUntil: (percent: string, day: string) => string;
  };
  /** BT-20. */
  readonly terms: {
    readonly net: (day: string) => string;
    readonly discount: (percent: string, day: string) => string;
    readonly settled: string;
    readonly paid: string;
    readonly overpaid: string;
  };
  /** BT-22 and notes of the page. */
  readonly notes: {
    readonly advance: string;
    readonly reason: (reason: string) => string;
    readonly deducted: (
      of: NamedInvoice,
      parts: readonly TaxWords[],
      gross: string,
      isCancelled: boolean,
    ) => string;
  };
  /** Of a line of a credit note: which of the invoice it is about. */
  readonly aboutLine: (number: number) => string;
  readonly footer: Readonly<Record<'vatId' | 'taxNumber', string>>;
}

export function wordsOf({ language = 'de' }: { readonly language?: PageLanguage | undefined }): Words {
  return language === 'en' ? ENGLISH : GERMAN;
}
