import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { measure } from '../../shared/metrics.ts';
import { batchWorker, DONE, type Outcome } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import type { MessageOf } from '../../shared/queue/message.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeLedger } from './compose.ts';
import { postEntryMessage, postingRequested } from './contract.ts';
import { parseEntries } from './handlers/parse-entries.ts';
import { bookEntryMessages, bookPostingRequest } from './usecases/book-messages.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);
const ledger = composeLedger(table, companiesReader(table), measure);
const deps = {
  ...ledger,
  write: table.write,
  parse: (company: Parameters<typeof parseEntries>[1], bodies: readonly unknown[]) =>
    parseEntries(ledger.reader, company, bodies),
};

type Message = MessageOf<typeof postEntryMessage | typeof postingRequested>;

/** Entries of one company are booked together, posting requests one by one; outcomes in the order of messages. */
async function handle(messages: readonly Message[], now: Date): Promise<readonly Outcome[]> {
  const outcomes = new Map<Message, Outcome>();
  for (const message of messages) {
    if (message.type !== 'ledger.posting-requested') continue;
    outcomes.set(message, await bookPostingRequest(deps, message.companyId, message.payload.requestId, now));
  }
  const entries = messages.filter((message) => message.type === 'ledger.post-entry');
  for (const [companyId, group] of Map.groupBy(entries, ({ companyId }) => companyId)) {
    const decided = await bookEntryMessages(deps, companyId, group, now);
    for (const [index, message] of group.entries()) outcomes.set(message, decided[index] ?? DONE);
  }
  return messages.map((message) => outcomes.get(message) ?? DONE);
}

export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  { queue: 'postings', accepts: [postEntryMessage, postingRequested], handle },
);
