import type { Cents, Decimal } from './values.ts';

/** BG-20 or BG-21, an allowance or a charge on the whole document; BG-27 or BG-28 on a line, which takes its VAT from the line. */
export interface AllowanceOrCharge {
  /** BT-92, BT-99, BT-136, BT-141: mandatory, without VAT. */
  readonly amount?: Cents;
  /** BT-93, BT-100, BT-137, BT-142. */
  readonly baseAmount?: Cents;
  /** BT-94, BT-101, BT-138, BT-143: percent of the base. */
  readonly percentage?: Decimal;
  /** BT-97, BT-104, BT-139, BT-144; this or the code is mandatory. */
  readonly reason?: string;
  /** BT-98, BT-140: UNCL 5189. BT-105, BT-145: UNCL 7161. */
  readonly reasonCode?: string;
}

/** BG-20, BG-21. */
export interface DocumentAllowanceOrCharge extends AllowanceOrCharge {
  /** BT-95, BT-102: mandatory, UNCL 5305. */
  readonly vatCategory?: string;
  /** BT-96, BT-103: percent. */
  readonly vatRate?: Decimal;
}

/** BG-22. */
export interface Totals {
  /** BT-106: sum of the lines' net amounts, mandatory. */
  readonly lines?: Cents;
  /** BT-107: sum of the allowances on the document. */
  readonly allowances?: Cents;
  /** BT-108: sum of the charges on the document. */
  readonly charges?: Cents;
  /** BT-109: mandatory. */
  readonly withoutVat?: Cents;
  /** BT-110: VAT in the invoice's currency. */
  readonly vat?: Cents;
  /** BT-111: VAT in the currency it is declared in (BT-6). */
  readonly vatInVatCurrency?: Cents;
  /** BT-112: mandatory. */
  readonly withVat?: Cents;
  /** BT-113: paid already. */
  readonly paid?: Cents;
  /** BT-114: added to round what is due. */
  readonly rounding?: Cents;
  /** BT-115: due for payment, mandatory. */
  readonly payable?: Cents;
}

/** BG-23: one per category and rate. */
export interface VatBreakdown {
  /** BT-116: mandatory. */
  readonly taxableAmount?: Cents;
  /** BT-117: mandatory. */
  readonly taxAmount?: Cents;
  /** BT-118: mandatory, UNCL 5305 (S, Z, E, AE, K, G, O, L, M, B). */
  readonly category?: string;
  /** BT-119: percent; absent only where the invoice is not subject to VAT (O). */
  readonly rate?: Decimal;
  /** BT-120. */
  readonly exemptionReason?: string;
  /** BT-121: VATEX. */
  readonly exemptionReasonCode?: string;
}
