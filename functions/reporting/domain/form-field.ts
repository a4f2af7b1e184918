/** One field of the VAT return: UStVA (Vordruck USt 1 A) or annual return (USt 2 A). */
export interface FormField {
  /**
   * Kennzahl. In the annual return, where it is not known or the form has none: the UStVA's (`UStVA 43`), `remaining`,
   * `prepayments`, `settlement`.
   */
  readonly kz: string;
  /** Line of the printed form of that year; absent where it is not confirmed. */
  readonly line?: number;
  /** A base is declared in whole euros, a tax in euros and cents. */
  readonly holds: 'base' | 'tax';
  /** Which side of the account raises the field: supplies and tax owed are credits, purchases and deductions debits. */
  readonly side: 'credit' | 'debit';
  /** Whole percent of the tax that the form computes from the base. */
  readonly percent?: bigint;
  /**
   * How the field enters the result, or that it is the result; of the annual return also what was declared in advance, and
   * the result less that. Absent: only information.
   */
  readonly counts?: 'owed' | 'deducted' | 'result' | 'prepayments' | 'settlement';
  readonly label: string;
  /** How well the Kennzahl is known; absent: as the form itself says. */
  readonly evidence?: Evidence;
}

/** `one-source`: a single secondary source names the Kennzahl; `none`: none was found. */
export type Evidence = 'one-source' | 'none';

/** The fields of one year's form, in its order. */
export interface VatForm {
  readonly year: number;
  readonly name: 'USt 1 A' | 'USt 2 A';
  /** Whether anything was seen of this year's form; the lines that were stand on the fields. */
  readonly confirmed: boolean;
  readonly fields: readonly FormField[];
  /** Kennzahl of bases that cannot be collected, which is information besides. */
  readonly uncollectibleKz: string;
}

/** Fields that are told even where they are zero. */
export function isAlwaysTold({ counts }: FormField): boolean {
  return counts === 'result' || counts === 'prepayments' || counts === 'settlement';
}
