import { loadConfig } from '../../shared/config.ts';
import { connectUploadWorker, UploadWorkerConfig } from '../../shared/imports/connect-upload-worker.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeRatings } from './compose-ratings.ts';
import { creditImports } from './imports.ts';

const config = loadConfig(UploadWorkerConfig);
const table = connectTable(config);

/** Takes ratings of agencies in from files. */
export const handler = uploadWorker(connectUploadWorker(config, table), {
  queue: 'credit-uploads',
  definitions: creditImports(composeRatings(table)),
});
