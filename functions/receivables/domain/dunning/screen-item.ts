import { type CalendarDate, daysBetween } from '../../../../shared/kernel/calendar-date.ts';
import type { DunnedItem, DunnedPartner } from './dunned-item.ts';
import type { DunningTerms } from './dunning-terms.ts';

/** Why an item is not dunned. */
export type LeftOutReason =
  | 'no-partner'
  | 'vendor'
  | 'other-currency'
  | 'partner-blocked'
  | 'item-blocked'
  | 'disputed'
  | 'not-due'
  | 'too-early'
  | 'reminded-recently'
  | 'last-level-reached'
  | 'small-balance'
  | 'covered-by-credits'
  | 'credit-without-claim'
  | 'next-run';

export type Screened =
  | { readonly kind: 'left-out'; readonly reason: LeftOutReason }
  | { readonly kind: 'credit' }
  | { readonly kind: 'due'; readonly level: number };

const leftOut = (reason: LeftOutReason): Screened => ({ kind: 'left-out', reason });

/** What becomes of one item on a day, its partner's other items left aside. One step up at a time. */
export function screenItem(
  item: DunnedItem,
  partner: DunnedPartner | undefined,
  terms: DunningTerms,
  asOf: CalendarDate,
  currency: string,
): Screened {
  const blocked = blockOf(item, partner, currency);
  if (blocked) return leftOut(blocked);
  if (item.openMinor <= 0n) return { kind: 'credit' };
  const overdueDays = daysBetween(item.dueDate, asOf);
  if (overdueDays <= 0) return leftOut('not-due');
  const reached = item.dunning?.level ?? 0;
  const next = terms.levels[reached];
  if (!next) return leftOut('last-level-reached');
  if (overdueDays < next.daysAfterDue) return leftOut('too-early');
  // An item that was reminded today stays out even where no distance is asked for: a run is repeatable.
  const distance = Math.max(1, next.minDaysSinceLast);
  if (item.dunning && daysBetween(item.dunning.lastOn, asOf) < distance) return leftOut('reminded-recently');
  return { kind: 'due', level: reached + 1 };
}

function blockOf(
  { currency, disputed, dunningBlocked }: DunnedItem,
  partner: DunnedPartner | undefined,
  companyCurrency: string,
): LeftOutReason | undefined {
  if (!partner) return 'no-partner';
  if (partner.kind === 'vendor') return 'vendor';
  if (currency !== companyCurrency) return 'other-currency';
  if (partner.dunningBlocked) return 'partner-blocked';
  if (dunningBlocked) return 'item-blocked';
  return disputed ? 'disputed' : undefined;
}
