import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { type BaseRateOf, computeDefaultInterest } from '../interest/default-interest.ts';
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

/** The claim for one item as of a day; interest from the first day of default up to and including that day. */
export function claimOf(
  { item, level, principalMinor }: DueItem & { readonly principalMinor: bigint },
  isConsumer: boolean,
  {
    terms,
    asOf,
    baseRateOf,
  }: { readonly terms: DunningTerms; readonly asOf: CalendarDate; readonly baseRateOf: BaseRateOf },
  claimsInterest: boolean,
): DunnedClaim {
  const known = defaultSince(item, isConsumer, terms);
  const inDefault = known && known.since <= asOf ? known : undefined;
  if (!claimsInterest || !inDefault || principalMinor === 0n) {
    return { item, level, principalMinor, inDefault, interestMinor: 0n };
  }
  const claim = {
    principalMinor,
    from: inDefault.since,
    to: asOf,
    debtor: isConsumer ? ('consumer' as const) : ('business' as const),
    dayCount: terms.dayCount,
    isPaymentClaim: true,
    obligationDate: item.date < inDefault.since ? item.date : inDefault.since,
  };
  const { interestMinor } = computeDefaultInterest(claim, baseRateOf);
  return { item, level, principalMinor, inDefault, interestMinor };
}
