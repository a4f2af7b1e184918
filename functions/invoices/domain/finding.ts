/** How much a finding weighs: with an `error` the file is no invoice by the rules it claims to keep. */
export type Severity = 'error' | 'warning' | 'information';

/** What is wrong with an invoice, by one rule. */
export interface Finding {
  /** `BR-CO-10`, `BR-DE-15`; our own codes for what no rule names begin with `INV-`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence for people. */
  readonly text: string;
  /** The business terms and groups concerned: `BT-106`, `BG-23`. */
  readonly terms: readonly string[];
  /** Where, as a JSON pointer into the model: `/lines/0/netAmount`. Absent where it cannot be said. */
  readonly path?: string;
  /** Line of the XML file, or of the group the finding lies in. */
  readonly line?: number;
}
