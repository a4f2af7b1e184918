import type { Cents, Decimal } from './model/values.ts';

/** A decimal number taken apart: `units` divided by ten to the power of `scale`. */
export interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

/** More digits than this before or behind the point are refused: no honest price has them, and products stay small. */
export const MAX_DIGITS = 20;

/** Zeros in front and behind may make a number longer than its digits; beyond this it is not looked at. */
const MAX_TEXT = 100;

/** xsd:decimal, the type of numbers in both syntaxes: no exponent, no grouping. */
const FORM = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Reads a decimal as the syntaxes write it (`+07.50`, `.5`, `5.`); undefined where it is none or has too many digits. */
export function readDecimal(text: string): Decimal | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const integer = whole.replace(/^0+(?=\d)/, '') || '0';
  const decimals = fraction.replace(/0+$/, '');
  if (integer.length > MAX_DIGITS || decimals.length > MAX_DIGITS) return undefined;
  const digits = decimals === '' ? integer : `${integer}.${decimals}`;
  return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** Takes a decimal of the model apart. */
export function scaledOf(decimal: Decimal): Scaled {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return {
    units: BigInt(whole.replace('-', '') + fraction) * (decimal.startsWith('-') ? -1n : 1n),
    scale: fraction.length,
  };
}

export function signOfDecimal(decimal: Decimal): -1 | 0 | 1 {
  const { units } = scaledOf(decimal);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

/** Whether two decimals are the same number. The forms of the model are canonical, those of other callers need not be. */
export function sameDecimal(one: Decimal | undefined, other: Decimal | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [a, b] = [scaledOf(one), scaledOf(other)];
  return a.units * 10n ** BigInt(b.scale) === b.units * 10n ** BigInt(a.scale);
}

export function subtractDecimals(one: Decimal, other: Decimal): Decimal {
  const [a, b] = [scaledOf(one), scaledOf(other)];
  const scale = Math.max(a.scale, b.scale);
  const units = a.units * 10n ** BigInt(scale - a.scale) - b.units * 10n ** BigInt(scale - b.scale);
  return decimalOf({ units, scale });
}

export function decimalOf({ units, scale }: Scaled): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return readDecimal(units < 0n ? `-${text}` : text) ?? '0';
}

/** Hundredths of a decimal with at most two digits behind the point. */
export function centsOf(decimal: Decimal): Cents {
  const { units, scale } = scaledOf(decimal);
  return units * 10n ** BigInt(2 - scale);
}

/** Hundredths as a decimal with two digits behind the point, as amounts are written. */
export function formatCents(cents: Cents): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
