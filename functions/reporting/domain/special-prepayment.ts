/**
 * Sondervorauszahlung: an eleventh of the sum of the previous year's prepayments (§47 Abs. 1 UStDV), the special one not
 * deducted from them. Where the business was run in some months of that year only, the sum is scaled to twelve (§47
 * Abs. 2). In full euros, cents cut off, as bases are; that USt 1 H takes full euros was not confirmed.
 */
export function specialPrepayment(prepaymentsMinor: bigint, months: number): bigint {
  if (prepaymentsMinor <= 0n) return 0n;
  return ((prepaymentsMinor * 12n) / (BigInt(months) * 11n) / 100n) * 100n;
}
