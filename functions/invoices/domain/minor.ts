import { currencyDecimals } from '../../../shared/kernel/currency.ts';
import type { Cents } from './model/values.ts';

/**
 * Hundredths in the minor units that the ledger counts in: the same for euros, a hundredth of them for yen, ten times as many for dinars.
 * Undefined where the currency has no unit so small (half a yen).
 */
export function minorOfCents(cents: Cents, currency: string): bigint | undefined {
  const decimals = currencyDecimals(currency);
  if (decimals >= 2) return cents * 10n ** BigInt(decimals - 2);
  const divisor = 10n ** BigInt(2 - decimals);
  return cents % divisor === 0n ? cents / divisor : undefined;
}

/** The other way round; undefined where the amount has more than two decimals. */
export function centsOfMinor(minor: bigint, currency: string): Cents | undefined {
  const decimals = currencyDecimals(currency);
  if (decimals <= 2) return minor * 10n ** BigInt(2 - decimals);
  const divisor = 10n ** BigInt(decimals - 2);
  return minor % divisor === 0n ? minor / divisor : undefined;
}
