import { absolute } from '../../../../shared/kernel/money.ts';
/** Bounds of a base rate that is loaded: 5 points are added at least, so a rate of default is never below zero. */
export const LOWEST_BASE_RATE_TIMES_100 = -500n;
export const HIGHEST_BASE_RATE_TIMES_100 = 2_500n;

const FORM = /^(-?)(\d{1,2})(?:\.(\d{1,2}))?$/;

/** `"6.62"` from 662n: percent with two decimals. */
export function formatPercent(times100: bigint): string {
  const magnitude = absolute(times100);
  const digits = magnitude.toString().padStart(3, '0');
  return `${times100 < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads a percentage of at most two decimals; undefined when it is none, or no base rate one could believe. */
export function parseBaseRate(text: string): bigint | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, sign, integer = '', fraction = ''] = match;
  const magnitude = BigInt(integer + fraction.padEnd(2, '0'));
  const rate = sign ? -magnitude : magnitude;
  return rate < LOWEST_BASE_RATE_TIMES_100 || rate > HIGHEST_BASE_RATE_TIMES_100 ? undefined : rate;
}
