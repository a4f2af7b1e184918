import { currencyDecimals } from './currency.ts';

/** More digits before the point than this are refused: no honest amount has them, and sums stay exact in JSON. */
export const MAX_INTEGER_DIGITS = 15;

export type AmountProblem = 'not-a-decimal' | 'too-many-decimals' | 'too-large';

const DECIMAL = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

/**
 * Reads a decimal string (`"119.00"`, `"-0.5"`, `"7"`) into minor units of the currency, exactly.
 * Returns what is wrong instead of throwing: the caller knows the field, this function does not.
 */
export function parseMinor(
  text: string,
  currency: string,
  maxIntegerDigits = MAX_INTEGER_DIGITS,
): bigint | AmountProblem {
  const match = DECIMAL.exec(text);
  if (!match) return 'not-a-decimal';
  const [, sign, integer = '', fraction = ''] = match;
  if (integer.length > maxIntegerDigits) return 'too-large';
  const decimals = currencyDecimals(currency);
  if (fraction.length > decimals) return 'too-many-decimals';
  const minor = BigInt(integer + fraction.padEnd(decimals, '0'));
  return sign ? -minor : minor;
}

/** Writes minor units as a decimal string with exactly the currency's decimals: `11900n, 'EUR'` is `"119.00"`. */
export function formatMinor(amountMinor: bigint, currency: string): string {
  const decimals = currencyDecimals(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The sentence a person reads for each way an amount can be wrong. */
export function describeAmountProblem(problem: AmountProblem, currency: string): string {
  switch (problem) {
    case 'not-a-decimal':
      return 'must be a decimal number as a string, like "119.00"';
    case 'too-many-decimals':
      return `has more decimals than ${currency} allows (${currencyDecimals(currency)})`;
    case 'too-large':
      return `has more than ${MAX_INTEGER_DIGITS} digits before the point`;
  }
}

/** The amount without its sign. */
export function absolute(amountMinor: bigint): bigint {
  return amountMinor < 0n ? -amountMinor : amountMinor;
}

/** `numerator / denominator`, rounded half away from zero (kaufmännisch, DIN 1333). The denominator is positive. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}
