import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { batchWorker, oneByOne } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import type { MessageOf } from '../../shared/queue/message.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composeTickets } from './compose.ts';
import { ticketChanged } from './contract.ts';
import { planSurvey } from './usecases/plan-survey.ts';
import { tellOfEvent } from './usecases/tell-of-event.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);
const tickets = composeTickets(table);

/** Tells by mail of what happens to tickets, and plans to ask whether what was done was done well. */
export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  {
    queue: 'ticket-notices',
    accepts: [ticketChanged],
    handle: oneByOne(async ({ companyId, payload }: MessageOf<typeof ticketChanged>, now) => {
      await tellOfEvent(tickets, { companyId, ...payload }, now);
      if (payload.what === 'state-changed') await planSurvey(tickets, { companyId, ...payload }, now);
    }),
  },
);
