import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { recordChange } from '../../../shared/changes.ts';
import type { FileStore } from '../../../shared/files/file-store.ts';
import { yearOf } from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Books, NewEntry, Posting, Voucher } from '../../ledger/books.ts';
import type { ReceivablesReader } from '../../receivables/reader.ts';
import { checkInvoice } from '../domain/check-invoice.ts';
import { writeCii } from '../domain/cii/write-cii.ts';
import { composeInvoice } from '../domain/issued/compose-invoice.ts';
import { issuedEntryLines, pointAtOrder } from '../domain/issued/entry-lines.ts';
import type { CustomerData, InvoiceOrder, IssuerData } from '../domain/issued/order.ts';
import { writeUbl } from '../domain/ubl/write-ubl.ts';
import { refuse } from '../errors.ts';
import type { IssuedReader } from '../issued-reader.ts';
import type { IssuedStore } from '../issued-store.ts';
import type { InvoiceSettingsRow, IssuedInvoiceRow } from '../table.ts';
import type { IssuedContent } from '../unpack-issued.ts';
import { type DeductAdvancesDeps, loadAdvances } from './deduct-advances.ts';

export interface IssueInvoiceDeps extends DeductAdvancesDeps {
  readonly reader: Pick<IssuedReader, 'loadSettings' | 'nextNumber' | 'bearerOf' | 'loadIssued'>;
  readonly store: IssuedStore;
  readonly partners: Pick<ReceivablesReader, 'loadPartner'>;
  readonly books: Pick<Books, 'post'>;
  readonly archive: Pick<FileStore, 'write'>;
  readonly voucherWrite: (voucher: Voucher) => Write;
  readonly voucherPlace: (companyId: string, voucherId: string) => string;
  readonly retryWhileContended: Retry;
  readonly newId: NewId;
}

export interface IssueWish {
  readonly posting: Posting;
  readonly requestId: string;
  readonly customerId: string;
  /** Own number; else the next one of the year. */
  readonly number?: string | undefined;
  /** The order once the number is known. */
  readonly order: (number: string) => InvoiceOrder;
  readonly customer: CustomerData;
  readonly account: string;
  /** Ids of the advances that are deducted: it is a final invoice. */
  readonly deducts?: readonly string[] | undefined;
  readonly cancels?: IssuedInvoiceRow | undefined;
  readonly remember: (row: IssuedInvoiceRow) => readonly Write[];
}

function issuerOf({
  issuer,
  vatId,
  taxNumber,
}: InvoiceSettingsRow | { issuer?: undefined; vatId?: undefined; taxNumber?: undefined }): IssuerData {
  if (issuer && (vatId !== undefined || taxNumber !== undefined)) return { ...issuer, vatId, taxNumber };
  const detail =
    'Say in the invoice settings who issues invoices, and under which VAT id or tax number (§14 Abs. 4 UStG).';
  throw refuse('invoices.no-settings', detail);
}

/**
 * Issues an invoice: checked by the rules that received ones are checked by, its XML fixed, booked as an open item. Number,
 * entry, invoice, voucher, the advances that it deducts or frees, and reply are one transaction: a number is never left out
 * and never given twice, and an advance is deducted once.
 */
export async function issueInvoice(deps: IssueInvoiceDeps, wish: IssueWish): Promise<IssuedInvoiceRow> {
  const id = deps.newId('inv');
  const voucherId = deps.newId('vch');
  return decideAgain('invoices', deps, async () => {
    const { company } = wish.posting;
    const issued = await deps.reader.loadIssued(company.id, id);
    if (issued) return issued; // an attempt whose answer was lost
    const settings = await deps.reader.loadSettings(company.id);
    const issuer = issuerOf(settings ?? {});
    const { number, numberWrites } = await decideNumber(deps, wish, settings);
    const cancels = wish.cancels && (await loadCancellable(deps.reader, wish.cancels));
    const { order, advances } = await withAdvances(deps, wish, wish.order(number));
    const content = { order, issuer, customer: wish.customer };
    const { entry, row, files } = decideInvoice(wish, content, id, voucherId);
    const xml = Buffer.from(files.cii);
    await deps.archive.write(deps.voucherPlace(company.id, voucherId), [xml], 'application/xml');
    const freed = await freedAdvances(deps.reader, cancels);
    let done: IssuedInvoiceRow | undefined;
    const [result] = await deps.books.post(wish.posting, [entry], (_from, _to, [decided]) => {
      if (decided?.status !== 'posted') return [];
      done = { ...row, entryId: decided.id };
      return [
        ...numberWrites,
        ...deps.store.issueWrites(done),
        ...(cancels ? [deps.store.cancelledWrite(cancels, id)] : []),
        ...advances.map((advance) => deps.store.deductedWrite(advance, id)),
        ...freed.map((advance) => deps.store.deductedWrite(advance, undefined)),
        deps.voucherWrite(voucherOf(wish, row, xml)),
        traceOf(deps, wish, done),
        ...wish.remember(done),
      ];
    });
    if (result?.status === 'refused') throw result.problem;
    invariant(done, 'the invoice was committed');
    return done;
  });
}

/** The order with what was received of the advances that it deducts, and these as they were read. */
async function withAdvances(
  deps: DeductAdvancesDeps,
  { posting: { company }, customerId, deducts: ids }: IssueWish,
  order: InvoiceOrder,
): Promise<{ readonly order: InvoiceOrder; readonly advances: readonly IssuedInvoiceRow[] }> {
  if (ids === undefined) return { order, advances: [] };
  const advances = await loadAdvances(deps, { company, ids, customerId, date: order.date });
  const deducts = advances.map(({ deduction }) => deduction);
  return { order: { ...order, deducts }, advances: advances.map(({ row }) => row) };
}

/** The invoice as it is now, if it can still be cancelled. */
async function loadCancellable(
  reader: Pick<IssuedReader, 'loadIssued'>,
  { company, id }: IssuedInvoiceRow,
): Promise<IssuedInvoiceRow> {
  const seen = await reader.loadIssued(company, id);
  invariant(seen, `invoice ${id} was there before`);
  const { cancelledBy, deductedBy, number } = seen;
  if (cancelledBy !== undefined) {
    const detail = `The invoice was cancelled by ${cancelledBy}.`;
    throw refuse('invoices.already-cancelled', detail, { extra: { cancelledBy } });
  }
  if (deductedBy === undefined) return seen;
  const detail = `${number} is deducted by the final invoice ${deductedBy}: cancel that one first.`;
  throw refuse('invoices.advance-deducted', detail, { extra: { deductedBy } });
}

/** The advances that a cancelled final invoice had deducted: another one may. */
async function freedAdvances(
  reader: Pick<IssuedReader, 'loadIssued'>,
  cancels: IssuedInvoiceRow | undefined,
): Promise<IssuedInvoiceRow[]> {
  const rows = (cancels?.deducts ?? []).map((id) => reader.loadIssued(cancels?.company ?? '', id));
  return (await Promise.all(rows)).flatMap((row) => (row?.deductedBy === cancels?.id ? (row ?? []) : []));
}

async function decideNumber(
  { reader, store }: IssueInvoiceDeps,
  { posting, number, order }: IssueWish,
  settings: InvoiceSettingsRow | undefined,
): Promise<{ readonly number: string; readonly numberWrites: readonly Write[] }> {
  const { id: company } = posting.company;
  if (number !== undefined) {
    if ((await reader.bearerOf(company, number)) === undefined) return { number, numberWrites: [] };
    throw refuse('invoices.number-taken', `${number} is the number of another invoice.`, {
      errors: [{ pointer: '/number', detail: 'is taken' }],
    });
  }
  const year = yearOf(order('').date);
  const seen = await reader.nextNumber(company, year);
  const { numberPrefix = 'RE-', numberDigits = 4 } = settings ?? {};
  const next = String(seen ?? 1).padStart(numberDigits, '0');
  return {
    number: `${numberPrefix}${year}-${next}`,
    numberWrites: [store.sequenceWrite(company, year, seen)],
  };
}

const TEXTS = {
  de: {
    invoice: 'Rechnung',
    advance: 'Anzahlungsrechnung',
    final: 'Schlussrechnung',
    credit: 'Rechnungskorrektur',
  },
  en: { invoice: 'Invoice', advance: 'Advance invoice', final: 'Final invoice', credit: 'Credit note' },
} as const;

function nameOf({ cancels, kind, deducts }: InvoiceOrder): keyof (typeof TEXTS)['de'] {
  if (cancels) return 'credit';
  return kind ?? (deducts ? 'final' : 'invoice');
}

function sha256Of(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

function decideInvoice(wish: IssueWish, content: IssuedContent, id: string, voucherId: string) {
  const { posting, account, cancels } = wish;
  const { chart, accountLength, vatTaxation, language } = posting.company;
  if (chart === 'none')
    throw refuse('invoices.needs-chart', 'Invoices are booked by the tax rules of SKR03 and SKR04.');
  const { order, issuer, customer } = content;
  const invoice = composeInvoice(order, issuer, customer);
  const errors = pointAtOrder(checkInvoice(invoice).filter(({ severity }) => severity === 'error'));
  if (errors[0]) throw refuse('invoices.invalid-order', errors[0].detail, { errors });
  const files = { cii: writeCii(invoice), ubl: writeUbl(invoice) };
  const books = { chart, accountLength, taxOnPayment: vatTaxation === 'received' };
  const partner = customer.vatId ?? customer.id;
  // Of an advance the supply is to come: its tax has the day of the payment.
  const serviceDate = order.kind === 'advance' ? undefined : (order.serviceDate ?? order.period?.end);
  const sha256 = sha256Of(files.cii);
  const entry: NewEntry = {
    kind: 'regular',
    date: order.date,
    documentNumber: order.number,
    text: `${TEXTS[language][nameOf(order)]} ${order.number}`,
    ...(cancels ? { reference: cancels.number } : {}),
    lines: issuedEntryLines(order, books, { account, partner }),
    ...(serviceDate === undefined ? {} : { serviceDate }),
    vouchers: [{ id: voucherId, sha256 }],
  };
  const row: Omit<IssuedInvoiceRow, 'entryId'> = {
    company: posting.company.id,
    id,
    kind: cancels ? 'credit-note' : (order.kind ?? 'invoice'),
    number: order.number,
    customerId: customer.id,
    account,
    date: order.date,
    dueDate: order.dueDate,
    currency: order.currency,
    totalCents: invoice.totals.withVat ?? 0n,
    ...(order.deducts ? { payableCents: invoice.totals.payable ?? 0n } : {}),
    ...(wish.deducts ? { deducts: [...wish.deducts] } : {}),
    cancels: cancels?.id,
    content: gzipSync(JSON.stringify(content)),
    cii: { content: gzipSync(files.cii), sha256 },
    ubl: { content: gzipSync(files.ubl), sha256: sha256Of(files.ubl) },
    voucherId,
    issuedAt: posting.postedAt,
    issuedBy: posting.postedBy,
    version: 1,
  };
  return { entry, row, files };
}

function voucherOf({ posting }: IssueWish, row: Omit<IssuedInvoiceRow, 'entryId'>, xml: Uint8Array): Voucher {
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

function traceOf(
  { newId }: IssueInvoiceDeps,
  { posting, requestId }: IssueWish,
  row: IssuedInvoiceRow,
): Write {
  return recordChange({
    companyId: posting.company.id,
    changeId: newId('chg'),
    at: posting.postedAt,
    principal: posting.postedBy,
    action: row.kind === 'credit-note' ? 'invoices.cancelled' : 'invoices.issued',
    subject: `invoices/${row.cancels ?? row.id}`,
    after: { id: row.id, number: row.number, entryId: row.entryId },
    requestId,
  });
}
