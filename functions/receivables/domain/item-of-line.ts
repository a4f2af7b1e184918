import { addDays, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { type DiscountTerms, itemId, type OpenItem } from './open-item.ts';

/** An entry as far as its items go: what the journal tells of it. */
export interface ItemEntry {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly date: CalendarDate;
  readonly documentNumber?: string;
  readonly reference?: string;
  readonly text: string;
  readonly lines: readonly {
    readonly account: string;
    readonly debitMinor?: bigint;
    readonly creditMinor?: bigint;
    readonly dueDate?: CalendarDate;
    readonly text?: string;
    readonly partner?: string;
    readonly taxCode?: string | undefined;
  }[];
}

/** What a partner's invoices allow. */
export interface PaymentTerms {
  readonly paymentTermsDays?: number | undefined;
  readonly discountDays?: number | undefined;
  readonly discountPercentTimes100?: number | undefined;
  /** What the invoice itself allows, which counts instead of the partner's; none where it is empty. */
  readonly discounts?: readonly DiscountTerms[] | undefined;
}

/** The tags of advances that wait for their payment, and of nothing else (docs/decisions/0140). */
const ASKED = /^advance-/;

/** Whether an owed line is an advance that was asked for: all that stands against it waits for its payment. */
function isAdvance({ lines }: ItemEntry, amountMinor: bigint): boolean {
  const against = lines.filter((line) => signOf(line) !== signOf({ debitMinor: amountMinor }));
  return against.length > 0 && against.every(({ taxCode = '' }) => ASKED.test(taxCode));
}

function signOf({
  debitMinor = 0n,
  creditMinor = 0n,
}: {
  debitMinor?: bigint;
  creditMinor?: bigint;
}): boolean {
  return debitMinor - creditMinor > 0n;
}

/**
 * The item of one line. Its due date is the line's, else follows from the partner's terms, else is the entry's date;
 * what is in the partner's favour (a credit note, a payment) is due at once. Later changes of the terms leave it as it is.
 * @param owedSign 1n for customers (debits are owed), -1n for vendors
 */
export function itemOfLine(
  entry: ItemEntry,
  lineIndex: number,
  owedSign: bigint,
  terms: PaymentTerms,
): OpenItem {
  const line = entry.lines[lineIndex];
  if (!line) throw new RangeError(`entry ${entry.id} has no line ${lineIndex}`);
  const amountMinor = (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n);
  const isOwed = amountMinor * owedSign > 0n;
  const { paymentTermsDays = 0 } = terms;
  const { documentNumber, reference } = entry;
  const [discount, ...laterDiscounts] = isOwed ? discountsBy(terms, entry.date) : [];
  return {
    id: itemId(entry.fiscalYear, entry.number, lineIndex),
    account: line.account,
    entryId: entry.id,
    date: entry.date,
    dueDate: line.dueDate ?? (isOwed ? addDays(entry.date, paymentTermsDays) : entry.date),
    ...(documentNumber === undefined ? {} : { documentNumber }),
    ...(reference === undefined ? {} : { reference }),
    text: line.text ?? entry.text,
    ...(line.partner === undefined ? {} : { partner: line.partner }),
    amountMinor,
    ...(isOwed && isAdvance(entry, amountMinor) ? { advance: true } : {}),
    ...(discount ? { discount } : {}),
    ...(laterDiscounts.length > 0 ? { laterDiscounts } : {}),
    clearings: [],
  };
}

/** Discounts in the order in which they end. */
function discountsBy(
  { discounts, discountDays, discountPercentTimes100 }: PaymentTerms,
  date: CalendarDate,
): readonly DiscountTerms[] {
  if (discounts) return discounts.toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
  if (discountDays === undefined || discountPercentTimes100 === undefined) return [];
  return [{ percentTimes100: discountPercentTimes100, until: addDays(date, discountDays) }];
}
