import * as z from 'zod';
import { ArchiveConfig, loadConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { connectUploadWorker, UploadWorkerConfig } from '../../shared/imports/connect-upload-worker.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { invoiceImports } from './imports.ts';

const config = loadConfig(z.object({ ...UploadWorkerConfig.shape, ...ArchiveConfig.shape }));
const table = connectTable(config);
const archive = openFileStore(connectS3(), config.ARCHIVE_BUCKET);

/** Reads received e-invoices. */
export const handler = uploadWorker(connectUploadWorker(config, table), {
  queue: 'invoices-uploads',
  definitions: invoiceImports(table, companiesReader(table), archive),
});
