import { absolute } from '../../../shared/kernel/money.ts';

/** A line that gives a payment of ours back. */
export interface ReturningLine {
  readonly amountMinor: bigint;
  readonly originalMinor?: bigint | undefined;
  readonly chargesMinor?: bigint | undefined;
}

export type ReturnReason = 'return-code' | 'end-to-end-id' | 'amount' | 'fee-stated' | 'fee-by-difference';

export interface ReturnMatch {
  /** What the bank took for it; not negative. */
  readonly feeMinor: bigint;
  readonly score: number;
  readonly reasons: readonly ReturnReason[];
  /** The amount is explained to the cent by what the bank states. */
  readonly isExact: boolean;
}

/** A difference above this is no fee of a return: somebody must look. Banks take single-digit amounts. */
const MAX_FEE_MINOR = 5_000n;

/**
 * How a line comes to a payment of ours that it names. What is missing or too much is the bank's fee: stated (Chrgs, COAM), or
 * the difference to the ordered amount (InstdAmt, OAMT), or just the difference.
 * @param returnedMinor the payment, signed as the line
 */
export function matchReturn(line: ReturningLine, returnedMinor: bigint): ReturnMatch | undefined {
  const { amountMinor, originalMinor, chargesMinor } = line;
  if (amountMinor === 0n || amountMinor < 0n !== returnedMinor < 0n) return undefined;
  const feeMinor = returnedMinor - amountMinor;
  const reasons: ReturnReason[] = ['return-code', 'end-to-end-id'];
  if (feeMinor === 0n) return { feeMinor, score: 0.99, reasons: [...reasons, 'amount'], isExact: true };
  if (feeMinor < 0n || feeMinor > MAX_FEE_MINOR) return undefined;
  const isStated = chargesMinor === feeMinor || originalMinor === absolute(returnedMinor);
  return isStated
    ? { feeMinor, score: 0.97, reasons: [...reasons, 'fee-stated'], isExact: true }
    : { feeMinor, score: 0.8, reasons: [...reasons, 'fee-by-difference'], isExact: false };
}
