import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { loadConfig, TableConfig, WorkerConfig } from '../../shared/config.ts';
import { batchWorker, DONE, type Outcome, outcomeOf } from '../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../shared/queue/dead-letters.ts';
import type { MessageOf } from '../../shared/queue/message.ts';
import { connectTable } from '../../shared/table/client.ts';
import { companiesReader } from '../companies/reader.ts';
import { composeLedger } from './compose.ts';
import { blockCommitted } from './contract.ts';
import { foldWhenDue } from './usecases/fold-when-due.ts';

const config = loadConfig(z.object({ ...TableConfig.shape, ...WorkerConfig.shape }));
const table = connectTable(config);
const ledger = composeLedger(table, companiesReader(table));

type Message = MessageOf<typeof blockCommitted>;

/** Many blocks of one year are one reason to fold it. */
async function handle(messages: readonly Message[]): Promise<readonly Outcome[]> {
  const byJournal = Map.groupBy(messages, ({ companyId, payload }) => `${companyId}#${payload.fiscalYear}`);
  const outcomes = new Map<Message, Outcome>();
  for (const group of byJournal.values()) {
    const outcome = await foldOne(group[0] as Message).then(() => DONE, outcomeOf);
    for (const message of group) outcomes.set(message, outcome);
  }
  return messages.map((message) => outcomes.get(message) ?? DONE);
}

async function foldOne({ companyId, payload }: Message): Promise<void> {
  const company = await ledger.loadCompany(companyId);
  if (company) await foldWhenDue(ledger, company, payload.fiscalYear);
}

export const handler = batchWorker(
  { bury: deadLetterBox({ table, sqs: new SQSClient(), deadLetterQueueUrl: config.DEAD_LETTER_QUEUE_URL }) },
  { queue: 'ledger-events', accepts: [blockCommitted], handle },
);
