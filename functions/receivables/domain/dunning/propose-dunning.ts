import { addDays, type CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../../shared/kernel/errors.ts';
import type { BaseRateOf } from '../interest/default-interest.ts';
import { LUMP_SUM_MINOR } from '../interest/rule-set.ts';
import { claimOf, type DueItem, type DunnedClaim, setOffCredits } from './claim-of-item.ts';
import type { DunnedItem, DunnedPartner } from './dunned-item.ts';
import type { DunningTerms } from './dunning-terms.ts';
import { type LeftOutReason, screenItem } from './screen-item.ts';

export interface DunningQuestion {
  readonly items: readonly DunnedItem[];
  readonly partners: ReadonlyMap<string, DunnedPartner>;
  readonly terms: DunningTerms;
  readonly asOf: CalendarDate;
  /** Of the company; items in others are left out. */
  readonly currency: string;
  readonly baseRateOf: BaseRateOf;
  /** At most so many items in letters; partners beyond are left to the next run. No bound unless said. */
  readonly maxItems?: number | undefined;
}

/** One letter to one partner, at the highest level that one of its items reaches. */
export interface ProposedLetter {
  readonly partner: DunnedPartner;
  readonly level: number;
  readonly claims: readonly DunnedClaim[];
  /** Credits that are set off. */
  readonly credits: readonly DunnedItem[];
  /** Items less credits. */
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feeMinor: bigint;
  /** Absent in letters from before there were any. */
  readonly lumpSumMinor?: bigint | undefined;
  readonly totalMinor: bigint;
  readonly payBy: CalendarDate;
}

export interface LeftOut {
  readonly item: DunnedItem;
  readonly reason: LeftOutReason;
}

export interface DunningProposal {
  readonly letters: readonly ProposedLetter[];
  readonly leftOut: readonly LeftOut[];
}

interface Candidates {
  readonly partner: DunnedPartner;
  readonly due: DueItem[];
  readonly credits: DunnedItem[];
}

/**
 * Which reminders are due on a day: every item is in one letter, or is left out with the reason. Letters come in the
 * order of the partners' ids. @throws receivables.no-base-rate where interest is claimed for a half-year nobody knows
 */
export function proposeDunning(question: DunningQuestion): DunningProposal {
  const { items, partners, terms, asOf, currency } = question;
  invariant(terms.levels.length > 0, 'there is at least one level');
  const leftOut: LeftOut[] = [];
  const byPartner = new Map<string, Candidates>();
  for (const item of items) {
    const partner = item.partnerId === undefined ? undefined : partners.get(item.partnerId);
    const screened = screenItem(item, partner, terms, asOf, currency);
    if (screened.kind === 'left-out' || !partner) {
      leftOut.push({ item, reason: screened.kind === 'left-out' ? screened.reason : 'no-partner' });
      continue;
    }
    const candidates = byPartner.get(partner.id) ?? { partner, due: [], credits: [] };
    byPartner.set(partner.id, candidates);
    if (screened.kind === 'credit') candidates.credits.push(item);
    else candidates.due.push({ item, level: screened.level });
  }
  const letters: ProposedLetter[] = [];
  let room = question.maxItems ?? Number.POSITIVE_INFINITY;
  for (const [, candidates] of [...byPartner].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const size = candidates.due.length + candidates.credits.length;
    const reason = reasonAgainst(candidates, terms) ?? (size > room ? 'next-run' : undefined);
    if (reason) leftOut.push(...withoutLetter(candidates, reason));
    else {
      letters.push(letterTo(candidates, question));
      room -= size;
    }
  }
  return { letters, leftOut };
}

function sumOpen(items: readonly DunnedItem[]): bigint {
  return items.reduce((sum, { openMinor }) => sum + openMinor, 0n);
}

function balanceOf({ due, credits }: Candidates): bigint {
  return sumOpen(due.map(({ item }) => item)) + sumOpen(credits);
}

function reasonAgainst(
  candidates: Candidates,
  { smallBalanceMinor }: DunningTerms,
): LeftOutReason | undefined {
  if (candidates.due.length === 0) return 'credit-without-claim';
  const balance = balanceOf(candidates);
  if (balance <= 0n) return 'covered-by-credits';
  return balance < smallBalanceMinor ? 'small-balance' : undefined;
}

function withoutLetter({ due, credits }: Candidates, reason: LeftOutReason): LeftOut[] {
  return [...due.map(({ item }) => item), ...credits].map((item) => ({ item, reason }));
}

/**
 * A fee only where the debtor was in default before: what the reminder costs that first puts him there is no damage of
 * default (§ 286 Abs. 1 BGB). The lump sums of the letter's claims, asked for now or booked before, are set off against it
 * (§ 288 Abs. 5 S. 3 BGB): the costs of reminding are costs of asserting the claim.
 */
function letterTo(candidates: Candidates, question: DunningQuestion): ProposedLetter {
  const { partner, due, credits } = candidates;
  const { terms, asOf } = question;
  const level = Math.max(...due.map((item) => item.level));
  const { claimsInterest, feeMinor: fee, payWithinDays } = terms.levels[level - 1] ?? {};
  invariant(fee !== undefined && payWithinDays !== undefined, `level ${level} is one of the company`);
  const asks = {
    claimsInterest: claimsInterest ?? false,
    claimsLumpSum: (terms.lumpSumFromLevel ?? 0) > 0 && level >= (terms.lumpSumFromLevel ?? 0),
  };
  const isConsumer = partner.consumer ?? false;
  const claims = setOffCredits(due, -sumOpen(credits)).map((item) =>
    claimOf(item, isConsumer, question, asks),
  );
  const principalMinor = balanceOf(candidates);
  const interestMinor = claims.reduce((sum, claim) => sum + claim.interestMinor, 0n);
  const lumpSumMinor = claims.reduce((sum, claim) => sum + (claim.lumpSumMinor ?? 0n), 0n);
  const feeMinor = feeBesideLumpSums(fee, claims);
  const totalMinor = principalMinor + interestMinor + feeMinor + lumpSumMinor;
  const payBy = addDays(asOf, payWithinDays);
  const charges = { interestMinor, feeMinor, lumpSumMinor };
  return { partner, level, claims, credits, principalMinor, ...charges, totalMinor, payBy };
}

function feeBesideLumpSums(feeMinor: bigint, claims: readonly DunnedClaim[]): bigint {
  const inDefault = claims.filter(
    ({ item, inDefault: since, principalMinor }) => since && principalMinor > 0n && !item.isCharge,
  );
  if (inDefault.length === 0) return 0n;
  const lumpSums = inDefault.map(({ item, lumpSumMinor = 0n }) =>
    item.dunning?.lumpSum && lumpSumMinor === 0n ? LUMP_SUM_MINOR : lumpSumMinor,
  );
  const left = feeMinor - lumpSums.reduce((sum, one) => sum + one, 0n);
  return left > 0n ? left : 0n;
}
