import { createHash } from 'node:crypto';
import type { Context, SQSRecord } from 'aws-lambda';
import { companiesReader } from '../../functions/companies/reader.ts';
import { composeInvoices, type Invoices } from '../../functions/invoices/compose.ts';
import { composeIssuing } from '../../functions/invoices/compose-issuing.ts';
import { issuedBindings } from '../../functions/invoices/handlers/issued.ts';
import { receivedBindings } from '../../functions/invoices/handlers/received.ts';
import { settingsBindings } from '../../functions/invoices/handlers/settings.ts';
import { invoiceImports } from '../../functions/invoices/imports.ts';
import { entryBindings } from '../../functions/ledger/handlers/entries.ts';
import { reportBindings } from '../../functions/ledger/handlers/reports.ts';
import { composeReceivables } from '../../functions/receivables/compose.ts';
import { clearingBindings } from '../../functions/receivables/handlers/clearings.ts';
import { openItemBindings } from '../../functions/receivables/handlers/open-items.ts';
import { partnerBindings } from '../../functions/receivables/handlers/partners.ts';
import { composeReporting } from '../../functions/reporting/compose.ts';
import { vatReturnBindings } from '../../functions/reporting/handlers/vat-return.ts';
import type { FileStore } from '../../shared/files/file-store.ts';
import { linkMaker } from '../../shared/files/presign.ts';
import type { Binding } from '../../shared/http/binding.ts';
import { Import } from '../../shared/imports/table.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Table } from '../../shared/table/table.ts';
import { type LedgerApi, NOW, openLedgerApi } from './ledger-api.ts';
import { requestUpload } from './ledger-uploads.ts';
import type { AskCompany } from './payments-api.ts';

/** Buckets as a value, of bytes. */
function byteFiles(): FileStore & { readonly content: Map<string, Buffer> } {
  const content = new Map<string, Buffer>();
  const etagOf = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
  return {
    content,
    open: async (key, etag) => {
      const bytes = content.get(key);
      if (bytes === undefined) return 'missing';
      if (etag !== undefined && etag !== etagOf(bytes)) return 'changed';
      async function* chunks(whole: Buffer) {
        yield whole;
      }
      return { bytes: chunks(bytes), sizeBytes: bytes.length, etag: etagOf(bytes) };
    },
    write: async (key, chunks) => {
      const parts: Buffer[] = [];
      for await (const chunk of chunks) parts.push(Buffer.from(chunk));
      content.set(key, Buffer.concat(parts));
      return { sizeBytes: Buffer.concat(parts).length };
    },
  };
}

export interface InvoicesApi extends LedgerApi {
  readonly invoices: Invoices;
  readonly archive: Map<string, Buffer>;
  readonly at: (companyId: string) => AskCompany;
  /** Uploads a file and works on it: the import as it ended, and the id of the invoice it would be. */
  readonly receive: (
    companyId: string,
    content: string | Uint8Array,
  ) => Promise<{ done: Import | undefined; id: string }>;
}

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };

/**
 * Invoices on the open items and books of one table, all in this process. Today is 15 June 2026.
 * @param more routes of modules that follow invoices
 */
export async function openInvoicesApi(
  more: (table: Table) => readonly Binding[] = () => [],
): Promise<InvoicesApi> {
  let invoices: Invoices | undefined;
  const [files, archive] = [byteFiles(), byteFiles()];
  const api = await openLedgerApi((ledger) => {
    const receivables = composeReceivables(ledger.table, ledger);
    invoices = composeInvoices(ledger.table, ledger);
    return [
      ...entryBindings({ ledger, newId }),
      ...partnerBindings(receivables),
      ...openItemBindings(receivables),
      ...clearingBindings(receivables),
      ...reportBindings(ledger),
      ...vatReturnBindings(composeReporting(ledger.table, companiesReader(ledger.table))),
      ...receivedBindings(invoices, linkMaker('archive', CREDENTIALS)),
      ...settingsBindings(invoices),
      ...issuedBindings(composeIssuing(ledger.table, ledger, archive)),
      ...more(ledger.table),
    ];
  });
  if (!invoices) throw new Error('nothing was bound');
  const handler = uploadWorker(
    {
      table: api.table,
      files,
      putBack: async () => {},
      bury: async () => {},
      log: () => {},
      measure: () => {},
      clock: () => new Date(NOW),
    },
    {
      queue: 'invoices-uploads',
      definitions: invoiceImports(api.table, companiesReader(api.table), archive),
    },
  );
  const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
  const receive: InvoicesApi['receive'] = async (companyId, content) => {
    const { importId, key } = await requestUpload(api.table, { companyId, kind: 'e-invoice' });
    await files.write(key, [content], 'application/octet-stream');
    const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
    await handler({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
    const done = await api.table.get(Import, { companyId, importId });
    return { done, id: importId.replace('imp_', 'rin_') };
  };
  const at: InvoicesApi['at'] =
    (companyId) =>
    (method, path, params = {}, wish = {}) =>
      api.call(method, `/companies/{companyId}${path}`, { params: { companyId, ...params }, ...wish });
  return { ...api, invoices, archive: archive.content, at, receive };
}
