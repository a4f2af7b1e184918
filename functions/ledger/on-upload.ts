import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { putBackTo, uploadWorker } from '../../shared/imports/upload-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeLedger } from './compose.ts';
import { ledgerImports } from './imports.ts';

const UPLOADS = z.object({
  ...TableConfig.shape,
  ...FilesConfig.shape,
  ...WorkerConfig.shape,
  UPLOADS_QUEUE_URL: z.string().min(1),
});

const config = loadConfig(UPLOADS);
const table = connectTable(config);
const sqs = new SQSClient();

export const handler = uploadWorker(
  {
    table,
    files: openFileStore(connectS3(), config.FILES_BUCKET),
    putBack: putBackTo(sqs, config.UPLOADS_QUEUE_URL),
    bury: deadLetterBox({ table, sqs, deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }),
  },
  {
    queue: 'ledger-uploads',
    definitions: ledgerImports(composeLedger(table, companiesReader(table))),
  },
);
