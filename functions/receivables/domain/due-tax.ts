import { absolute, divideRounded } from '../../../shared/kernel/money.ts';
import type { TaxedLine } from './adjust-tax.ts';

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
  /** Of the item, in its own direction: its amount, and what was cleared before and is after. */
  readonly amountMinor: bigint;
  readonly clearedBeforeMinor: bigint;
  readonly clearedAfterMinor: bigint;
}

/**
 * Tax that a clearing makes due where a company is taxed on what it receives (§13 Abs. 1 Nr. 1 Buchst. b UStG): in proportion
 * to what is cleared. Computed from the sums before and after, so that all clearings of an invoice together make due
 * exactly its tax, whatever its parts.
 */
export function dueTax(question: DueTaxQuestion): DueShare[] {
  const { invoiceLines, adjustingLines, isWaiting } = question;
  const tags = new Set(invoiceLines.flatMap(({ taxCode = '' }) => (isWaiting(taxCode) ? [taxCode] : [])));
  return [...tags].flatMap((taxCode) => {
    const booked = sumTag(question, invoiceLines, taxCode);
    const adjusted = sumTag(question, adjustingLines, taxCode);
    const taxMinor = portion(question, -booked.taxMinor) - adjusted.taxMinor;
    const netMinor = portion(question, -booked.netMinor) - adjusted.netMinor;
    return taxMinor === 0n && netMinor === 0n ? [] : [{ taxCode, taxMinor, netMinor }];
  });
}

function sumTag({ isTax }: DueTaxQuestion, lines: readonly TaxedLine[], taxCode: string) {
  let [taxMinor, netMinor] = [0n, 0n];
  for (const line of lines) {
    if (line.taxCode !== taxCode) continue;
    if (isTax(line.account, taxCode)) taxMinor += line.amountMinor;
    else netMinor += line.amountMinor;
  }
  return { taxMinor, netMinor };
}

function portion(
  { amountMinor, clearedBeforeMinor, clearedAfterMinor }: DueTaxQuestion,
  whole: bigint,
): bigint {
  const size = absolute(amountMinor);
  const upTo = (cleared: bigint) => divideRounded(whole * absolute(cleared), size);
  return upTo(clearedAfterMinor) - upTo(clearedBeforeMinor);
}
