import { loadConfig } from '../../shared/config.ts';
import { connectUploadWorker, UploadWorkerConfig } from '../../shared/imports/connect-upload-worker.ts';
import { importDefinition } from '../../shared/imports/definition.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeScreening } from './compose.ts';
import { listImport } from './usecases/import-list.ts';

const config = loadConfig(UploadWorkerConfig);
const table = connectTable(config);

/** Takes sanctions lists in. */
export const handler = uploadWorker(connectUploadWorker(config, table), {
  queue: 'screening-uploads',
  definitions: [importDefinition(listImport(composeScreening(table)))],
});
