import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { refuseTax } from './tax-errors.ts';

/**
 * Which of the rates of a day is meant. `standard` and `reduced` are the rates of that day; the other two are
 * the rates of the neighbouring time, which some tax keys reach: 16 % and 5 % in normal times, 19 % and 7 % in
 * the second half of 2020.
 */
export type RateLevel = 'standard' | 'reduced' | 'otherStandard' | 'otherReduced';

interface RatePeriod extends Readonly<Partial<Record<RateLevel, number>>> {
  readonly from: CalendarDate;
}

/**
 * §12 Abs. 1 and 2 UStG, percent times 100, each valid from the day named: 19/7 % since 2007, lowered to 16/5 %
 * by the second Corona-Steuerhilfegesetz from 2020-07-01 to 2020-12-31 (§28 Abs. 1 and 2 UStG).
 */
const RATE_PERIODS: readonly RatePeriod[] = [
  { from: '2021-01-01', standard: 1900, reduced: 700, otherStandard: 1600, otherReduced: 500 },
  { from: '2020-07-01', standard: 1600, reduced: 500, otherStandard: 1900, otherReduced: 700 },
  { from: '2007-01-01', standard: 1900, reduced: 700, otherStandard: 1600 },
];

/**
 * The rate of a level on the day of the supply (service date), percent times 100.
 * Refuses days before 2007 and levels that did not exist on that day (`ledger.tax-rate-unknown`).
 */
export function taxRateOn(level: RateLevel, date: CalendarDate): number {
  const rate = RATE_PERIODS.find((period) => period.from <= date)?.[level];
  if (rate === undefined) {
    throw refuseTax('ledger.tax-rate-unknown', `No ${level} tax rate is known for ${date}.`);
  }
  return rate;
}
