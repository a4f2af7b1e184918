import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';

/** An open item as dunning sees it. */
export interface DunnedItem {
  readonly id: string;
  readonly account: string;
  readonly partnerId?: string | undefined;
  readonly documentNumber?: string | undefined;
  /** Day of the document. */
  readonly date: CalendarDate;
  readonly dueDate: CalendarDate;
  /** Positive: owed to the company. Negative: a credit. */
  readonly openMinor: bigint;
  readonly currency: string;
  readonly dunning?: ItemDunning | undefined;
  /** Costs or interest that a run has booked: no interest runs on them (§ 289 BGB), and no lump sum is due for them. */
  readonly isCharge?: boolean | undefined;
  readonly disputed?: boolean | undefined;
  readonly dunningBlocked?: boolean | undefined;
}

/** How far the reminders of an item have come. */
export interface ItemDunning {
  readonly level: number;
  readonly lastOn: CalendarDate;
  /** Of the first reminder, which put the debtor in default; without it, `lastOn`. */
  readonly firstOn?: CalendarDate | undefined;
  /** Last day whose interest has been booked. */
  readonly interestThrough?: CalendarDate | undefined;
  /** Whether the lump sum of the claim has been booked (§ 288 Abs. 5 BGB: once for each). */
  readonly lumpSum?: boolean | undefined;
}

export interface DunnedPartner {
  readonly id: string;
  readonly kind: 'customer' | 'vendor';
  readonly name: string;
  readonly account: string;
  readonly consumer?: boolean | undefined;
  readonly language: 'de' | 'en';
  readonly address?: PostalAddress | undefined;
  readonly email?: string | undefined;
  readonly dunningBlocked?: boolean | undefined;
}

export interface PostalAddress {
  readonly street?: string | undefined;
  readonly houseNumber?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
  readonly country: string;
}
