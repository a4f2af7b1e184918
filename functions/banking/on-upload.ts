import { loadConfig } from '../../shared/config.ts';
import { connectUploadWorker, UploadWorkerConfig } from '../../shared/imports/connect-upload-worker.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { connectTable } from '../../shared/table/client.ts';
import { bankingImports } from './imports.ts';

const config = loadConfig(UploadWorkerConfig);
const table = connectTable(config);

/** Bank statements come in. */
export const handler = uploadWorker(connectUploadWorker(config, table), {
  queue: 'banking-uploads',
  definitions: bankingImports(table),
});
