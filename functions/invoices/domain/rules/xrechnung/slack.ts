import { scaledOf } from '../../decimal.ts';
import type { Cents, Decimal } from '../../model/values.ts';

/** What the rules of Peppol let calculated amounts differ by: two hundredths, half a forint. */
export function slackCents(currency: string | undefined): bigint {
  return currency === 'HUF' ? 50n : 2n;
}

/** Whether `stated` is `factor × other ÷ divisor` within the slack. Exact: nothing is divided. */
export function isProduct(
  stated: Cents,
  [factor, other]: readonly [Decimal, Decimal],
  divisor: Decimal,
  slack: bigint,
): boolean {
  const [a, b, c] = [scaledOf(factor), scaledOf(other), scaledOf(divisor)];
  // stated/100 against (a·b)/c, both times 100·c and to one power of ten.
  const left = stated * c.units * 10n ** BigInt(a.scale + b.scale);
  const right = 100n * a.units * b.units * 10n ** BigInt(c.scale);
  const allowed = slack * c.units * 10n ** BigInt(a.scale + b.scale);
  const [difference, limit] = [left - right, allowed < 0n ? -allowed : allowed];
  return difference <= limit && -difference <= limit;
}
