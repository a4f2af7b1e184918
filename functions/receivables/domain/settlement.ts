import type { FieldError } from '../../../shared/kernel/errors.ts';
import { absolute, formatMinor } from '../../../shared/kernel/money.ts';
import { refuse } from '../errors.ts';
import { assertTakeable, type ClearingKind, type ClearingPart, MAX_PARTS } from './clearing.ts';
import { type OpenItem, openMinorOf } from './open-item.ts';

/** What is to happen to one item; amounts are positive, in the item's own direction. */
export interface SettlementWish {
  readonly itemId: string;
  /** Paid or set off; what is left over after discount and write-off unless said. */
  readonly payMinor?: bigint | undefined;
  readonly discountMinor?: bigint | undefined;
  readonly writeOffMinor?: bigint | undefined;
}

export interface SettlementOrder {
  readonly currency: string;
  readonly wishes: readonly SettlementWish[];
  /** Money that moved: positive is received, negative is paid. Without it items are set against each other. */
  readonly bankMinor?: bigint | undefined;
  readonly hasBank: boolean;
  /** Personal account that takes what no item takes; the items' own where they have but one. */
  readonly restAccount?: string | undefined;
}

/** What is taken from an item besides money, signed like the item. */
export interface Adjustment {
  readonly item: OpenItem;
  readonly kind: 'discount' | 'write-off';
  readonly amountMinor: bigint;
}

/** What a settlement comes to; all amounts signed, debit positive. */
export interface Settlement {
  readonly kind: ClearingKind;
  readonly parts: readonly ClearingPart[];
  readonly adjustments: readonly Adjustment[];
  readonly bankMinor: bigint;
  /** What each personal account is credited (negative: debited), and how much of it clears items. */
  readonly accounts: readonly PersonalSide[];
}

export interface PersonalSide {
  readonly account: string;
  readonly lineMinor: bigint;
  /** What of the line is cleared at once: the parts of the account with the other sign. */
  readonly clearedMinor: bigint;
}

interface Share {
  readonly item: OpenItem;
  readonly wish: SettlementWish;
  readonly sign: bigint;
  /** Most that can be paid, signed. */
  readonly mostMinor: bigint;
  payMinor: bigint | undefined;
}

/**
 * Decides how money, discounts and write-offs fall on items. Money without amounts per item pays credits first, then
 * items in their order; what is left over stays on the partner's account. Without money, debits and credits are set
 * against each other as far as both reach. Refuses with pointers into `items`.
 */
export function decideSettlement(order: SettlementOrder, items: ReadonlyMap<string, OpenItem>): Settlement {
  const shares = order.wishes.map((wish, index) => shareOf(wish, items, index, order.currency));
  if (order.hasBank) spendMoney(shares, order.bankMinor);
  else setOff(shares);
  const parts = shares.flatMap((share) => partOf(share));
  shares.forEach((share, index) => {
    const taken = parts.find(({ itemId }) => itemId === share.item.id)?.amountMinor ?? 0n;
    const open = formatMinor(openMinorOf(share.item), order.currency);
    if (taken !== 0n || order.wishes.length === 1) assertTakeable(share.item, taken, `/items/${index}`, open);
  });
  const paidMinor = shares.reduce((sum, { payMinor = 0n }) => sum + payMinor, 0n);
  const bankMinor = order.hasBank ? (order.bankMinor ?? paidMinor) : 0n;
  const accounts = personalSides(parts, bankMinor - paidMinor, order);
  const adjustments = shares.flatMap(adjustmentsOf);
  const kind = kindOf(order.hasBank, adjustments.length > 0, accounts.length);
  return { kind, parts, adjustments, bankMinor, accounts };
}

function kindOf(hasBank: boolean, adjusts: boolean, accounts: number): ClearingKind {
  if (hasBank) return 'payment';
  if (adjusts) return 'write-off';
  return accounts > 0 ? 'netting' : 'assignment';
}

/** Refuses an item that is there twice, and more items than one transaction takes. */
export function assertWishes(wishes: readonly SettlementWish[]): void {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  wishes.forEach(({ itemId }, index) => {
    if (seen.has(itemId))
      errors.push({ pointer: `/items/${index}/item`, detail: `${itemId} is there twice.` });
    seen.add(itemId);
  });
  if (wishes.length > MAX_PARTS) {
    errors.push({
      pointer: '/items',
      detail: `One clearing takes ${MAX_PARTS} items; clear the others with another.`,
    });
  }
  if (errors[0]) throw refuse('receivables.invalid-clearing', errors[0].detail, { errors });
}

function shareOf(
  wish: SettlementWish,
  items: ReadonlyMap<string, OpenItem>,
  index: number,
  currency: string,
): Share {
  const pointer = `/items/${index}`;
  const item = items.get(wish.itemId);
  if (!item) {
    const detail = `There is no open item ${wish.itemId}.`;
    throw refuse('receivables.unknown-item', detail, { errors: [{ pointer: `${pointer}/item`, detail }] });
  }
  const open = openMinorOf(item);
  const sign = open < 0n ? -1n : 1n;
  const adjusted = sign * ((wish.discountMinor ?? 0n) + (wish.writeOffMinor ?? 0n));
  if (adjusted !== 0n) assertTakeable(item, adjusted, pointer, formatMinor(open, currency));
  const payMinor = wish.payMinor === undefined ? undefined : sign * wish.payMinor;
  return { item, wish, sign, mostMinor: open - adjusted, payMinor };
}

/** Money on hand pays what has no amount of its own: items of the other sign add to it, so they come first. */
function spendMoney(shares: readonly Share[], bankMinor: bigint | undefined): void {
  const open = shares.filter(({ payMinor }) => payMinor === undefined);
  if (bankMinor === undefined) {
    for (const share of open) share.payMinor = share.mostMinor;
    return;
  }
  let left = bankMinor - shares.reduce((sum, { payMinor = 0n }) => sum + payMinor, 0n);
  const against = open.filter(({ mostMinor }) => mostMinor < 0n !== bankMinor < 0n);
  for (const share of [...against, ...open.filter((one) => !against.includes(one))]) {
    const opposite = against.includes(share);
    const reach = left < 0n === bankMinor < 0n ? left : 0n;
    share.payMinor = opposite ? share.mostMinor : nearerToZero(share.mostMinor, reach);
    left -= share.payMinor;
  }
}

function nearerToZero(one: bigint, other: bigint): bigint {
  return absolute(one) < absolute(other) ? one : other;
}

/** Debits against credits, as far as the smaller side reaches; what is only written off is not set off besides. */
function setOff(shares: readonly Share[]): void {
  const free = shares.filter((share) => share.payMinor === undefined && !isAdjusted(share));
  for (const share of shares) share.payMinor ??= free.includes(share) ? undefined : 0n;
  const given = shares.reduce((sum, { payMinor = 0n }) => sum + payMinor, 0n);
  const total = (sign: bigint) =>
    free.reduce((sum, share) => (share.sign === sign ? sum + share.mostMinor : sum), 0n);
  // What has amounts of its own and does not add up to zero is made up for by the others.
  const reach = { debit: nearerToZero(total(1n), -total(-1n) - given), credit: 0n };
  if (reach.debit < 0n) reach.debit = 0n;
  reach.credit = -(reach.debit + given);
  let { debit, credit } = reach;
  for (const share of free) {
    if (share.sign > 0n) {
      share.payMinor = nearerToZero(share.mostMinor, debit);
      debit -= share.payMinor;
    } else {
      share.payMinor = nearerToZero(share.mostMinor, credit < 0n ? credit : 0n);
      credit -= share.payMinor;
    }
  }
}

function isAdjusted({ wish }: Share): boolean {
  return wish.discountMinor !== undefined || wish.writeOffMinor !== undefined;
}

function partOf({ item, sign, wish, payMinor = 0n }: Share): ClearingPart[] {
  const adjustedMinor = sign * ((wish.discountMinor ?? 0n) + (wish.writeOffMinor ?? 0n));
  const amountMinor = payMinor + adjustedMinor;
  const adjusted = adjustedMinor === 0n ? {} : { adjustedMinor };
  return amountMinor === 0n ? [] : [{ itemId: item.id, account: item.account, amountMinor, ...adjusted }];
}

function adjustmentsOf({ item, sign, wish }: Share): Adjustment[] {
  const { discountMinor = 0n, writeOffMinor = 0n } = wish;
  return [
    ...(discountMinor > 0n ? [{ item, kind: 'discount' as const, amountMinor: sign * discountMinor }] : []),
    ...(writeOffMinor > 0n ? [{ item, kind: 'write-off' as const, amountMinor: sign * writeOffMinor }] : []),
  ];
}

function personalSides(
  parts: readonly ClearingPart[],
  restMinor: bigint,
  order: SettlementOrder,
): PersonalSide[] {
  const cleared = new Map<string, bigint>();
  for (const { account, amountMinor } of parts) {
    cleared.set(account, (cleared.get(account) ?? 0n) - amountMinor);
  }
  const restAccount = restMinor === 0n ? undefined : (order.restAccount ?? onlyKey(cleared));
  if (restMinor !== 0n && restAccount === undefined) {
    const detail = order.hasBank
      ? `${formatMinor(restMinor, order.currency)} falls on no item: name the account that takes it.`
      : `Debits and credits differ by ${formatMinor(-restMinor, order.currency)}: without money they are equal.`;
    throw refuse('receivables.invalid-clearing', detail, { errors: [{ pointer: '/amount', detail }] });
  }
  if (restAccount !== undefined && !cleared.has(restAccount)) cleared.set(restAccount, 0n);
  return [...cleared]
    .map(([account, clearedMinor]) => ({
      account,
      clearedMinor,
      lineMinor: clearedMinor - (account === restAccount ? restMinor : 0n),
    }))
    .filter(({ lineMinor, clearedMinor }) => lineMinor !== 0n || clearedMinor !== 0n)
    .map((side) => assertClearable(side, order));
}

function onlyKey(map: ReadonlyMap<string, unknown>): string | undefined {
  return map.size === 1 ? [...map.keys()][0] : undefined;
}

/** A line clears no more than it has: money beyond the items is of the same direction as what they take. */
function assertClearable(side: PersonalSide, { currency, hasBank }: SettlementOrder): PersonalSide {
  const { lineMinor, clearedMinor } = side;
  const fits =
    clearedMinor < 0n ? lineMinor <= clearedMinor : clearedMinor === 0n || lineMinor >= clearedMinor;
  if (fits && (hasBank || lineMinor === clearedMinor)) return side;
  const detail = `The items take ${formatMinor(absolute(clearedMinor), currency)}, more than the amount that is there.`;
  throw refuse('receivables.invalid-clearing', detail, { errors: [{ pointer: '/amount', detail }] });
}
