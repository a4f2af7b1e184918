import { divideRounded } from '../../../shared/kernel/money.ts';
import type { Method } from './asset.ts';
import { earlier, type FiscalCalendar, later, type Month, monthsCounted, plusMonths } from './months.ts';
import { type Rate, YEARLY_PERCENT } from './tax-rules.ts';

/** A stretch of an asset's life in which the same plan holds. What changes the plan begins another one. */
export interface Phase {
  readonly method: Method;
  /** First month that it depreciates. */
  readonly start: Month;
  /** Accumulated depreciation when it begins. */
  readonly accumulatedMinor: bigint;
  /** Still to be depreciated; the residual value is not in it. */
  readonly baseMinor: bigint;
  readonly residualMinor: bigint;
  /** Months left. */
  readonly months: number;
  readonly acquired: Month;
  readonly rate?: Rate | undefined;
  /** Units that are left when it begins. */
  readonly unitsLeft?: number | undefined;
}

export interface CurveInput {
  readonly calendar: FiscalCalendar;
  /** Units produced from the phase's start up to a month. */
  readonly unitsThrough?: (month: Month) => number;
}

/** What the accumulated depreciation should be at the end of a month, by the phase's plan. Never falls from month to month. */
export function plannedThrough(phase: Phase, month: Month, input: CurveInput): bigint {
  if (month < phase.start || phase.baseMinor <= 0n) return phase.accumulatedMinor;
  switch (phase.method) {
    case 'none':
      return phase.accumulatedMinor;
    case 'immediate':
      return phase.accumulatedMinor + phase.baseMinor;
    case 'straight-line':
    case 'building':
      return (
        phase.accumulatedMinor + spread(phase.baseMinor, monthsCounted(phase.start, month), phase.months)
      );
    case 'units':
      return (
        phase.accumulatedMinor +
        spread(phase.baseMinor, input.unitsThrough?.(month) ?? 0, phase.unitsLeft ?? 0)
      );
    case 'declining':
      return phase.accumulatedMinor + declined(phase, month, input.calendar);
    default:
      return phase.accumulatedMinor + byYears(phase, phase.method, month, input.calendar);
  }
}

/** `done` of `all` parts of a base, all of it when there are no parts left. Exact in the end: no cent is left over. */
function spread(baseMinor: bigint, done: number, all: number): bigint {
  if (done >= all) return baseMinor;
  return divideRounded(baseMinor * BigInt(done), BigInt(all));
}

/**
 * Declining balance (§7 Abs. 2 EStG): each fiscal year the same rate of the book value at its beginning, by twelfths in
 * years that are not whole; straight-line over the months left from the year on in which that is at least as much
 * (§7 Abs. 3 EStG).
 */
function declined(phase: Phase, month: Month, calendar: FiscalCalendar): bigint {
  const { numerator, denominator } = phase.rate ?? { numerator: 0n, denominator: 1n };
  let done = 0n;
  let from = phase.start;
  let months = phase.months;
  for (;;) {
    const left = phase.baseMinor - done;
    const book = left + phase.residualMinor;
    const linearIsMore = left * denominator * 12n >= book * numerator * BigInt(Math.max(months, 0));
    if (months <= 0 || linearIsMore) return done + spread(left, monthsCounted(from, month), months);
    const last = calendar(from).last;
    const inYear = Math.min(monthsCounted(from, last), months);
    const due = divideRounded(book * numerator * BigInt(inYear), denominator * 12n);
    const year = due < left ? due : left;
    if (month <= last) return done + spread(year, monthsCounted(from, month), inYear);
    done += year;
    months -= inYear;
    from = plusMonths(last, 1);
  }
}

/** Parts fixed by fiscal year; within a year spread over its months, so that monthly reports are even. */
function byYears(
  phase: Phase,
  method: keyof typeof YEARLY_PERCENT,
  month: Month,
  calendar: FiscalCalendar,
): bigint {
  const before = partThrough(method, phase.acquired, plusMonths(phase.start, -1), calendar);
  const now = partThrough(method, phase.acquired, month, calendar);
  // Both over their common denominator: (now - before) / (1 - before).
  const gone = before.numerator * now.denominator;
  const whole = before.denominator * now.denominator;
  const reached = now.numerator * before.denominator;
  if (gone >= whole) return phase.baseMinor;
  return divideRounded(phase.baseMinor * (reached - gone), whole - gone);
}

function partThrough(
  method: keyof typeof YEARLY_PERCENT,
  acquired: Month,
  month: Month,
  calendar: FiscalCalendar,
): Rate {
  let percent = 0n;
  let from = acquired;
  for (const part of YEARLY_PERCENT[method]) {
    const { last } = calendar(from);
    const inYear = BigInt(monthsCounted(from, last));
    const done = BigInt(Math.max(monthsCounted(from, earlier(month, last)), 0));
    if (month <= last)
      return { numerator: percent * inYear + BigInt(part) * done, denominator: 100n * inYear };
    percent += BigInt(part);
    from = later(plusMonths(last, 1), acquired);
  }
  return { numerator: 1n, denominator: 1n };
}
