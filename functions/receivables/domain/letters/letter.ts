/** What a letter says, ready to be set: every text and amount as it will be read. */
export interface Letter {
  readonly language: 'de' | 'en';
  readonly sender: Sender;
  /** The window of the envelope: at most six lines (DIN 5008). */
  readonly recipient: readonly string[];
  readonly date: string;
  /** Label and value, beside the address. */
  readonly references: readonly LetterLine[];
  readonly subject: string;
  readonly salutation: string;
  readonly opening: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly sums: readonly LetterLine[];
  readonly total: LetterLine;
  readonly closing: string;
  readonly payment: readonly LetterLine[];
  readonly note: string;
  readonly regards: string;
  /** "Seite {page} von {pages}". */
  readonly pageLabel: string;
}

export interface LetterLine {
  readonly label: string;
  readonly value: string;
}

/** The company as its letters show it. */
export interface Sender {
  readonly name: string;
  /** Street, then postcode and city. */
  readonly address: readonly string[];
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly iban?: string | undefined;
  readonly bic?: string | undefined;
  /** Register, managing directors, VAT id: what § 35a GmbHG, § 80 AktG and § 37a HGB want on letters. */
  readonly footer: readonly string[];
}
