import { divideRounded } from '../../../shared/kernel/money.ts';
import type { CorrectedTax } from './open-item.ts';

/** What a credit note takes from the item of its invoice; all in the direction of the journal, debit positive. */
export interface CreditSetOff {
  /** Taken from the invoice's item; as much with the other sign from the credit note's. */
  readonly amountMinor: bigint;
  /** What of the credit note is set off with it by tag, as its lines have it. */
  readonly taxes: CorrectedTax[];
}

/**
 * A credit note is set off against its invoice as far as that is open; what is more stays in the customer's favour. Its tax
 * goes with it in proportion: all of it where all is set off.
 * @param openMinor what is open of the invoice's item
 * @param creditMinor the item that the credit note becomes
 */
export function setOffCredit(
  openMinor: bigint,
  creditMinor: bigint,
  credited: readonly CorrectedTax[],
): CreditSetOff | undefined {
  if (openMinor === 0n || creditMinor === 0n || openMinor < 0n === creditMinor < 0n) return undefined;
  const reach = openMinor < 0n ? -openMinor : openMinor;
  const size = creditMinor < 0n ? -creditMinor : creditMinor;
  const taken = reach < size ? reach : size;
  const share = (minor: bigint) => divideRounded(minor * taken, size);
  return {
    amountMinor: openMinor < 0n ? -taken : taken,
    taxes: credited.map(({ taxCode, netMinor, taxMinor }) => ({
      taxCode,
      netMinor: share(netMinor),
      taxMinor: share(taxMinor),
    })),
  };
}
