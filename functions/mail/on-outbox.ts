import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { loadConfig, WorkerConfig } from '../../shared/config.ts';
import { batchWorker, oneByOne } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import type { MessageOf } from '../../shared/queue/message.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeSender, SenderConfig } from './compose.ts';
import { mailQueued } from './contract.ts';
import { sendMail } from './usecases/send-mail.ts';

const config = loadConfig(z.object({ ...SenderConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);
const sender = composeSender(table, config);

/** Sends mails as soon as they stand in the outbox. */
export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  {
    queue: 'mail-outbox',
    accepts: [mailQueued],
    handle: oneByOne(async ({ companyId, payload }: MessageOf<typeof mailQueued>) => {
      await sendMail(sender, companyId, payload.mailId);
    }),
  },
);
