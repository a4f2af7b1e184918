import { parseMinor } from '../../../shared/kernel/money.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { readDecimal } from '../domain/decimal.ts';
import { creditPart, creditRest } from '../domain/issued/correct.ts';
import { type CreditWish, invalid } from '../domain/issued/line-rest.ts';
import type { InvoiceOrder } from '../domain/issued/order.ts';
import { centsOfMinor } from '../domain/minor.ts';
import type { CreditNoteBody } from '../routes/issued.ts';
import type { IssuedInvoiceRow } from '../table.ts';
import { unpackIssued } from '../unpack-issued.ts';
import type { IssueWish, Written } from '../usecases/issue-invoice.ts';

type CreditIssue = Omit<IssueWish, 'posting' | 'requestId' | 'remember'>;

/** A credit note for all that is left of an invoice. */
export function cancelWish(invoice: IssuedInvoiceRow, date: string, note: string | undefined): CreditIssue {
  const { order, customer } = unpackIssued(invoice);
  return {
    ...{ customerId: invoice.customerId, account: invoice.account, customer, date },
    about: { invoice, extent: 'whole' },
    write: (number, about = invoice) => {
      const cancels = { number: invoice.number, date: invoice.date };
      const rest = creditRest(order, about.credited ?? []);
      return { order: { ...order, ...rest, number, date, dueDate: date, note, cancels } };
    },
  };
}

/**
 * A credit note for a part of an invoice: its lines, rates, day of supply and references are the invoice's. What it deducted,
 * its terms and its words are not.
 * @throws invoices.invalid-order, invoices.nothing-left
 */
export function creditWish(
  company: LedgerCompany,
  { number: wished, date, note, corrects: { reason, lines } }: CreditNoteBody,
  invoice: IssuedInvoiceRow,
): CreditIssue {
  const { order, customer } = unpackIssued(invoice);
  const { deducts: _deducts, discount: _discount, note: _note, kind: _kind, ...kept } = order;
  const wishes = lines.map((line, index) => readWish(company, line, index));
  return {
    ...{ customerId: invoice.customerId, account: invoice.account, customer, number: wished, date },
    about: { invoice, extent: 'part' },
    write: (number, about = invoice): Written => {
      const { credited, ...own } = creditPart(order, about.credited ?? [], wishes);
      const corrects = { number: invoice.number, date: invoice.date, reason };
      const written: InvoiceOrder = { ...kept, ...own, number, date, dueDate: date, note, corrects };
      return { order: written, credited };
    },
  };
}

function readWish(
  { currency }: LedgerCompany,
  { line, quantity, netAmount }: CreditNoteBody['corrects']['lines'][number],
  index: number,
): CreditWish {
  const minor = netAmount === undefined ? undefined : parseMinor(netAmount, currency);
  if (typeof minor === 'string')
    throw invalid(`/corrects/lines/${index}/netAmount`, 'is no amount of the currency');
  const netCents = minor === undefined ? undefined : centsOfMinor(minor, currency);
  return { line, netCents, ...(quantity === undefined ? {} : { quantity: readDecimal(quantity) ?? '0' }) };
}
