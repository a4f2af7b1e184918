import { createHash } from 'node:crypto';
import type { FileStore } from '../../../shared/files/file-store.ts';
import type {
  ImportContext,
  ImportDefinition,
  ImportUnit,
  MoveCursor,
  ReadableFile,
} from '../../../shared/imports/definition.ts';
import { decideAgain, type Retry } from '../../../shared/table/failures.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Voucher } from '../../ledger/books.ts';
import { eInvoice } from '../contract.ts';
import { checkInvoice } from '../domain/check-invoice.ts';
import type { Finding } from '../domain/finding.ts';
import type { Invoice } from '../domain/invoice.ts';
import { extractInvoice } from '../domain/pdf/extract-invoice.ts';
import { type InvoiceRead, readInvoice } from '../domain/read-invoice.ts';
import { checkReceipt, type EarlierInvoice, isFaulty } from '../domain/received/check-receipt.ts';
import { packInvoice } from '../domain/received/pack-invoice.ts';
import { invoiceKey } from '../domain/received/seller-keys.ts';
import { refuse } from '../errors.ts';
import type { InvoicesReader } from '../reader.ts';
import type { InvoicesStore } from '../store.ts';
import type { ReceivedInvoiceRow } from '../table.ts';

export interface ReceiveInvoiceDeps {
  readonly loadCompany: (companyId: string) => Promise<{ readonly name: string } | undefined>;
  readonly reader: Pick<
    InvoicesReader,
    'loadSettings' | 'loadReceived' | 'loadManyReceived' | 'loadContent' | 'findByNumber'
  >;
  readonly store: Pick<InvoicesStore, 'receiveWrites' | 'numberWrite' | 'commit'>;
  /** The archive bucket, where vouchers are kept. */
  readonly archive: Pick<FileStore, 'write'>;
  readonly voucherWrite: (voucher: Voucher) => Write;
  readonly voucherPlace: (companyId: string, voucherId: string) => string;
  readonly limits: { readonly partBytes: number; readonly maxParts: number };
  readonly retryWhileContended: Retry;
}

/** The file as one unit: what it was read to be. */
export interface InvoiceUnit extends ImportUnit {
  readonly content: Uint8Array;
  readonly contentType: string;
  /** The XML inside a PDF. */
  readonly embedded: { readonly name: string; readonly xml: Uint8Array } | undefined;
  readonly read: InvoiceRead;
  readonly findings: readonly Finding[];
}

/** The invoice has the id of the upload that brought it. */
export function receivedIdOf(importId: string): string {
  return importId.replace(/^imp_/, 'rin_');
}

async function readWhole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > eInvoice.maxBytes) {
      throw refuse('invoices.not-an-invoice', `An e-invoice has at most ${eInvoice.maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const PDF_WITHIN_BYTES = 1_024;

async function* once<T>(item: T): AsyncGenerator<T, void, undefined> {
  yield item;
}

/** Reads the file: the XML, or the one in the PDF. Without an invoice in it, it is refused as a whole. */
async function openInvoice(bytes: AsyncIterable<Uint8Array>): Promise<ReadableFile<InvoiceUnit>> {
  const content = await readWhole(bytes);
  const isPdf = content.subarray(0, PDF_WITHIN_BYTES).includes('%PDF-');
  const embedded = isPdf ? extractInvoice(content) : undefined;
  const read = readInvoice(embedded?.xml ?? content);
  if (read.kind === 'refused') {
    const { reason, line, column } = read;
    const where = embedded ? `${embedded.name} in the PDF` : 'The file';
    const place = line > 0 ? `, line ${line}` : '';
    throw refuse('invoices.not-an-invoice', `${where}${place}: ${reason}`, { extra: { line, column } });
  }
  const findings = [...read.findings, ...checkInvoice(read.invoice, read.lines)];
  const contentType = isPdf ? 'application/pdf' : 'application/xml';
  const unit = { firstRow: 1, lastRow: 1, source: [], content, contentType, embedded, read, findings };
  return { headings: [], delimiter: ';', items: once(unit) };
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The voucher of the extracted XML: always the same for the same upload, and beside that of the PDF by time. */
function xmlVoucherId(importId: string): string {
  const hash = createHash('sha256').update(`${importId}:xml`).digest();
  const tail = [...hash.subarray(0, 16)].map((byte) => CROCKFORD.charAt(byte % 32)).join('');
  return `vch_${importId.slice(4, 14)}${tail}`;
}

/** The files of an invoice, as vouchers: the first is what came. */
function vouchersOf(unit: InvoiceUnit, context: ImportContext) {
  const { companyId, importId, fileName, startedBy, now } = context;
  const voucher = (id: string, name: string, contentType: string, content: Uint8Array) => ({
    content,
    row: {
      company: companyId,
      id,
      fileName: name,
      contentType,
      sha256: sha256Of(content),
      bytes: content.byteLength,
      archivedAt: now.toISOString(),
      uploadedBy: startedBy,
    },
  });
  const { content, contentType, embedded } = unit;
  const original = voucher(importId.replace(/^imp_/, 'vch_'), fileName, contentType, content);
  const xml = embedded && voucher(xmlVoucherId(importId), embedded.name, 'application/xml', embedded.xml);
  return { original, xml };
}

/** More under one number than anybody sends: those that come later are compared with these. */
const MAX_UNDER_A_NUMBER = 20;

interface UnderNumber {
  readonly ids: readonly string[] | undefined;
  /** The one that is the same, else the first with this number. */
  readonly earlier: EarlierInvoice | undefined;
}

async function underNumber(
  { reader }: ReceiveInvoiceDeps,
  company: string,
  key: string | undefined,
  { issueDate, totals }: Invoice,
): Promise<UnderNumber> {
  const ids = key === undefined ? undefined : await reader.findByNumber(company, key);
  if (ids === undefined) return { ids, earlier: undefined };
  const rows = await reader.loadManyReceived(company, ids);
  const known = rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  const same = known.find((one) => one.issueDate === issueDate && one.withVatCents === totals.withVat);
  const earlier = same ?? known[0];
  return { ids, earlier };
}

const MAX_FINDINGS = 500;

async function keepInvoice(
  deps: ReceiveInvoiceDeps,
  unit: InvoiceUnit,
  context: ImportContext,
  moveCursor: MoveCursor,
): Promise<void> {
  const { companyId: company, importId, fileName, startedBy, now } = context;
  const id = receivedIdOf(importId);
  const { invoice, syntax } = unit.read;
  const key = invoiceKey(invoice);
  const [books, settings, { ids, earlier }] = await Promise.all([
    deps.loadCompany(company),
    deps.reader.loadSettings(company),
    underNumber(deps, company, key, invoice),
  ]);
  const us = { name: settings?.issuer?.name ?? books?.name ?? '', vatId: settings?.vatId };
  const findings = [...unit.findings, ...checkReceipt(invoice, us, earlier)].slice(0, MAX_FINDINGS);
  const packed = packInvoice({ invoice, findings });
  const parts = Math.ceil(packed.length / deps.limits.partBytes);
  if (parts > deps.limits.maxParts) {
    throw refuse('invoices.invoice-too-large', 'The invoice has more lines and texts than are kept of one.');
  }
  const { original, xml } = vouchersOf(unit, context);
  for (const { row, content } of [original, ...(xml ? [xml] : [])]) {
    await deps.archive.write(deps.voucherPlace(company, row.id), [content], row.contentType);
  }
  const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  const row: ReceivedInvoiceRow = {
    company,
    id,
    state: isFaulty(findings) ? 'faulty' : 'received',
    fileName,
    contentType: unit.contentType,
    sha256: original.row.sha256,
    voucherId: original.row.id,
    xml: xml && { voucherId: xml.row.id, sha256: xml.row.sha256, name: xml.row.fileName },
    syntax,
    number: invoice.number,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    typeCode: invoice.typeCode,
    currency: invoice.currency,
    sellerName: invoice.seller.name,
    withVatCents: invoice.totals.withVat,
    invoiceKey: key,
    duplicateOf: earlier?.id,
    errors: count('error'),
    warnings: count('warning'),
    parts,
    receivedBy: startedBy,
    receivedAt: now.toISOString(),
    version: 1,
  };
  const under = ids ?? [];
  const numbers =
    key === undefined || under.length >= MAX_UNDER_A_NUMBER
      ? []
      : [deps.store.numberWrite(company, key, ids, [...under, id])];
  await deps.store.commit([
    ...deps.store.receiveWrites(row, packed),
    ...numbers,
    deps.voucherWrite(original.row),
    ...(xml ? [deps.voucherWrite(xml.row)] : []),
    ...moveCursor({ from: 0, to: 1, done: 1, refused: [] }),
  ]);
}

/**
 * Takes e-invoices in: original and extracted XML are archived as vouchers, the model is kept with what was found. The files
 * go first, under ids that follow from the upload's: killed before the table knows of them, the next attempt writes the same
 * again. Every readable invoice is kept, faulty or not; what is none is refused and its upload can be sent as another kind.
 */
export function receiveInvoice(deps: ReceiveInvoiceDeps): ImportDefinition<InvoiceUnit> {
  return {
    kind: eInvoice,
    open: openInvoice,
    batchUnits: 1,
    commit: async (units, context, moveCursor) => {
      for (const unit of units) {
        await decideAgain('invoices', deps, () => keepInvoice(deps, unit, context, moveCursor));
      }
    },
    complete: async ({ companyId, importId }) => {
      const row = await deps.reader.loadReceived(companyId, receivedIdOf(importId));
      if (!row) return undefined;
      const { findings } = await deps.reader.loadContent(companyId, row.id);
      return { findings: findings.map(({ rule, text }) => ({ code: rule, detail: text })) };
    },
  };
}
