import { loadConfig } from '../../shared/config.ts';
import { connectUploadWorker, UploadWorkerConfig } from '../../shared/imports/connect-upload-worker.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { openReceivables } from '../receivables/books.ts';
import { composePayments } from './compose.ts';
import { paymentImports } from './imports.ts';

const config = loadConfig(UploadWorkerConfig);
const table = connectTable(config);
const books = openBooks(table, companiesReader(table), measure);
const payments = composePayments(table, books, openReceivables(table, books));

/** Reads the bank's reports on payments. */
export const handler = uploadWorker(connectUploadWorker(config, table), {
  queue: 'payments-uploads',
  definitions: paymentImports(payments),
});
