import type { EntryLine } from './entry.ts';

/** A line of a signed amount: debit is positive. */
export function signedLine(account: string, amountMinor: bigint): EntryLine {
  return amountMinor < 0n ? { account, creditMinor: -amountMinor } : { account, debitMinor: amountMinor };
}

/** Debit minus credit. */
export function signedAmount({
  debitMinor = 0n,
  creditMinor = 0n,
}: Pick<EntryLine, 'debitMinor' | 'creditMinor'>): bigint {
  return debitMinor - creditMinor;
}
