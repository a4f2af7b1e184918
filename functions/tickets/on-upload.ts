import { loadConfig } from '../../shared/config.ts';
import { connectUploadWorker, UploadWorkerConfig } from '../../shared/imports/connect-upload-worker.ts';
import { uploadWorker } from '../../shared/imports/upload-worker.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { mailImport } from './imports.ts';

const config = loadConfig(UploadWorkerConfig);
const table = connectTable(config);
const ports = connectUploadWorker(config, table);

/** Takes mails in that were uploaded. */
export const handler = uploadWorker(ports, {
  queue: 'ticket-uploads',
  definitions: [mailImport({ ...composeTickets(table), files: ports.files })],
});
