/** One row of a report as people read it; `cells` are amounts and percentages as they are shown, one for each column. */
export interface ReportRow {
  readonly label: string;
  readonly cells: readonly string[];
  /** How far a label is set in. */
  readonly depth: number;
  readonly kind: 'line' | 'sum' | 'heading' | 'note';
}

/** A report as a table, before it becomes CSV or PDF. */
export interface ReportTable {
  readonly title: string;
  readonly subtitle: string;
  /** First the labels' column. */
  readonly columns: readonly string[];
  readonly rows: readonly ReportRow[];
  /** What a reader has to know: what is wrong, what is provisional, what the report is true for. */
  readonly notes: readonly string[];
}

/** An amount as German readers expect it: `1234567n, 2` is `12.345,67`; zero is a dash. */
export function germanAmount(minor: bigint, decimals: number): string {
  if (minor === 0n) return '–';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, '.');
  const fraction = decimals === 0 ? '' : `,${digits.slice(-decimals)}`;
  return `${minor < 0n ? '-' : ''}${whole}${fraction}`;
}

/** `2026-03-31` as `31.03.2026`. */
export function germanDate(date: string): string {
  return date.split('-').reverse().join('.');
}
