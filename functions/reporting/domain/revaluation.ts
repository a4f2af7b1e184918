import { addMonths, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { currencyDecimals } from '../../../shared/kernel/currency.ts';
import { absolute, divideRounded } from '../../../shared/kernel/money.ts';

/** Something in foreign currency at a closing day. Signed: assets (debits) positive, liabilities negative. */
export interface ForeignPosition {
  /** Id of the open item, or number of the account. */
  readonly id: string;
  readonly account: string;
  readonly currency: string;
  readonly foreignMinor: bigint;
  /** What the books say it is, in the company's currency. */
  readonly bookMinor: bigint;
  /** Absent: due any day. */
  readonly dueDate?: CalendarDate;
}

export interface Revalued extends ForeignPosition {
  readonly valueMinor: bigint;
  /** What is to be booked on the position: positive raises an asset or lowers a liability, and is a gain. */
  readonly adjustmentMinor: bigint;
  /** Why a difference is not booked: a gain on what is due after more than one year is not realised. */
  readonly leftOut?: 'unrealised-gain';
}

/**
 * A foreign amount in the company's currency: amount divided by the rate, in units of the foreign currency for one of the
 * company's, rounded half away from zero.
 */
export function valueAt(foreignMinor: bigint, from: string, rate: string, to: string): bigint {
  const [integer = '', fraction = ''] = rate.split('.');
  const units = BigInt(integer + fraction);
  const numerator = foreignMinor * 10n ** BigInt(fraction.length + currencyDecimals(to));
  return divideRounded(numerator, units * 10n ** BigInt(currencyDecimals(from)));
}

/** The part of a foreign amount that is still open, in proportion to the open part in the company's currency. */
export function openForeign(foreignMinor: bigint, amountMinor: bigint, openMinor: bigint): bigint {
  if (openMinor === amountMinor) return foreignMinor;
  const sign = amountMinor < 0n ? -1n : 1n;
  return divideRounded(foreignMinor * openMinor * sign, absolute(amountMinor));
}

/**
 * Valuation at the closing day (§256a HGB): everything at the mean spot rate; what is due within one year with gains and
 * losses (Satz 2), all else with losses only: acquisition cost is the ceiling of assets (§253 Abs. 1 Satz 1), gains count
 * when they are realised (§252 Abs. 1 Nr. 4).
 */
export function revalue(
  position: ForeignPosition,
  rate: string,
  asOf: CalendarDate,
  currency: string,
): Revalued {
  const valueMinor = valueAt(position.foreignMinor, position.currency, rate, currency);
  const difference = valueMinor - position.bookMinor;
  const isShortTerm = position.dueDate === undefined || position.dueDate <= addMonths(asOf, 12);
  if (isShortTerm || difference <= 0n) return { ...position, valueMinor, adjustmentMinor: difference };
  return { ...position, valueMinor, adjustmentMinor: 0n, leftOut: 'unrealised-gain' };
}

export interface RevaluationAccounts {
  readonly gain: string;
  readonly loss: string;
  /** Take the adjustment of personal accounts, so that it is no open item of its own. */
  readonly receivables: string;
  readonly payables: string;
}

/**
 * Währungsgewinne and -verluste; receivables and payables without personal accounts, which stand on the same lines of the
 * balance sheet as the personal ones. Numbers of the charts.
 */
export const REVALUATION_ACCOUNTS: Readonly<Record<'SKR03' | 'SKR04', RevaluationAccounts>> = {
  SKR03: { gain: '2660', loss: '2150', receivables: '1410', payables: '1610' },
  SKR04: { gain: '4840', loss: '6880', receivables: '1210', payables: '3310' },
};
