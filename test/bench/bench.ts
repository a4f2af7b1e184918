/** One figure of a bench, as a row of the table it prints. */
export type BenchRow = Readonly<Record<string, string | number>>;

export interface BenchResult {
  readonly rows: readonly BenchRow[];
  /** Targets that this run missed, in words; none is a pass. */
  readonly missed: readonly string[];
}

/** A measurement that `npm run bench [name]` can run. */
export interface Bench {
  readonly name: string;
  /** What is measured against what, in one line. */
  readonly about: string;
  readonly run: () => Promise<BenchResult>;
}

/** Entries a bench works on: as many as its target names, or `BENCH_ENTRIES` for a trial. */
export function entriesWanted(standard: number): number {
  const entries = Number(process.env.BENCH_ENTRIES ?? standard);
  if (!Number.isSafeInteger(entries) || entries < 1)
    throw new Error('BENCH_ENTRIES is not a number of entries.');
  return entries;
}

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  if (middle.length === 0) throw new Error('No median of nothing.');
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
