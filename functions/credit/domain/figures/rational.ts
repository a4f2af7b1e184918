import { divideRounded } from '../../../../shared/kernel/money.ts';

/** An exact number: `numerator / denominator`, the denominator greater than zero. Not reduced: inputs are short. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };
export const ONE: Rational = { numerator: 1n, denominator: 1n };

/** Digits that one number of a request may have before and behind the point. */
export const MAX_INTEGER_DIGITS = 18;
export const MAX_DECIMALS = 12;

const FORM = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

/** Reads a decimal string (`"0.003"`, `"-7"`); undefined where it is none or has too many digits. */
export function parseRational(text: string): Rational | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, sign, integer = '', fraction = ''] = match;
  if (integer.length > MAX_INTEGER_DIGITS || fraction.length > MAX_DECIMALS) return undefined;
  const units = BigInt(integer + fraction);
  return { numerator: sign ? -units : units, denominator: 10n ** BigInt(fraction.length) };
}

/** A constant of the code. @throws SyntaxError when it is no decimal */
export function rational(text: string): Rational {
  const value = parseRational(text);
  if (!value) throw new SyntaxError(`${text} is not a decimal`);
  return value;
}

/** Digits behind the point of a decimal string. */
export function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

export function add(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator)
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** `b` is not zero: whoever divides has refused that before. */
export function divide(a: Rational, b: Rational): Rational {
  const sign = b.numerator < 0n ? -1n : 1n;
  return { numerator: a.numerator * b.denominator * sign, denominator: a.denominator * b.numerator * sign };
}

export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function sum(values: readonly Rational[]): Rational {
  return values.reduce(add, ZERO);
}

/** With exactly that many decimals, rounded half away from zero (kaufmännisch, DIN 1333). */
export function toFixed({ numerator, denominator }: Rational, decimals: number): string {
  return writeUnits(divideRounded(numerator * 10n ** BigInt(decimals), denominator), decimals);
}

/** Without zeros at its end; exact where it ends within that many decimals, else rounded half away from zero. */
export function toShortest(value: Rational, maxDecimals: number): string {
  const text = toFixed(value, maxDecimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * The square root with that many decimals, each of them right (rounded half up): of the integer root of `4x · 10^2d`,
 * which is twice the root cut off behind its last digit. `value` is not negative.
 */
export function squareRoot({ numerator, denominator }: Rational, decimals: number): Rational {
  const scaled = (4n * numerator * 10n ** BigInt(2 * decimals)) / denominator;
  return { numerator: (integerRoot(scaled) + 1n) / 2n, denominator: 10n ** BigInt(decimals) };
}

/** The largest integer whose square is at most `value`, by Newton's method from above. */
function integerRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

function writeUnits(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return units < 0n ? `-${text}` : text;
}
