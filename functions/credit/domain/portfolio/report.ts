/** What a column of a report holds: minor units, a number of things, a decimal number, or words. */
export type ColumnKind = 'amount' | 'count' | 'decimal' | 'text';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The total is the sum of the lines, and a line that of its customers. */
  readonly adds?: boolean;
}

/** `bigint` in columns of amounts, `number` in those that count, else text; a figure that there is not is left out. */
export type Cell = bigint | number | string;
export type Cells = Readonly<Record<string, Cell | undefined>>;

/** A figure of a report: a class, a bucket of age, a month. */
export interface ReportLine {
  readonly key: string;
  readonly cells: Cells;
}

/** A customer behind figures of a report. */
export interface ReportCustomer {
  readonly customer: string;
  /** Keys of the lines that it stands behind. */
  readonly of: readonly string[];
  readonly cells: Cells;
}

export const REPORT_KINDS = [
  'exposure',
  'ageing',
  'dso',
  'concentration',
  'limit-use',
  'overdue',
  'migration',
] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What a reader has to know of a report before relying on it. */
export type ReportNote =
  | 'no-loss-rates'
  | 'classes-without-rates'
  | 'nothing-owed'
  | 'sales-too-short'
  | 'negative-month'
  | 'entries-pending'
  | 'profiles-only'
  | 'oldest-merged'
  | 'newest-snapshot';

export interface PortfolioReport {
  readonly kind: ReportKind;
  readonly columns: readonly Column[];
  readonly lines: readonly ReportLine[];
  readonly totals: Cells;
  readonly customerColumns: readonly Column[];
  /** All customers behind the lines, the largest first. */
  readonly customers: readonly ReportCustomer[];
  readonly notes: readonly ReportNote[];
}

export const amount = (name: string, adds = true): Column => ({ name, kind: 'amount', adds });
export const count = (name: string): Column => ({ name, kind: 'count', adds: true });
export const decimal = (name: string): Column => ({ name, kind: 'decimal' });
export const words = (name: string): Column => ({ name, kind: 'text' });

/** Sums of the columns that add up. */
export function totalsOf(columns: readonly Column[], lines: readonly { readonly cells: Cells }[]): Cells {
  return Object.fromEntries(
    columns
      .filter(({ adds }) => adds)
      .map(({ name, kind }) => [name, kind === 'amount' ? sumMinor(lines, name) : sumCount(lines, name)]),
  );
}

function sumMinor(lines: readonly { readonly cells: Cells }[], name: string): bigint {
  return lines.reduce((sum, { cells }) => sum + ((cells[name] as bigint | undefined) ?? 0n), 0n);
}

function sumCount(lines: readonly { readonly cells: Cells }[], name: string): number {
  return lines.reduce((sum, { cells }) => sum + ((cells[name] as number | undefined) ?? 0), 0);
}

/** By an amount, the largest first; alike by the customer's id. */
export function largestFirst(customers: readonly ReportCustomer[], by: string): ReportCustomer[] {
  const minorOf = ({ cells }: ReportCustomer) => (cells[by] as bigint | undefined) ?? 0n;
  return customers.toSorted((a, b) => {
    const difference = minorOf(b) - minorOf(a);
    if (difference !== 0n) return difference > 0n ? 1 : -1;
    return a.customer < b.customer ? -1 : 1;
  });
}

/** `part / whole` in percent with two decimals at most, half away from zero; nothing where the whole is none. */
export function percentOf(part: bigint, whole: bigint): string | undefined {
  if (whole <= 0n) return undefined;
  const magnitude = part < 0n ? -part : part;
  const hundredths = (2n * magnitude * 10_000n + whole) / (2n * whole);
  const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`.replace(/\.?0+$/, '');
  return part < 0n && hundredths > 0n ? `-${text}` : text;
}

/** Groups rows by the key of their line, keeping the order in which keys come up. */
export function groupBy<R>(rows: readonly R[], keyOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
