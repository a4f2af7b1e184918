import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { batchWorker } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { openBooks } from '../ledger/books.ts';
import { blockCommitted } from '../ledger/contract.ts';
import { composeReceivables } from './compose.ts';
import { followBlocks } from './handlers/follow-blocks.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);
const receivables = composeReceivables(table, openBooks(table, companiesReader(table)));

export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  { queue: 'receivables-events', accepts: [blockCommitted], handle: followBlocks(receivables) },
);
