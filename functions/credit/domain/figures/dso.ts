import { figureReader } from './figure-reader.ts';
import {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  subtract,
  toFixed,
  toShortest,
  ZERO,
} from './rational.ts';

export interface DsoInput {
  readonly receivables: string;
  /** Newest first; with VAT, as the receivables have it. */
  readonly sales: readonly { readonly amount: string; readonly days: string | number }[];
}

export interface DsoPeriod {
  readonly amount: string;
  readonly days: string;
  /** What of the receivables stands against the sales of this period. */
  readonly taken: string;
  readonly countedDays: string;
}

export interface Dso {
  /** Days sales outstanding, two decimals, rounded half up from the exact sum. */
  readonly days: string;
  /** Periods that the receivables reach back to. */
  readonly periods: readonly DsoPeriod[];
}

export const DAY_DECIMALS = 2;
const SHOWN_DECIMALS = 10;

/**
 * Days sales outstanding by count-back (exhaustion): whole periods of sales are taken off the receivables, newest first,
 * and their days added; the last period counts pro rata. A period without sales counts with all its days. Sales that do not
 * reach to the oldest receivable are refused: the figure would be too low. @throws credit.impossible-figure
 */
export function computeDso({ receivables, sales }: DsoInput): Dso {
  const reader = figureReader();
  reader.mustHaveSome(sales, '/sales');
  let left = reader.readAmount(receivables, '/receivables', 'not-negative');
  const read = sales.map(({ amount, days }, index) => ({
    amount,
    days: String(days),
    sold: reader.readAmount(amount, `/sales/${index}/amount`, 'not-negative'),
    length: reader.read(String(days), `/sales/${index}/days`, 'positive'),
  }));
  reader.assertRead();
  const decimals = reader.amountDecimals();
  const periods: DsoPeriod[] = [];
  let total: Rational = ZERO;
  for (const { amount, days, sold, length } of read) {
    if (compare(left, ZERO) === 0) break;
    const taken = compare(left, sold) < 0 ? left : sold;
    const counted = compare(left, sold) < 0 ? divide(multiply(left, length), sold) : length;
    total = add(total, counted);
    left = subtract(left, taken);
    const countedDays = toShortest(counted, SHOWN_DECIMALS);
    periods.push({ amount, days, taken: toFixed(taken, decimals), countedDays });
  }
  if (compare(left, ZERO) > 0)
    reader.complain('/sales', `is too short: ${toFixed(left, decimals)} of the receivables are older`);
  reader.assertRead();
  return { days: toFixed(total, DAY_DECIMALS), periods };
}
