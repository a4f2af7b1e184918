import { currencyDecimals } from '../../../shared/kernel/currency.ts';
import { absolute } from '../../../shared/kernel/money.ts';
import type { EntryLine } from './entry.ts';

/** How far a foreign amount may lie from amount times rate before it is taken for a mistake, in percent. */
export const FOREIGN_TOLERANCE_PERCENT = 5;

/** `1.0842` as 10842 and 4: units in the last place, and how many places there are. */
function readRate(rate: string): { units: bigint; places: number } {
  const [integer = '', fraction = ''] = rate.split('.');
  return { units: BigInt(integer + fraction), places: fraction.length };
}

/**
 * Whether the foreign amount can be what the line's amount was: within the tolerance, half a unit in the last place of
 * the rate, and the rounding of both amounts. Rates that were turned around and decimals that slipped are further off;
 * rates and amounts that were each rounded by some other program are not. Exact: all sides times 10^(decimals+places).
 */
function agrees(amountMinor: bigint, foreignMinor: bigint, rate: string, from: string, to: string): boolean {
  const { units, places } = readRate(rate);
  const minorOfOne = 10n ** BigInt(currencyDecimals(to));
  const scale = 10n ** BigInt(currencyDecimals(from) + places);
  const expected = amountMinor * units * minorOfOne;
  const byRounding = (amountMinor * minorOfOne) / 2n + units * minorOfOne + scale;
  const tolerated = (expected * BigInt(FOREIGN_TOLERANCE_PERCENT)) / 100n + byRounding;
  return absolute(foreignMinor * scale - expected) <= tolerated;
}

/** What is wrong with a line's foreign amount, if anything; `currency` is the company's. */
export function findForeignProblem(line: EntryLine, currency: string): string | undefined {
  const { foreign } = line;
  if (!foreign) return undefined;
  const amount = line.debitMinor ?? line.creditMinor ?? 0n;
  if (foreign.currency === currency) return `is in ${currency}, the currency of the books`;
  if (foreign.amountMinor === 0n) return 'must not be zero';
  if (foreign.amountMinor < 0n !== amount < 0n) return 'has another sign than the amount of its line';
  const sizes = [absolute(amount), absolute(foreign.amountMinor)] as const;
  if (agrees(...sizes, foreign.rate, currency, foreign.currency)) return undefined;
  return (
    `is no ${foreign.currency} for the line's amount at the rate ${foreign.rate}; ` +
    `the rate is units of ${foreign.currency} for one ${currency}`
  );
}
