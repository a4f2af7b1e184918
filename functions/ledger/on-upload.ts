import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { ArchiveConfig, FilesConfig, loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { putBackTo, uploadWorker } from '../../shared/imports/upload-worker.ts';
import { measure } from '../../shared/metrics.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeLedger } from './compose.ts';
import { ledgerImports } from './imports.ts';

const UploadConfig = z.object({
  ...TableConfig.shape,
  ...FilesConfig.shape,
  ...ArchiveConfig.shape,
  ...WorkerConfig.shape,
  UPLOADS_QUEUE_URL: z.string().min(1),
});

const config = loadConfig(UploadConfig);
const table = connectTable(config);
const sqs = new SQSClient();
const s3 = connectS3();
const ledger = composeLedger(table, companiesReader(table), measure);

export const handler = uploadWorker(
  {
    table,
    files: openFileStore(s3, config.FILES_BUCKET),
    putBack: putBackTo(sqs, config.UPLOADS_QUEUE_URL),
    bury: deadLetterBox({ table, sqs, deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }),
  },
  {
    queue: 'ledger-uploads',
    definitions: ledgerImports(ledger, openFileStore(s3, config.ARCHIVE_BUCKET)),
  },
);
