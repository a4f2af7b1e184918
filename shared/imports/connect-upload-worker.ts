import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { FilesConfig, TableConfig, WorkerConfig } from '../config.ts';
import { connectS3 } from '../files/connect-s3.ts';
import { openFileStore } from '../files/file-store.ts';
import { deadLetterBox } from '../queue/dead-letters.ts';
import type { Table } from '../table/table.ts';
import { putBackTo, type UploadWorkerDeps } from './upload-worker.ts';

/** What an `on-upload` function finds in its environment; it may send to its own queue, to come back later. */
export const UploadWorkerConfig = z.object({
  ...TableConfig.shape,
  ...FilesConfig.shape,
  ...WorkerConfig.shape,
  UPLOADS_QUEUE_URL: z.string().min(1),
});

/** The ports of a module's `on-upload`, once per cold start. */
export function connectUploadWorker(
  config: z.output<typeof UploadWorkerConfig>,
  table: Table,
): UploadWorkerDeps {
  const sqs = new SQSClient();
  return {
    table,
    files: openFileStore(connectS3(), config.FILES_BUCKET),
    putBack: putBackTo(sqs, config.UPLOADS_QUEUE_URL),
    bury: deadLetterBox({ table, sqs, deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }),
  };
}
