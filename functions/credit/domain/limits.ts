import { addMonths, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/** Up to which amount which roles may approve a limit; the last tier has no bound. */
export interface ApprovalTier {
  readonly upToMinor?: bigint | undefined;
  readonly roles: readonly string[];
}

/** Of a company that has said nothing else. */
export const STANDARD_TIERS: readonly ApprovalTier[] = [{ roles: ['credit-controller', 'admin'] }];

/** Months between reviews, the shorter the worse the class; a class that is not named is reviewed every year. */
export const STANDARD_REVIEW_MONTHS: Readonly<Record<string, number>> = { A: 12, B: 12, C: 6, D: 3, E: 1 };
const LONGEST_REVIEW_MONTHS = 12;

/** The tier of a limit: the first whose bound it does not exceed. To take a limit away is a matter of the first. */
export function tierOf(tiers: readonly ApprovalTier[], limitMinor: bigint | undefined): ApprovalTier {
  const tier = tiers.find(({ upToMinor }) => upToMinor === undefined || (limitMinor ?? 0n) <= upToMinor);
  return tier ?? { roles: ['admin'] };
}

/** What is wrong with tiers, or undefined: bounds must grow, and the last must have none. */
export function tiersProblem(tiers: readonly ApprovalTier[]): string | undefined {
  if (tiers.length === 0 || tiers.at(-1)?.upToMinor !== undefined)
    return 'The last tier has no `upTo`, so that every limit has one.';
  for (const [at, tier] of tiers.entries()) {
    const next = tiers[at + 1];
    if (!next) continue;
    if (tier.upToMinor === undefined)
      return `Tier ${at + 1} takes all amounts; those after it would take none.`;
    if (next.upToMinor !== undefined && next.upToMinor <= tier.upToMinor)
      return `Tier ${at + 2} must go further than tier ${at + 1}.`;
  }
  return undefined;
}

/** The day of the next review. */
export function reviewDateOf(
  on: CalendarDate,
  riskClass: string | undefined,
  months: Readonly<Record<string, number>>,
): CalendarDate {
  const own = riskClass === undefined ? undefined : (months[riskClass] ?? STANDARD_REVIEW_MONTHS[riskClass]);
  return addMonths(on, own ?? LONGEST_REVIEW_MONTHS);
}

/** By how much a limit lies below what is used of it already; undefined where it does not. */
export function belowUseMinor(limitMinor: bigint | undefined, usedMinor: bigint): bigint | undefined {
  if (limitMinor === undefined || limitMinor >= usedMinor) return undefined;
  return usedMinor - limitMinor;
}
