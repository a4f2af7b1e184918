import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { FileStore } from '../../../shared/files/file-store.ts';
import type { LinkMaker } from '../../../shared/files/presign.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { PdfFonts } from '../../../shared/pdf/write-pdf.ts';
import type { Table } from '../../../shared/table/table.ts';
import { invoiceDocument } from '../domain/issued/invoice-document.ts';
import type { InvoiceOrder } from '../domain/issued/order.ts';
import { refuse } from '../errors.ts';
import { issuedReader } from '../issued-reader.ts';
import type { EmbeddedProfile } from '../pdf/factur-x-metadata.ts';
import { writeInvoicePdf } from '../pdf/write-invoice-pdf.ts';
import { getInvoicePdf } from '../routes/issued.ts';
import { unpackIssued } from '../unpack-issued.ts';

export interface InvoicePdfDeps {
  readonly table: Table;
  readonly files: Pick<FileStore, 'write'>;
  readonly links: LinkMaker;
  readonly fonts: PdfFonts;
}

/** ZUGFeRD 2.3: an XRechnung inside a PDF has a name and a level of its own. */
function profileOf({ buyerReference }: InvoiceOrder): EmbeddedProfile {
  return buyerReference === undefined
    ? { fileName: 'factur-x.xml', conformance: 'EN 16931' }
    : { fileName: 'xrechnung.xml', conformance: 'XRECHNUNG' };
}

/** The route of the PDF, which is made when it is asked for: the same bytes each time, around the XML that was fixed. */
export function issuedPdfBindings({ table, files, links, fonts }: InvoicePdfDeps): readonly Binding[] {
  const reader = issuedReader(table);
  return [
    on(getInvoicePdf, async ({ params: { companyId, invoiceId }, now }) => {
      const row = await reader.loadIssued(companyId, invoiceId);
      if (!row) throw refuse('invoices.unknown-invoice', `There is no issued invoice ${invoiceId}.`);
      const { order, issuer, customer } = unpackIssued(row);
      const document = invoiceDocument(order, issuer, customer);
      const xml = gunzipSync(row.cii.content);
      const { number, issuedAt } = row;
      const hybrid = { document, xml, profile: profileOf(order), number, issuedAt: new Date(issuedAt) };
      const pdf = await writeInvoicePdf(hybrid, fonts);
      const key = `invoices/${companyId}/${invoiceId}.pdf`;
      await files.write(key, [pdf], 'application/pdf');
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      return ok({ ...links.toDownload(key, `${number}.pdf`, now), sha256 });
    }),
  ];
}
