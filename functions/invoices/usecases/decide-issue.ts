import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { recordChange } from '../../../shared/changes.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { NewEntry, Voucher } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import type { CreditedItem } from '../../receivables/books.ts';
import { checkInvoice } from '../domain/check-invoice.ts';
import { writeCii } from '../domain/cii/write-cii.ts';
import { composeInvoice } from '../domain/issued/compose-invoice.ts';
import { issuedEntryLines, pointAtOrder } from '../domain/issued/entry-lines.ts';
import { nameOf } from '../domain/issued/order.ts';
import { writeUbl } from '../domain/ubl/write-ubl.ts';
import { refuse } from '../errors.ts';
import type { IssuedInvoiceRow } from '../table.ts';
import type { IssuedContent } from '../unpack-issued.ts';
import type { IssueInvoiceDeps, IssueWish } from './issue-invoice.ts';

const TEXTS = {
  de: {
    invoice: 'Rechnung',
    advance: 'Anzahlungsrechnung',
    final: 'Schlussrechnung',
    credit: 'Rechnungskorrektur',
  },
  en: { invoice: 'Invoice', advance: 'Advance invoice', final: 'Final invoice', credit: 'Credit note' },
} as const;

function sha256Of(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

export interface IssuePlace {
  readonly id: string;
  readonly voucherId: string;
  /** Of a credit note the item of its invoice. */
  readonly credited: CreditedItem | undefined;
}

/**
 * Everything of an invoice once it is known what it says: entry, row and XML.
 * @throws invoices.needs-chart, invoices.invalid-order, invoices.nothing-to-book
 */
export function decideIssue(
  wish: IssueWish,
  content: IssuedContent,
  { id, voucherId, credited }: IssuePlace,
) {
  const { posting, account, about } = wish;
  const { chart, accountLength, language } = posting.company;
  if (chart === 'none')
    throw refuse('invoices.needs-chart', 'Invoices are booked by the tax rules of SKR03 and SKR04.');
  const { order, issuer, customer } = content;
  const invoice = composeInvoice(order, issuer, customer);
  const errors = pointAtOrder(checkInvoice(invoice).filter(({ severity }) => severity === 'error'));
  if (errors[0]) throw refuse('invoices.invalid-order', errors[0].detail, { errors });
  const files = { cii: writeCii(invoice), ubl: writeUbl(invoice) };
  const books = { chart, accountLength, taxOnPayment: taxWaits(posting.company, credited) };
  const partner = customer.vatId ?? customer.id;
  // Of an advance the supply is to come: its tax has the day of the payment. A credit note changes what is paid for the
  // supply: its rates are those of that day, its tax belongs to the period of the change (§17 Abs. 1 S. 8 UStG).
  const isOfSupply = order.kind !== 'advance' && order.corrects === undefined;
  const serviceDate = isOfSupply ? (order.serviceDate ?? order.period?.end) : undefined;
  const sha256 = sha256Of(files.cii);
  const entry: NewEntry = {
    kind: 'regular',
    date: order.date,
    documentNumber: order.number,
    text: `${TEXTS[language][nameOf(order)]} ${order.number}`,
    ...(about ? { reference: about.invoice.number } : {}),
    lines: issuedEntryLines(order, books, { account, partner }),
    ...(serviceDate === undefined ? {} : { serviceDate }),
    vouchers: [{ id: voucherId, sha256 }],
  };
  const row: Omit<IssuedInvoiceRow, 'entryId'> = {
    company: posting.company.id,
    id,
    kind: about ? 'credit-note' : (order.kind ?? 'invoice'),
    number: order.number,
    customerId: customer.id,
    account,
    date: order.date,
    dueDate: order.dueDate,
    currency: order.currency,
    totalCents: invoice.totals.withVat ?? 0n,
    ...(order.deducts ? { payableCents: invoice.totals.payable ?? 0n } : {}),
    ...(wish.deducts ? { deducts: [...wish.deducts] } : {}),
    ...(about ? { [about.extent === 'whole' ? 'cancels' : 'corrects']: about.invoice.id } : {}),
    content: gzipSync(JSON.stringify(content)),
    cii: { content: gzipSync(files.cii), sha256 },
    ubl: { content: gzipSync(files.ubl), sha256: sha256Of(files.ubl) },
    voucherId,
    issuedAt: posting.postedAt,
    issuedBy: posting.postedBy,
    version: 1,
  };
  return { entry, row, xml: Buffer.from(files.cii) };
}

/**
 * Whether output tax waits for its payment (§20 UStG). Of a credit note it waits where its invoice's does; what was taxed at
 * once is taken back at once as far as it is set off, else when it is paid back.
 */
function taxWaits({ vatTaxation }: LedgerCompany, credited: CreditedItem | undefined): boolean {
  const isReceived = vatTaxation === 'received';
  return credited ? credited.waits || (isReceived && credited.openMinor <= 0n) : isReceived;
}

export function voucherOf(
  { posting }: IssueWish,
  row: Omit<IssuedInvoiceRow, 'entryId'>,
  xml: Uint8Array,
): Voucher {
  return {
    company: row.company,
    id: row.voucherId,
    fileName: `${row.number}.xml`,
    contentType: 'application/xml',
    sha256: row.cii.sha256,
    bytes: xml.byteLength,
    archivedAt: posting.postedAt,
    uploadedBy: posting.postedBy,
  };
}

export function traceOf(
  { newId }: Pick<IssueInvoiceDeps, 'newId'>,
  { posting, requestId }: IssueWish,
  row: IssuedInvoiceRow,
): Write {
  return recordChange({
    companyId: posting.company.id,
    changeId: newId('chg'),
    at: posting.postedAt,
    principal: posting.postedBy,
    action: row.cancels ? 'invoices.cancelled' : row.corrects ? 'invoices.credited' : 'invoices.issued',
    subject: `invoices/${row.cancels ?? row.corrects ?? row.id}`,
    after: { id: row.id, number: row.number, entryId: row.entryId },
    requestId,
  });
}
