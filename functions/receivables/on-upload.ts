import { loadConfig } from '../../shared/config.ts';
import { connectUploadWorker, UploadWorkerConfig } from '../../shared/imports/connect-upload-worker.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeReceivables } from './compose.ts';
import { receivablesImports } from './imports.ts';

const config = loadConfig(UploadWorkerConfig);
const table = connectTable(config);
const receivables = composeReceivables(table, openBooks(table, companiesReader(table)));

/** Takes customers and vendors in from files. */
export const handler = uploadWorker(connectUploadWorker(config, table), {
  queue: 'receivables-uploads',
  definitions: receivablesImports(receivables, table.transact),
});
