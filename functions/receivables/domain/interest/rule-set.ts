import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';

export const DEBTORS = ['business', 'consumer'] as const;
export type Debtor = (typeof DEBTORS)[number];

/** What § 288 BGB adds to the base rate and asks besides, in the version that governs the obligation. */
export interface RuleSet {
  readonly id: 'bgb-288-2014' | 'bgb-288-2002';
  readonly law: string;
  /** Hundredths of a percentage point above the base rate. */
  readonly pointsTimes100: bigint;
  /** In euro cents, whatever the currency of the claim (§ 288 Abs. 5 S. 1). */
  readonly lumpSumMinor: bigint;
}

/** Obligations that arose before this day keep the law as it was before (Art. 229 § 34 S. 1 EGBGB). */
const NEW_LAW_FROM: CalendarDate = '2014-07-29';
/** § 288 Abs. 5 S. 1 BGB, in euro cents. */
export const LUMP_SUM_MINOR = 4_000n;

/**
 * Which version governs, by the day on which the obligation arose: 9 points and 40 EUR for payment claims
 * (Entgeltforderungen) without a consumer (§ 288 Abs. 2, 5), 8 points and no lump sum for older ones, 5 points for all
 * else (Abs. 1). A long-lasting obligation from before, paid for what was delivered after 2016-06-30, is governed by the
 * new law (Art. 229 § 34 S. 2): give the day of that delivery as the day of the obligation.
 */
export function ruleSetOf(debtor: Debtor, isPaymentClaim: boolean, obligationDate: CalendarDate): RuleSet {
  const isNew = obligationDate >= NEW_LAW_FROM;
  const isBusiness = debtor === 'business' && isPaymentClaim;
  return {
    id: isNew ? 'bgb-288-2014' : 'bgb-288-2002',
    law: isNew
      ? '§ 288 BGB as in force since 2014-07-29'
      : '§ 288 BGB as in force from 2002-01-01 to 2014-07-28 (Art. 229 § 34 EGBGB)',
    pointsTimes100: isBusiness ? (isNew ? 900n : 800n) : 500n,
    lumpSumMinor: isBusiness && isNew ? LUMP_SUM_MINOR : 0n,
  };
}
