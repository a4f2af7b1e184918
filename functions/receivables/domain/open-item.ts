import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { absolute, divideRounded } from '../../../shared/kernel/money.ts';

/** Receivables are what customers owe, payables what vendors are owed. */
export type Side = 'receivable' | 'payable';

/**
 * What a credit note takes from an invoice of one tag: as the lines are, debit positive. Net and tax apart where the tax waits
 * for its payment (§20 UStG), else both in the net amount.
 */
export interface CorrectedTax {
  readonly taxCode: string;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
}

/** What a clearing takes away from an item, signed like the item's amount; its undoing has the other sign. */
export interface ItemClearing {
  readonly id: string;
  /** The first day on which it counts: no earlier than any of the items that it clears. */
  readonly on: CalendarDate;
  readonly amountMinor: bigint;
  /** Of it by discount or write-off, not paid or set off; signed likewise. */
  readonly adjustedMinor?: bigint | undefined;
  /** It was a credit note for this very invoice: what it was about has become less, in these tags. */
  readonly corrected?: CorrectedTax[] | undefined;
  /** The clearing that this one takes back. */
  readonly undoes?: string | undefined;
}

/** Cash discount that the item allows: `percentTimes100` of its amount when paid by `until`. */
export interface DiscountTerms {
  readonly percentTimes100: number;
  readonly until: CalendarDate;
  /** What it is a percentage of where that is not the whole item, without a sign: goods without their freight. */
  readonly baseMinor?: bigint | undefined;
}

/**
 * One line of the journal on a customer's or vendor's account, and what has cleared it. Items are a fold of the
 * journal: every line is exactly one item, and a clearing takes nothing or as much from debits as from credits of an
 * account, so the open amounts of an account always add up to its balance.
 */
export interface OpenItem {
  /** `<fiscal year>-<entry number>-<line>`, counted from 1. */
  readonly id: string;
  readonly account: string;
  readonly entryId: string;
  readonly date: CalendarDate;
  readonly dueDate: CalendarDate;
  readonly documentNumber?: string;
  readonly reference?: string;
  readonly text: string;
  readonly partner?: string;
  /** Minor units; debit is positive: what a customer owes, or what we have paid a vendor. */
  readonly amountMinor: bigint;
  /** An advance that was asked for: nothing stands against it until it is paid. */
  readonly advance?: boolean;
  readonly discount?: DiscountTerms;
  /** Those that end after it, in their order. */
  readonly laterDiscounts?: DiscountTerms[];
  readonly clearings: readonly ItemClearing[];
}

/** Clearings of one item; each is read with it, and an item must stay small. */
export const MAX_CLEARINGS_OF_ITEM = 200;

export function itemId(fiscalYear: number, number: number, lineIndex: number): string {
  return `${fiscalYear}-${number}-${lineIndex + 1}`;
}

const ITEM_ID = /^(\d{4})-([1-9]\d{0,9})-([1-9]\d{0,2})$/;

/** Where the line of an item stands, or undefined for what is no id of an item. */
export function parseItemId(
  id: string,
): { fiscalYear: number; number: number; lineIndex: number } | undefined {
  const [, fiscalYear, number, line] = ITEM_ID.exec(id) ?? [];
  if (fiscalYear === undefined) return undefined;
  return { fiscalYear: Number(fiscalYear), number: Number(number), lineIndex: Number(line) - 1 };
}

/** What is left of an item at the end of a day (of all days, unless said), signed like its amount. */
export function openMinorOf(item: OpenItem, asOf?: CalendarDate): bigint {
  if (asOf !== undefined && item.date > asOf) return 0n;
  let left = item.amountMinor;
  for (const { on, amountMinor } of item.clearings) if (asOf === undefined || on <= asOf) left -= amountMinor;
  return left;
}

/** What was paid of an item, or set off against others: not what discounts, write-offs and its own reversal took. */
export function paidMinorOf({ clearings }: Pick<OpenItem, 'clearings'>): bigint {
  return clearings.reduce(
    (sum, { amountMinor, adjustedMinor = 0n }) => sum + amountMinor - adjustedMinor,
    0n,
  );
}

/** What the item is about: its amount, less what credit notes took from it. */
export function remainingMinorOf({
  amountMinor,
  clearings,
}: Pick<OpenItem, 'amountMinor' | 'clearings'>): bigint {
  return clearings.reduce(
    (left, one) => (one.corrected === undefined ? left : left - one.amountMinor),
    amountMinor,
  );
}

/**
 * Whether what a line cleared when it was booked has been taken back. Such a line is the money of a payment whose invoice
 * was reversed, and what the payment made due is undone as it is cleared anew; one that still clears what it paid, or
 * never did, has only a rest to be cleared, which made nothing due.
 */
export function isFreedPayment(item: OpenItem): boolean {
  const [born] = item.clearings;
  return born !== undefined && !standingClearings(item).has(born.id);
}

/** The cash discount on an amount, rounded to the minor unit, of the amount's sign; on no more of it than its base. */
export function discountMinorOf(amountMinor: bigint, { percentTimes100, baseMinor }: DiscountTerms): bigint {
  const size = absolute(amountMinor);
  const base = baseMinor === undefined || baseMinor > size ? size : baseMinor;
  const discount = divideRounded(base * BigInt(percentTimes100), 10_000n);
  return amountMinor < 0n ? -discount : discount;
}

/** All discounts of an item, the one that ends first before the others. */
export function discountsOf({
  discount,
  laterDiscounts = [],
}: Pick<OpenItem, 'discount' | 'laterDiscounts'>): readonly DiscountTerms[] {
  return discount ? [discount, ...laterDiscounts] : [];
}

/**
 * The best discount that is still in time on a day, of what is open: its base is the same share of the whole. Of two that
 * come to the same the later one, which leaves more time.
 */
export function discountOn(item: OpenItem, day: CalendarDate): DiscountTerms | undefined {
  const [open, whole] = [absolute(openMinorOf(item)), absolute(item.amountMinor)];
  if (open === 0n || whole === 0n) return undefined;
  const inTime = discountsOf(item)
    .filter(({ until }) => until >= day)
    .map(({ baseMinor, ...terms }): DiscountTerms => {
      if (baseMinor === undefined) return terms;
      return { ...terms, baseMinor: divideRounded((baseMinor < whole ? baseMinor : whole) * open, whole) };
    });
  return inTime.reduce<DiscountTerms | undefined>(
    (best, one) => (best && discountMinorOf(open, best) > discountMinorOf(open, one) ? best : one),
    undefined,
  );
}

/** The day since which nothing is left, or undefined while something is. */
export function settledOn(item: OpenItem): CalendarDate | undefined {
  if (openMinorOf(item) !== 0n) return undefined;
  return item.clearings.reduce((latest, { on }) => (on > latest ? on : latest), item.date);
}

/** What clearings that still hold took from the item, by clearing: an undone one is gone. */
export function standingClearings(item: OpenItem): ReadonlyMap<string, bigint> {
  const standing = new Map<string, bigint>();
  for (const { id, amountMinor, undoes = id } of item.clearings) {
    const left = (standing.get(undoes) ?? 0n) + amountMinor;
    if (left === 0n) standing.delete(undoes);
    else standing.set(undoes, left);
  }
  return standing;
}

/** Whether `amountMinor` can be taken from what is left: of the same sign, and no more than there is. */
export function canTake(item: OpenItem, amountMinor: bigint): boolean {
  const left = openMinorOf(item);
  return amountMinor > 0n ? amountMinor <= left : amountMinor < 0n && amountMinor >= left;
}
