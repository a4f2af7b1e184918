import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';

export type SizeClass = 'micro' | 'small' | 'medium' | 'large';

interface Bounds {
  readonly balanceSheetTotalMinor: bigint;
  readonly revenueMinor: bigint;
  readonly employees: number;
}

interface Thresholds {
  /** First day of the fiscal years that they hold for. */
  readonly from: CalendarDate;
  readonly micro: Bounds;
  readonly small: Bounds;
  readonly medium: Bounds;
}

const MILLION = 100_000_000n;
const bounds = (total: bigint, revenue: bigint, employees: number): Bounds => ({
  balanceSheetTotalMinor: total,
  revenueMinor: revenue,
  employees,
});

/**
 * §267 Abs. 1 and 2, §267a Abs. 1 HGB. Raised by the law of 2024-04-11 for fiscal years that begin after 2023-12-31;
 * before as of BilRUG (2015), micro as of MicroBilG. Older years are not told.
 */
const THRESHOLDS: readonly Thresholds[] = [
  {
    from: '2024-01-01',
    micro: bounds(45_000_000n, 90_000_000n, 10),
    small: bounds((MILLION * 15n) / 2n, MILLION * 15n, 50),
    medium: bounds(MILLION * 25n, MILLION * 50n, 250),
  },
  {
    from: '2016-01-01',
    micro: bounds(35_000_000n, 70_000_000n, 10),
    small: bounds(MILLION * 6n, MILLION * 12n, 50),
    medium: bounds(MILLION * 20n, MILLION * 40n, 250),
  },
];

/** The three marks of one balance sheet date. */
export interface SizeMarks extends Bounds {
  readonly fiscalYearStart: CalendarDate;
}

function exceeds(marks: SizeMarks, limit: Bounds): boolean {
  const over = [
    marks.balanceSheetTotalMinor > limit.balanceSheetTotalMinor,
    marks.revenueMinor > limit.revenueMinor,
    marks.employees > limit.employees,
  ];
  return over.filter(Boolean).length >= 2;
}

/** The class that the marks of one date alone stand for; undefined before 2016. */
export function sizeOn(marks: SizeMarks): SizeClass | undefined {
  const limits = THRESHOLDS.find(({ from }) => from <= marks.fiscalYearStart);
  if (!limits) return undefined;
  if (exceeds(marks, limits.medium)) return 'large';
  if (exceeds(marks, limits.small)) return 'medium';
  return exceeds(marks, limits.micro) ? 'small' : 'micro';
}
