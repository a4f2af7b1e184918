/** What a posting batch cannot say as the books say it: changed on its way, or left out. Codes are documented in the README. */
export type FindingCode =
  | 'closing-entry-left-out'
  | 'document-number-changed'
  | 'reference-moved'
  | 'characters-replaced'
  | 'tax-tag-not-expressible'
  | 'tax-differs-from-base'
  | 'tax-rounding'
  | 'foreign-amount-left-out'
  | 'line-text-left-out'
  | 'cost-centre-left-out'
  | 'partner-left-out'
  | 'partner-field'
  | 'note-shortened'
  | 'amount-split'
  | 'voucher-missing'
  | 'opening-missing';

/** One line of `findings.csv`. */
export interface Finding {
  readonly code: FindingCode;
  /** Number of the entry in its fiscal year; absent where the finding is about the whole file. */
  readonly entry?: number;
  /** A sentence, with the value as the books have it. */
  readonly detail: string;
}
