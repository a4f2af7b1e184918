import { addDays, type CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { type BaseRateOf, computeDefaultInterest } from '../interest/default-interest.ts';
import { ruleSetOf } from '../interest/rule-set.ts';
import { type DefaultSince, defaultSince } from './default-since.ts';
import type { DunnedItem } from './dunned-item.ts';
import type { DunningTerms } from './dunning-terms.ts';

/** An item of a letter with what is claimed for it. */
export interface DunnedClaim {
  readonly item: DunnedItem;
  /** The level that the item reaches with this letter. */
  readonly level: number;
  /** What is left of it after credits: interest runs on this. */
  readonly principalMinor: bigint;
  readonly inDefault?: DefaultSince | undefined;
  readonly interestMinor: bigint;
  /** Asked for with this letter; absent: nothing. */
  readonly lumpSumMinor?: bigint | undefined;
}

export interface DueItem {
  readonly item: DunnedItem;
  readonly level: number;
}

/** Sets credits off against the oldest debts first (§ 366 Abs. 2, § 396 Abs. 1 S. 2 BGB); in order of due dates. */
export function setOffCredits(
  due: readonly DueItem[],
  creditMinor: bigint,
): readonly (DueItem & { readonly principalMinor: bigint })[] {
  let left = creditMinor;
  const inOrder = due.toSorted(
    (a, b) => compare(a.item.dueDate, b.item.dueDate) || compare(a.item.id, b.item.id),
  );
  return inOrder.map(({ item, level }) => {
    const taken = left < item.openMinor ? left : item.openMinor;
    left -= taken;
    return { item, level, principalMinor: item.openMinor - taken };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface ClaimFrame {
  readonly terms: DunningTerms;
  readonly asOf: CalendarDate;
  /** Of the company. */
  readonly currency: string;
  readonly baseRateOf: BaseRateOf;
}

/** What the level of a letter asks for besides what is open. */
export interface LevelClaims {
  readonly claimsInterest: boolean;
  readonly claimsLumpSum: boolean;
}

/**
 * The claim for one item as of a day; interest from the first day of default, or from the day after the last one booked, up
 * to and including that day.
 */
export function claimOf(
  { item, level, principalMinor }: DueItem & { readonly principalMinor: bigint },
  isConsumer: boolean,
  frame: ClaimFrame,
  asks: LevelClaims,
): DunnedClaim {
  const { terms, asOf } = frame;
  const known = defaultSince(item, isConsumer, terms);
  const inDefault = known && known.since <= asOf ? known : undefined;
  const claim = { item, level, principalMinor, inDefault, interestMinor: 0n };
  if (!inDefault || principalMinor === 0n || item.isCharge) return claim;
  const debtor = isConsumer ? ('consumer' as const) : ('business' as const);
  const obligationDate = item.date < inDefault.since ? item.date : inDefault.since;
  const lumpSumMinor = asks.claimsLumpSum ? lumpSumOf(item, frame, debtor, obligationDate) : 0n;
  const from = interestFrom(item, inDefault.since, terms);
  if (!asks.claimsInterest || from > asOf) return { ...claim, lumpSumMinor };
  const { interestMinor } = computeDefaultInterest(
    {
      principalMinor,
      from,
      to: asOf,
      debtor,
      dayCount: terms.dayCount,
      isPaymentClaim: true,
      obligationDate,
    },
    frame.baseRateOf,
  );
  return { ...claim, interestMinor, lumpSumMinor };
}

function interestFrom(item: DunnedItem, since: CalendarDate, { charges }: DunningTerms): CalendarDate {
  const through = charges === 'booked' ? item.dunning?.interestThrough : undefined;
  return through !== undefined && through >= since ? addDays(through, 1) : since;
}

/** 40 EUR, once for each claim, from businesses (§ 288 Abs. 5 S. 1 BGB); in books of other currencies none. */
function lumpSumOf(
  item: DunnedItem,
  { terms, currency }: ClaimFrame,
  debtor: 'consumer' | 'business',
  obligationDate: CalendarDate,
): bigint {
  if (currency !== 'EUR') return 0n;
  if (terms.charges === 'booked' && item.dunning?.lumpSum) return 0n;
  return ruleSetOf(debtor, true, obligationDate).lumpSumMinor;
}
