import { loadConfig } from '../../shared/config.ts';
import { connectUploadWorker, UploadWorkerConfig } from '../../shared/imports/connect-upload-worker.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { measure } from '../../shared/metrics.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { composeBanking } from './compose.ts';
import { bankingImports } from './imports.ts';

const config = loadConfig(UploadWorkerConfig);
const table = connectTable(config);
const banking = composeBanking(table, openBooks(table, companiesReader(table), measure));

export const handler = uploadWorker(connectUploadWorker(config, table), {
  queue: 'banking-uploads',
  definitions: bankingImports(banking),
});
