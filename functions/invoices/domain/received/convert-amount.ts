import { currencyDecimals } from '../../../../shared/kernel/currency.ts';
import { divideRounded } from '../../../../shared/kernel/money.ts';
import type { Cents } from '../model/values.ts';

/** Hundredths in minor units, rounded where the currency has none so small: what half a yen of an invoice is in the books. */
export function roundToMinor(cents: Cents, currency: string): bigint {
  const decimals = currencyDecimals(currency);
  return decimals >= 2
    ? cents * 10n ** BigInt(decimals - 2)
    : divideRounded(cents, 10n ** BigInt(2 - decimals));
}

/** A rate as people write it: units of the invoice's currency for one of the company's, `1.083`. */
export const RATE_FORM = /^(?:0|[1-9]\d{0,8})(?:\.\d{1,8})?$/;

/** Hundredths of the invoice's currency in minor units of the company's. @param rate of `RATE_FORM`, not zero */
export function convertCents(cents: Cents, rate: string, currency: string): bigint {
  const [whole = '', fraction = ''] = rate.split('.');
  const units = BigInt(whole + fraction);
  const scale = 10n ** BigInt(fraction.length + currencyDecimals(currency));
  return divideRounded(cents * scale, units * 100n);
}

const RATE_DECIMALS = 6;

/**
 * The rate that an invoice in another currency implies: its VAT in both (BT-110 and BT-111). Undefined where it has none
 * or none of one of them.
 */
export function impliedRate(
  vatCents: Cents | undefined,
  vatInOwnCents: Cents | undefined,
): string | undefined {
  if (!vatCents || !vatInOwnCents || vatCents < 0n !== vatInOwnCents < 0n) return undefined;
  const scaled = divideRounded(absolute(vatCents) * 10n ** BigInt(RATE_DECIMALS), absolute(vatInOwnCents));
  const digits = scaled.toString().padStart(RATE_DECIMALS + 1, '0');
  const text = `${digits.slice(0, -RATE_DECIMALS)}.${digits.slice(-RATE_DECIMALS)}`.replace(/\.?0+$/, '');
  return scaled === 0n ? undefined : text;
}

function absolute(cents: Cents): Cents {
  return cents < 0n ? -cents : cents;
}
