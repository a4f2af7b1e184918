import type { Finding } from '../finding.ts';
import type { Cents } from '../model/values.ts';

/** Cash discount that an invoice offers. */
export interface DiscountTerm {
  /** From the invoice's date. */
  readonly days: number;
  /** Percent times 100. */
  readonly percentTimes100: number;
  /** In hundredths; the amount due where the term does not say. */
  readonly baseCents?: bigint;
}

const TERM = /^#SKONTO#TAGE=(\d{1,9})#PROZENT=(\d{1,9})\.(\d{2})(?:#BASISBETRAG=(-?\d{1,15})\.(\d{2}))?#$/;

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

/** No more of them than a person reads; an open item keeps each. */
const MAX_DISCOUNTS = 5;
/** Customary are 2 or 3 %, seldom 5; whoever means more than this says so when he books. */
const MAX_PERCENT_TIMES_100 = 1_000;
const MAX_DAYS = 365;

/**
 * The discounts that an open item may take over from the invoice's terms, and what is said of the others: those that nobody means
 * (nothing, more than 10 %, more than a year, a base below zero or above what is due) would leave the payment of a run short.
 * @param dueCents what is to be paid; a credit note allows none
 */
export function usableDiscounts(
  terms: readonly DiscountTerm[],
  dueCents: Cents,
): { readonly discounts: readonly DiscountTerm[]; readonly findings: readonly Finding[] } {
  if (dueCents <= 0n) return { discounts: [], findings: [] };
  const usable = terms.filter(
    ({ days, percentTimes100, baseCents = dueCents }) =>
      percentTimes100 > 0 &&
      percentTimes100 <= MAX_PERCENT_TIMES_100 &&
      days <= MAX_DAYS &&
      baseCents > 0n &&
      baseCents <= dueCents,
  );
  const discounts = usable.slice(0, MAX_DISCOUNTS);
  if (discounts.length === terms.length) return { discounts, findings: [] };
  const left = terms.length - discounts.length;
  const text = `${left} of the ${terms.length} cash discounts are out of the ordinary and are not taken over: name those that you mean when you book.`;
  return { discounts, findings: [{ rule: 'INV-DISCOUNT', severity: 'warning', terms: ['BT-20'], text }] };
}
