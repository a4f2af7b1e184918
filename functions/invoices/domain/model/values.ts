/**
 * Hundredths of the currency unit. EN 16931-1 6.5.2 gives amounts at most two decimals, whatever the currency has (a yen too), so
 * this is not always the minor unit that the ledger counts in: `minorOfCents` of `minor.ts` converts.
 */
export type Cents = bigint;

/**
 * An exact decimal number as text, as unit prices, quantities and percentages are (EN 16931-1 6.5.3 to 6.5.5): no exponent, no plus,
 * no zeros in front or behind (`19`, `0.025`, `-3.5`). `decimal.ts` reads and calculates with it.
 */
export type Decimal = string;

/** An identifier with the scheme it belongs to: ICD (ISO 6523) for parties and items, EAS for electronic addresses. */
export interface Identifier {
  readonly id: string;
  readonly scheme?: string;
}

/** The bytes of an attached file (BT-125) as they were embedded, its type and its name. */
export interface EmbeddedFile {
  readonly mimeType?: string;
  readonly fileName?: string;
  readonly content: Uint8Array;
}
