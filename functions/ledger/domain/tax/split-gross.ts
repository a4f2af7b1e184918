import { divideRounded } from '../../../../shared/kernel/money.ts';

/** 100 % in the unit of tax rates: percent times 100, so 19 % is 1900 and 10.7 % would be 1070. */
const WHOLE = 10_000n;

/** Net and tax in minor units; they add up to the gross amount they came from, to the last cent. */
export interface SplitAmount {
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
}

/**
 * Takes the tax out of a gross amount: tax = gross x rate / (100 + rate), rounded half away from zero to the
 * minor unit; the net amount is what remains. `splitGross(11900n, 1900)` is 100.00 net and 19.00 tax.
 */
export function splitGross(grossMinor: bigint, ratePercentTimes100: number): SplitAmount {
  const rate = BigInt(ratePercentTimes100);
  const taxMinor = divideRounded(grossMinor * rate, WHOLE + rate);
  return { netMinor: grossMinor - taxMinor, taxMinor };
}

/** Tax on a net amount, as the recipient owes it (acquisitions, §13b UStG): rounded half away from zero. */
export function taxOnNet(netMinor: bigint, ratePercentTimes100: number): bigint {
  return divideRounded(netMinor * BigInt(ratePercentTimes100), WHOLE);
}
