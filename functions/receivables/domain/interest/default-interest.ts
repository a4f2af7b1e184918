import { addDays, type CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { divideRounded } from '../../../../shared/kernel/money.ts';
import { refuseDunning } from '../dunning/dunning-errors.ts';
import { BASE_RATES, halfYearOf, nextHalfYear } from './base-rates.ts';
import { countDays, type DayCount, yearDays } from './day-count.ts';
import { type Debtor, type RuleSet, ruleSetOf } from './rule-set.ts';

export interface InterestClaim {
  /** What is owed, more than zero. Interest is never part of it (§ 289 BGB: none on interest). */
  readonly principalMinor: bigint;
  /** First and last day that bear interest. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly debtor: Debtor;
  readonly dayCount: DayCount;
  /** Whether it is for goods or services (Entgeltforderung, § 288 Abs. 2). */
  readonly isPaymentClaim: boolean;
  /** The day on which the obligation arose; without it, `from`. */
  readonly obligationDate?: CalendarDate | undefined;
}

/** Days at one rate. */
export interface InterestSegment {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly days: number;
  readonly yearDays: number;
  /** Hundredths of a percent. */
  readonly rateTimes100: bigint;
  readonly amountMinor: bigint;
}

export interface DefaultInterest {
  readonly interestMinor: bigint;
  readonly days: number;
  readonly ruleSet: RuleSet;
  readonly segments: readonly InterestSegment[];
}

/** The base rate of a half-year in hundredths of a percent; undefined where it is not known. */
export type BaseRateOf = (halfYear: CalendarDate) => bigint | undefined;

const FIRST_DAY = BASE_RATES[0]?.from ?? '';

/**
 * Interest of a debtor in default (§ 288 BGB), both days included. A segment ends where the rate changes, or the days of
 * the year; each is rounded half up to the minor unit, and the total is their sum.
 * @throws receivables.impossible-interest, receivables.no-base-rate
 */
export function computeDefaultInterest(claim: InterestClaim, baseRateOf: BaseRateOf): DefaultInterest {
  assertPossible(claim);
  const ruleSet = ruleSetOf(claim.debtor, claim.isPaymentClaim, claim.obligationDate ?? claim.from);
  const segments = spansOf(claim, ruleSet, baseRateOf).map((span) => withAmount(claim, span));
  return {
    interestMinor: segments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    days: segments.reduce((sum, { days }) => sum + days, 0),
    ruleSet,
    segments,
  };
}

function assertPossible({ principalMinor, from, to, obligationDate = from }: InterestClaim): void {
  const complain = (pointer: string, detail: string) =>
    refuseDunning('receivables.impossible-interest', `${pointer.slice(1)} ${detail}.`, {
      errors: [{ pointer, detail }],
    });
  if (principalMinor <= 0n) throw complain('/principal', 'must be more than zero');
  if (to < from) throw complain('/to', 'lies before from');
  if (from < FIRST_DAY) throw complain('/from', `lies before ${FIRST_DAY}, since when § 247 BGB is in force`);
  if (obligationDate > from)
    throw complain('/obligationDate', 'lies after from: nobody is in default so early');
  if (obligationDate < FIRST_DAY)
    throw complain('/obligationDate', `lies before ${FIRST_DAY}: older law is not known here`);
}

type Span = Pick<InterestSegment, 'from' | 'to' | 'rateTimes100' | 'yearDays'>;

/** Half-years, joined where neither the rate nor the length of the year changes. */
function spansOf({ from, to, dayCount }: InterestClaim, ruleSet: RuleSet, baseRateOf: BaseRateOf): Span[] {
  const spans: Span[] = [];
  for (let half = halfYearOf(from); half <= to; half = nextHalfYear(half)) {
    const baseRate = baseRateOf(half);
    if (baseRate === undefined) throw unknownRate(half);
    const start = half < from ? from : half;
    const end = addDays(nextHalfYear(half), -1);
    const span = {
      from: start,
      to: end < to ? end : to,
      rateTimes100: baseRate + ruleSet.pointsTimes100,
      yearDays: yearDays(dayCount, start),
    };
    const last = spans.at(-1);
    if (last && last.rateTimes100 === span.rateTimes100 && last.yearDays === span.yearDays) {
      spans[spans.length - 1] = { ...last, to: span.to };
    } else spans.push(span);
  }
  return spans;
}

function unknownRate(halfYear: CalendarDate) {
  return refuseDunning(
    'receivables.no-base-rate',
    `The base rate from ${halfYear} is not known: load it with PUT base-rates/${halfYear} once it is published.`,
    { extra: { halfYear } },
  );
}

function withAmount({ principalMinor, dayCount }: InterestClaim, span: Span): InterestSegment {
  const days = countDays(dayCount, span.from, addDays(span.to, 1));
  const yearly = principalMinor * span.rateTimes100 * BigInt(days);
  return { ...span, days, amountMinor: divideRounded(yearly, 10_000n * BigInt(span.yearDays)) };
}
