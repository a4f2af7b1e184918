import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { batchWorker } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { composePrivacy } from './compose-privacy.ts';
import { ticketChanged } from './contract.ts';
import { followTickets } from './handlers/follow-tickets.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);

/** Counts what happens to tickets, keeps them found by their words, and notes who takes part. */
export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  { queue: 'ticket-changes', accepts: [ticketChanged], handle: followTickets(composePrivacy(table)) },
);
