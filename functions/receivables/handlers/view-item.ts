import { formatMinor } from '../../../shared/kernel/money.ts';
import { percentText } from '../../../shared/kernel/percent.ts';
import { discountMinorOf, remainingMinorOf } from '../domain/open-item.ts';
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
  const { discount, amountMinor, clearings, partner: _partner, ...rest } = item;
  return {
    ...rest,
    partner: partner && { id: partner.id, name: partner.name },
    amount: money(sign * amountMinor),
    open: money(openMinor),
    discount: discount && {
      percent: percentText(discount.percentTimes100),
      until: discount.until,
      amount: money(discountMinorOf(sign * remainingMinorOf(item), discount)),
    },
    daysOverdue: overdueDays,
    bucket,
    clearings: clearings.map(({ id, on, amountMinor: taken }) => ({ id, on, amount: money(sign * taken) })),
  };
}
