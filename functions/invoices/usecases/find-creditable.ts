import type { CreditedItem } from '../../receivables/books.ts';
import { germanDay } from '../domain/issued/words/german.ts';
import { refuse } from '../errors.ts';
import type { IssuedReader } from '../issued-reader.ts';
import type { IssuedInvoiceRow } from '../table.ts';
import type { IssueWish } from './issue-invoice.ts';

/** Each stands in the invoice's row. */
const MAX_CREDIT_NOTES = 50;

/**
 * The invoice as it is now, if a credit note can take something of it.
 * @throws invoices.unknown-invoice, invoices.invalid-order, invoices.invoice-state, invoices.already-cancelled,
 *   invoices.advance-deducted
 */
export async function loadCreditable(
  reader: Pick<IssuedReader, 'loadIssued'>,
  { invoice: { company, id }, extent }: NonNullable<IssueWish['about']>,
  date: string,
): Promise<IssuedInvoiceRow> {
  const seen = await reader.loadIssued(company, id);
  if (!seen) throw refuse('invoices.unknown-invoice', `There is no issued invoice ${id}.`);
  const { cancelledBy, deductedBy, number, kind, creditNotes = [] } = seen;
  const state = (detail: string) => refuse('invoices.invoice-state', detail);
  if (kind === 'credit-note') throw state('A credit note is not taken back: write an invoice again.');
  if (date < seen.date) {
    const detail = `The invoice is of ${germanDay(seen.date)}; it cannot be taken back before.`;
    throw refuse('invoices.invalid-order', detail, { errors: [{ pointer: '/date', detail }] });
  }
  if (cancelledBy !== undefined) {
    const detail = `The invoice was cancelled by ${cancelledBy}.`;
    throw refuse('invoices.already-cancelled', detail, { extra: { cancelledBy } });
  }
  if (deductedBy !== undefined) {
    const detail = `${number} is deducted by the final invoice ${deductedBy}: cancel that one first.`;
    throw refuse('invoices.advance-deducted', detail, { extra: { deductedBy } });
  }
  if (extent === 'whole') return seen;
  if (kind === 'advance') {
    const detail =
      'An advance is not credited in part: write off what is not to be paid of it, or cancel it and ask for another.';
    throw state(detail);
  }
  if (creditNotes.length < MAX_CREDIT_NOTES) return seen;
  throw state(`The invoice has ${MAX_CREDIT_NOTES} credit notes: cancel what is left, and write it again.`);
}

/** Refuses an invoice whose entry somebody reversed in the journal: a credit note would take it back once more. */
export function assertCreditable({ number }: IssuedInvoiceRow, { isReversed, entry }: CreditedItem): void {
  if (!isReversed) return;
  const detail = `The entry of ${number} was reversed in the journal: it is taken back already.`;
  throw refuse('invoices.invoice-state', detail, { extra: { entryId: entry.id } });
}

/** The advances that a cancelled final invoice had deducted: another one may. */
export async function freedAdvances(
  reader: Pick<IssuedReader, 'loadIssued'>,
  cancelled: IssuedInvoiceRow | undefined,
): Promise<IssuedInvoiceRow[]> {
  if (!cancelled) return [];
  const { company, id, deducts = [] } = cancelled;
  const rows = await Promise.all(deducts.map((advance) => reader.loadIssued(company, advance)));
  return rows.flatMap((row) => (row?.deductedBy === id ? row : []));
}
