import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { measure } from '../../shared/metrics.ts';
import { batchWorker } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeLedger } from './compose.ts';
import { postEntryMessage, postingRequested } from './contract.ts';
import { bookPostings, postingGivenUp } from './handlers/book-postings.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);
const ledger = composeLedger(table, companiesReader(table), measure);

export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  {
    queue: 'postings',
    accepts: [postEntryMessage, postingRequested],
    handle: bookPostings(ledger),
    onGivenUp: postingGivenUp(ledger),
  },
);
