import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { batchWorker } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { blockCommitted } from '../ledger/contract.ts';
import { dunningChanged, itemsCleared, partnerChanged } from '../receivables/contract.ts';
import { composeOnBooks } from './compose-books.ts';
import { followBookEvents } from './handlers/book-events.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);

export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  {
    queue: 'credit-events',
    accepts: [blockCommitted, itemsCleared, dunningChanged, partnerChanged],
    handle: followBookEvents(composeOnBooks(table)),
  },
);
