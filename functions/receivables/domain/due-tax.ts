import { absolute, divideRounded } from '../../../shared/kernel/money.ts';
import type { TaxedLine } from './adjust-tax.ts';
import type { CorrectedTax } from './open-item.ts';

/** Tax of one tag that falls due with a clearing, and the net amount that it is for; signed, debit of the waiting account positive. */
export interface DueShare {
  readonly taxCode: string;
  readonly taxMinor: bigint;
  readonly netMinor: bigint;
}

export interface DueTaxQuestion {
  /** Lines of the invoice's entry without those on personal accounts; tagged as waiting for payment or not. */
  readonly invoiceLines: readonly TaxedLine[];
  /** What the clearing's discounts and write-offs book already: they take tax away instead of making it due. */
  readonly adjustingLines: readonly TaxedLine[];
  readonly isWaiting: (taxCode: string) => boolean;
  /** Whether a line stands on the account where the tax of the tag waits. */
  readonly isTax: (account: string, taxCode: string) => boolean;
  readonly before: ClearedState;
  readonly after: ClearedState;
}

/** How an item stands: what it is about, less what credit notes took, and how much of that is cleared; in one direction. */
export interface ClearedState {
  readonly amountMinor: bigint;
  readonly clearedMinor: bigint;
  /** What credit notes took from the waiting lines. */
  readonly corrected: readonly CorrectedTax[];
}

/**
 * Tax that a clearing makes due where a company is taxed on what it receives (§13 Abs. 1 Nr. 1 Buchst. b UStG): in proportion
 * to what is cleared. Computed from the sums before and after, so that all clearings of an invoice together make due
 * exactly its tax, whatever its parts. A credit note takes its own tax out of what waits, rate by rate, and what was paid
 * counts for the rest.
 */
export function dueTax(question: DueTaxQuestion): DueShare[] {
  const { invoiceLines, adjustingLines, isWaiting } = question;
  const tags = new Set(invoiceLines.flatMap(({ taxCode = '' }) => (isWaiting(taxCode) ? [taxCode] : [])));
  return [...tags].flatMap((taxCode) => {
    const booked = sumTag(question, invoiceLines, taxCode);
    const adjusted = sumTag(question, adjustingLines, taxCode);
    const [before, after] = [dueOf(question.before, taxCode, booked), dueOf(question.after, taxCode, booked)];
    const taxMinor = after.taxMinor - before.taxMinor - adjusted.taxMinor;
    const netMinor = after.netMinor - before.netMinor - adjusted.netMinor;
    return taxMinor === 0n && netMinor === 0n ? [] : [{ taxCode, taxMinor, netMinor }];
  });
}

export function sumTag(
  { isTax }: Pick<DueTaxQuestion, 'isTax'>,
  lines: readonly TaxedLine[],
  taxCode: string,
): Omit<CorrectedTax, 'taxCode'> {
  let [taxMinor, netMinor] = [0n, 0n];
  for (const line of lines) {
    if (line.taxCode !== taxCode) continue;
    if (isTax(line.account, taxCode)) taxMinor += line.amountMinor;
    else netMinor += line.amountMinor;
  }
  return { taxMinor, netMinor };
}

/** What of a tag is due in a state of the item. */
function dueOf(
  { amountMinor, clearedMinor, corrected }: ClearedState,
  taxCode: string,
  booked: Omit<CorrectedTax, 'taxCode'>,
): Omit<CorrectedTax, 'taxCode'> {
  let { netMinor, taxMinor } = booked;
  for (const one of corrected) {
    if (one.taxCode !== taxCode) continue;
    netMinor -= one.netMinor;
    taxMinor -= one.taxMinor;
  }
  const size = absolute(amountMinor);
  // Nothing is left that could be paid: whatever is left of its tax would wait for ever.
  const share = (whole: bigint) =>
    size === 0n ? -whole : divideRounded(-whole * absolute(clearedMinor), size);
  return { netMinor: share(netMinor), taxMinor: share(taxMinor) };
}
