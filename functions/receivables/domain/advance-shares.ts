import { absolute, divideRounded } from '../../../shared/kernel/money.ts';

/** An advance of one rate that waits for its payment, as its entry has it; both signed, debit positive. */
export interface WaitingAmount {
  readonly grossMinor: bigint;
  readonly netMinor: bigint;
}

/** How far an item is cleared; all in the item's own direction, so none is negative. */
export interface Cleared {
  /** What the item was. */
  readonly sizeMinor: bigint;
  readonly clearedMinor: bigint;
  /** Of it in money, or by what was set off: not by discount or write-off. */
  readonly paidMinor: bigint;
}

/** What a clearing takes of one waiting amount: what is paid becomes an advance with tax, what is written off is gone. */
export interface AdvanceShare {
  readonly paid: WaitingAmount;
  readonly writtenOff: WaitingAmount;
}

/**
 * What of each waiting amount belongs to a part of the item. Cut from the running total, so that the shares of any part add
 * up to it to the cent, and those of the whole item are the amounts themselves; net within gross likewise.
 */
export function shareOfAdvance(
  waiting: readonly WaitingAmount[],
  partMinor: bigint,
  sizeMinor: bigint,
): WaitingAmount[] {
  const size = absolute(sizeMinor);
  const part = absolute(partMinor);
  let [total, before] = [0n, 0n];
  return waiting.map(({ grossMinor: whole, netMinor }) => {
    total += whole;
    const upTo = size === 0n ? 0n : divideRounded(total * part, size);
    const grossMinor = upTo - before;
    before = upTo;
    const sign = whole < 0n ? -1n : 1n;
    return {
      grossMinor,
      netMinor: whole === 0n ? 0n : divideRounded(sign * netMinor * grossMinor, absolute(whole)),
    };
  });
}

/**
 * What a clearing takes of each waiting amount: computed from what was cleared and paid before and after, so that all
 * clearings of an advance together move exactly its net amount and its tax, whatever its parts and their order.
 */
export function advanceShares(
  waiting: readonly WaitingAmount[],
  before: Omit<Cleared, 'sizeMinor'>,
  after: Cleared,
): AdvanceShare[] {
  const { sizeMinor } = after;
  const cut = (part: bigint) => shareOfAdvance(waiting, part, sizeMinor);
  const cleared = subtract(cut(after.clearedMinor), cut(before.clearedMinor));
  const paid = subtract(cut(after.paidMinor), cut(before.paidMinor));
  const rest = subtract(cleared, paid);
  return waiting.map((_, index) => ({
    paid: paid[index] as WaitingAmount,
    writtenOff: rest[index] as WaitingAmount,
  }));
}

function subtract(from: readonly WaitingAmount[], what: readonly WaitingAmount[]): WaitingAmount[] {
  return from.map(({ grossMinor, netMinor }, index) => ({
    grossMinor: grossMinor - (what[index]?.grossMinor ?? 0n),
    netMinor: netMinor - (what[index]?.netMinor ?? 0n),
  }));
}
