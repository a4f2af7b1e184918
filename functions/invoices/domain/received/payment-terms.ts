/** Cash discount that an invoice offers. */
export interface DiscountTerm {
  /** From the invoice's date. */
  readonly days: number;
  /** Percent times 100. */
  readonly percentTimes100: number;
  /** In hundredths; the amount due where the term does not say. */
  readonly baseCents?: bigint;
}

const TERM = /^#SKONTO#TAGE=(\d{1,3})#PROZENT=(\d{1,2})\.(\d{2})(?:#BASISBETRAG=(-?\d{1,13})\.(\d{2}))?#$/;

/**
 * Discounts as XRechnung writes them into the payment terms (BT-20), one a line:
 * `#SKONTO#TAGE=14#PROZENT=2.25#BASISBETRAG=357.93#` (XRechnung 3.0.2, 11.2.3 "Skonto", rule BR-DE-18). Terms in words stay words; so do
 * `#VERZUG#` lines: default interest is not a discount.
 */
export function readDiscounts(paymentTerms: string | undefined): readonly DiscountTerm[] {
  return (paymentTerms ?? '').split(/\r?\n/).flatMap((line) => {
    const found = TERM.exec(line.trim());
    if (!found) return [];
    const [, days = '', whole = '', hundredths = '', base, cents] = found;
    return {
      days: Number(days),
      percentTimes100: Number(whole + hundredths),
      ...(base === undefined ? {} : { baseCents: BigInt(base + (cents ?? '')) }),
    };
  });
}
