import type { DayCount } from '../interest/day-count.ts';

/** One step of the reminders of a company. */
export interface DunningLevel {
  /** Days after the due date before an item may reach this level. */
  readonly daysAfterDue: number;
  /** Days since the reminder before it. */
  readonly minDaysSinceLast: number;
  /**
   * What a letter of this level adds. It is damages for default (§ 280 Abs. 1, 2, § 286 BGB), not a price for anything
   * supplied: no VAT (UStAE 1.3 Abs. 6), hence no tax code when it is booked.
   */
  readonly feeMinor: bigint;
  readonly claimsInterest: boolean;
  /** Days after the letter until which one may pay. */
  readonly payWithinDays: number;
}

export interface DunningTerms {
  /** Level 1 first; at least one. */
  readonly levels: readonly DunningLevel[];
  /** Partners whose due items come to less, after credits, get no letter. */
  readonly smallBalanceMinor: bigint;
  /** Whether due dates are agreed in contracts: one that only the invoice names is no calendar date (§ 286 Abs. 2 Nr. 1). */
  readonly dueDatesAgreed: boolean;
  /** Whether invoices tell consumers that they are in default after 30 days (§ 286 Abs. 3 S. 1). */
  readonly consumersNotified: boolean;
  /** Days that a letter takes until it is taken to have arrived. */
  readonly deliveryDays: number;
  readonly dayCount: DayCount;
  /** First level whose letters ask businesses for the lump sum of § 288 Abs. 5 BGB; absent or 0: none does. */
  readonly lumpSumFromLevel?: number | undefined;
  /**
   * What becomes of fees, lump sums and interest with the approval of a run: `booked` on the customer's account, as items of
   * their own; else only shown in the letters.
   */
  readonly charges?: 'shown' | 'booked' | undefined;
}

/** What is usual, for a company that has set nothing: a friendly reminder, then two with fee and interest. */
export const USUAL_TERMS: DunningTerms = {
  levels: [
    { daysAfterDue: 7, minDaysSinceLast: 0, feeMinor: 0n, claimsInterest: false, payWithinDays: 10 },
    { daysAfterDue: 21, minDaysSinceLast: 14, feeMinor: 250n, claimsInterest: true, payWithinDays: 10 },
    { daysAfterDue: 35, minDaysSinceLast: 14, feeMinor: 250n, claimsInterest: true, payWithinDays: 7 },
  ],
  smallBalanceMinor: 500n,
  dueDatesAgreed: false,
  consumersNotified: false,
  deliveryDays: 3,
  dayCount: 'act/365',
};

export const MAX_LEVELS = 9;
