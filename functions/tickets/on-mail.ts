import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { FilesConfig, loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { receivedMails } from './handlers/received-mails.ts';
import { openInbound, readArrived } from './mail/keep-mail.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...FilesConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);
const files = openFileStore(connectS3(), config.FILES_BUCKET);

/** Takes mails in that SES has received and stored. */
export const handler = receivedMails({
  ...composeTickets(table),
  open: (deliveryId) => openInbound(files, deliveryId),
  read: (companyId, content) => readArrived(files, companyId, content),
  bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }),
});
