import { type FigureTexts, minorOf } from './figure-differences.ts';

/** A return in advance as it was filed. */
export interface FiledPeriod {
  readonly period: string;
  readonly sequence: number;
  readonly figures: FigureTexts;
}

/** What one period declared, by its last return. */
export interface DeclaredPeriod {
  readonly period: string;
  readonly sequence: number;
  /** Kz 83, and the special prepayment that it deducts (Kz 39). */
  readonly amountMinor: bigint;
}

/** What was declared in advance in a year (Vorauszahlungssoll, §18 Abs. 4 UStG). */
export interface Prepayments {
  readonly periods: readonly DeclaredPeriod[];
  readonly totalMinor: bigint;
  /** Months of which no return was filed. */
  readonly missing: readonly string[];
  /** Quarters left out because returns of their months were filed too. */
  readonly doubled: readonly string[];
}

const QUARTERS = ['41', '42', '43', '44'];
const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));

function monthsOf(quarter: string): readonly string[] {
  const first = QUARTERS.indexOf(quarter) * 3;
  return MONTHS.slice(first, first + 3);
}

/**
 * Adds up the last returns of the months and quarters of a year. The special prepayment was paid as well and only deducted
 * in the last of them: it is part of what was declared (the form says so in the line itself).
 */
export function prepaymentsOf(filed: readonly FiledPeriod[]): Prepayments {
  const last = new Map<string, FiledPeriod>();
  for (const one of filed) {
    if (one.sequence > (last.get(one.period)?.sequence ?? 0)) last.set(one.period, one);
  }
  const doubled = QUARTERS.filter(
    (quarter) => last.has(quarter) && monthsOf(quarter).some((month) => last.has(month)),
  );
  const counted = [...MONTHS, ...QUARTERS].filter((period) => last.has(period) && !doubled.includes(period));
  const periods = counted.map((period): DeclaredPeriod => {
    const { figures = {}, sequence = 0 } = last.get(period) ?? {};
    return { period, sequence, amountMinor: minorOf(figures['83']) + minorOf(figures['39']) };
  });
  const covered = new Set(counted.flatMap((period) => (period > '12' ? monthsOf(period) : [period])));
  return {
    periods,
    totalMinor: periods.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    missing: MONTHS.filter((month) => !covered.has(month)),
    doubled,
  };
}
