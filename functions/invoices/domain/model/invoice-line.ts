import type { AllowanceOrCharge } from './amounts.ts';
import type { Period } from './delivery.ts';
import type { Cents, Decimal, Identifier } from './values.ts';

/** BG-29. Prices are without VAT and may have any number of decimals. */
export interface Price {
  /** BT-146: mandatory; after the discount, for the base quantity. */
  readonly net?: Decimal;
  /** BT-147. */
  readonly discount?: Decimal;
  /** BT-148: before the discount. */
  readonly gross?: Decimal;
  /** BT-149: the quantity the price is for; 1 where it is absent. */
  readonly baseQuantity?: Decimal;
  /** BT-150: must be the unit of the quantity, BT-130. */
  readonly baseUnit?: string;
}

/** BT-158: a class of the item; BT-158-1 scheme (UNCL 7143), BT-158-2 its version. */
export interface ItemClassification extends Identifier {
  readonly version?: string;
}

/** BG-31. */
export interface Item {
  /** BT-153: mandatory. */
  readonly name?: string;
  /** BT-154. */
  readonly description?: string;
  /** BT-155: the seller's article number. */
  readonly sellerId?: string;
  /** BT-156. */
  readonly buyerId?: string;
  /** BT-157: GTIN, usually; scheme from ICD. */
  readonly standardId?: Identifier;
  /** BT-158. */
  readonly classifications: readonly ItemClassification[];
  /** BT-159: ISO 3166-1 alpha-2. */
  readonly originCountry?: string;
  /** BG-32: BT-160 and BT-161, both mandatory in the group. */
  readonly attributes: readonly { readonly name?: string; readonly value?: string }[];
}

/** BG-25. */
export interface InvoiceLine {
  /** BT-126: mandatory, unique in the invoice. */
  readonly id?: string;
  /** BT-127. */
  readonly note?: string;
  /** BT-128: what the line is about (meter, contract); scheme from UNCL 1153. */
  readonly invoicedObject?: Identifier;
  /** BT-129: mandatory. */
  readonly quantity?: Decimal;
  /** BT-130: mandatory, UN/ECE Recommendation 20 or 21. */
  readonly unit?: string;
  /** BT-131: mandatory; after the line's allowances and charges, without VAT. */
  readonly netAmount?: Cents;
  /** BT-132: line of the purchase order. */
  readonly orderLineReference?: string;
  /** BT-133: where the buyer books it. */
  readonly buyerAccountingReference?: string;
  /** BG-26: BT-134, BT-135. */
  readonly period?: Period;
  /** BG-27. */
  readonly allowances: readonly AllowanceOrCharge[];
  /** BG-28. */
  readonly charges: readonly AllowanceOrCharge[];
  /** BG-29: mandatory. */
  readonly price: Price;
  /** BT-151: mandatory, UNCL 5305. */
  readonly vatCategory?: string;
  /** BT-152: percent. */
  readonly vatRate?: Decimal;
  /** BG-31: mandatory. */
  readonly item: Item;
}
