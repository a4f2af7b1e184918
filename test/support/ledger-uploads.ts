import type { Context, SQSRecord } from 'aws-lambda';
import { companiesReader } from '../../functions/companies/reader.ts';
import { composeLedger } from '../../functions/ledger/compose.ts';
import { ledgerImports } from '../../functions/ledger/imports.ts';
import type { FileStore } from '../../shared/files/file-store.ts';
import { Import } from '../../shared/imports/table.ts';
import { uploadKey } from '../../shared/imports/upload-kind.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { newId } from '../../shared/kernel/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { Table } from '../../shared/table/table.ts';
import { insert } from '../../shared/table/writes.ts';

export interface UploadRequest {
  readonly companyId: string;
  readonly kind: string;
  readonly startedBy?: string;
}

/** What `POST /uploads` leaves behind: a waiting import. Returns its id and the key the file belongs under. */
export async function requestUpload(
  table: Table,
  { companyId, kind, startedBy = 'anna' }: UploadRequest,
): Promise<{ importId: string; key: string }> {
  const importId = newId('imp');
  const waiting = {
    companyId,
    importId,
    kind,
    fileName: 'journal.csv',
    state: 'waiting' as const,
    startedBy,
    requestedAt: '2026-06-15T12:00:00.000Z',
    ...{ cursor: 0, read: 0, done: 0, refusedCount: 0, attempts: 0 },
  };
  await table.write(insert(Import, waiting, () => new Error('exists')));
  return { importId, key: uploadKey(kind, companyId, importId) };
}

/** The ledger's uploads worker around a table and files; takes one object at a time, as its queue tells of it. */
export function ledgerUploadWorker(table: Table, files: FileStore, clock: () => Date, log: Log = () => {}) {
  const definitions = ledgerImports(composeLedger(table, companiesReader(table)), files);
  const handler = uploadWorker(
    { table, files, putBack: async () => {}, bury: async () => {}, log, measure: () => {}, clock },
    { queue: 'ledger-uploads', definitions },
  );
  const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
  return (key: string) => {
    const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
    return handler({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
  };
}
