import { formatMinor } from '../../../shared/kernel/money.ts';
import { discountMinorOf } from '../domain/open-item.ts';
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
      amount: money(discountMinorOf(sign * amountMinor, discount)),
    },
    daysOverdue: overdueDays,
    bucket,
    clearings: clearings.map(({ id, on, amountMinor: taken }) => ({ id, on, amount: money(sign * taken) })),
  };
}

/** 250 is `2.5`. */
export function percentText(percentTimes100: number): string {
  return (percentTimes100 / 100).toString();
}

/** `2.5` is 250: the text has at most two decimals. */
export function percentTimes100(text: string): number {
  const [whole = '', fraction = ''] = text.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}
