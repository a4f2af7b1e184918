import type { AmountReader } from '../../../shared/http/amount-reader.ts';
import type { ClearingItem } from '../contract.ts';
import type { SettlementWish } from '../domain/settlement.ts';

/** What a request wants of its items; pointers are those below `/items`. */
export function readWishes(
  items: readonly ClearingItem[],
  optional: AmountReader['optional'],
): SettlementWish[] {
  return items.map(({ item, amount, discount, writeOff }, index) => ({
    itemId: item,
    payMinor: optional(amount, `/items/${index}/amount`, 'positive'),
    discountMinor: optional(discount, `/items/${index}/discount`, 'positive'),
    writeOffMinor: optional(writeOff, `/items/${index}/writeOff`, 'positive'),
  }));
}
