import { formatMinor } from '../../../shared/kernel/money.ts';
import { percentText } from '../../../shared/kernel/percent.ts';
import { type DiscountTerms, discountMinorOf, remainingMinorOf } from '../domain/open-item.ts';
import type { PartnerRow } from '../table.ts';
import type { AgedItem } from '../usecases/read-open-items.ts';

/** An item as it is answered: what is owed is positive on both sides. @param sign 1n for receivables, -1n for payables */
export function viewItem(
  { item, openMinor, overdueDays, bucket }: AgedItem,
  partner: PartnerRow | undefined,
  sign: bigint,
  currency: string,
) {
  const money = (minor: bigint) => formatMinor(minor, currency);
  const { discount, laterDiscounts, amountMinor, clearings, partner: _partner, ...rest } = item;
  const viewDiscount = (terms: DiscountTerms) => ({
    percent: percentText(terms.percentTimes100),
    until: terms.until,
    amount: money(discountMinorOf(sign * remainingMinorOf(item), terms)),
  });
  return {
    ...rest,
    partner: partner && { id: partner.id, name: partner.name },
    amount: money(sign * amountMinor),
    open: money(openMinor),
    discount: discount && viewDiscount(discount),
    laterDiscounts: laterDiscounts?.map(viewDiscount),
    daysOverdue: overdueDays,
    bucket,
    clearings: clearings.map(({ id, on, amountMinor: taken }) => ({ id, on, amount: money(sign * taken) })),
  };
}
