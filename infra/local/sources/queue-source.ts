import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueModel, QueueSource } from '../template/model.ts';
import { REGION } from '../template/place.ts';
import type { Invoker } from '../workers/invoker.ts';
import { compileFilters } from './filter-pattern.ts';
import { readItemFailures } from './item-failures.ts';
import { pause } from './pause.ts';

export interface QueueSourceOptions {
  source: QueueSource;
  queue: QueueModel;
  sqs: SQSClient;
  invoker: Pick<Invoker, 'invoke'>;
  /** Receives that do not count, by message id. */
  forgiven: ReadonlyMap<string, number>;
  /** Puts a message aside that was received too often; it is on disk when this returns. */
  putAside(message: Message, deadLetterArn: string): void;
  onError(message: string): void;
}

/** Two pollers keep a queue moving where the mapping sets no bound; a machine of two cores gains nothing from more. */
const DEFAULT_POLLERS = 2;
/** Lambda's limit of 6 MB for an event, with room for what surrounds the bodies. */
const BATCH_LIMIT_BYTES = 5 * 1024 * 1024;
const LONG_POLL_SECONDS = 20;

/** Polls a queue for a function, as an event source mapping does. @returns stops after the batches under way */
export function startQueueSource(options: QueueSourceOptions): () => Promise<void> {
  const stopping = new AbortController();
  const pollers = Math.min(options.source.maxConcurrency ?? DEFAULT_POLLERS, DEFAULT_POLLERS);
  const loops = Array.from({ length: pollers }, () => poll(options, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}

async function poll(options: QueueSourceOptions, signal: AbortSignal): Promise<void> {
  const passes = compileFilters(options.source.filters);
  while (!signal.aborted) {
    try {
      const received = await gatherBatch(options, signal);
      const alive = await sortOutDead(options, received);
      const wanted = alive.filter((message) =>
        passes({ ...toRecord(message, options), body: parseBody(message) }),
      );
      await remove(
        options,
        alive.filter((message) => !wanted.includes(message)),
      );
      if (wanted.length > 0) await deliver(options, wanted);
    } catch (error) {
      if (signal.aborted) return;
      options.onError(
        `queue ${options.queue.shortName}: ${error instanceof Error ? error.message : String(error)}`,
      );
      await pause(1_000, signal);
    }
  }
}

/** Waits for a first message, then gathers more until the batch is full or its window is over. */
async function gatherBatch(options: QueueSourceOptions, signal: AbortSignal): Promise<Message[]> {
  const { batchSize, windowSeconds } = options.source;
  const batch = await receive(options, Math.min(10, batchSize), LONG_POLL_SECONDS, signal);
  const windowEnds = Date.now() + windowSeconds * 1000;
  let bytes = countBytes(batch);
  while (batch.length > 0 && batch.length < batchSize && bytes < BATCH_LIMIT_BYTES && !signal.aborted) {
    const leftSeconds = Math.ceil((windowEnds - Date.now()) / 1000);
    if (leftSeconds <= 0) break;
    const more = await receive(options, Math.min(10, batchSize - batch.length), leftSeconds, signal);
    batch.push(...more);
    bytes += countBytes(more);
  }
  return batch;
}

async function receive(
  { sqs, queue, forgiven }: QueueSourceOptions,
  count: number,
  waitSeconds: number,
  signal: AbortSignal,
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queue.url,
    MaxNumberOfMessages: count,
    WaitTimeSeconds: Math.min(waitSeconds, LONG_POLL_SECONDS),
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  try {
    const { Messages = [] } = await sqs.send(command, { abortSignal: signal });
    return Messages.map((message) => forgive(message, forgiven.get(message.MessageId ?? '') ?? 0));
  } catch (error) {
    // What was gathered so far is still to be delivered when the runner stops.
    if (signal.aborted) return [];
    throw error;
  }
}

function forgive(message: Message, receives: number): Message {
  const ApproximateReceiveCount = String(Math.max(1, receivesOf(message) - receives));
  return { ...message, Attributes: { ...message.Attributes, ApproximateReceiveCount } };
}

/** Moves messages that were received too often: first into the dead-letter queue, then out of this one. */
async function sortOutDead(options: QueueSourceOptions, batch: readonly Message[]): Promise<Message[]> {
  const { redrive } = options.queue;
  if (!redrive) return [...batch];
  const dead = batch.filter((message) => receivesOf(message) > redrive.maxReceives);
  for (const message of dead) options.putAside(message, redrive.deadLetterArn);
  await remove(options, dead);
  return batch.filter((message) => !dead.includes(message));
}

async function deliver(options: QueueSourceOptions, batch: readonly Message[]): Promise<void> {
  const identifiers = batch.map((message) => message.MessageId ?? '');
  let failed: Set<string>;
  try {
    const event = { Records: batch.map((message) => toRecord(message, options)) };
    const reply = await options.invoker.invoke(options.source.functionArn, event);
    failed = options.source.reportsItemFailures ? readItemFailures(reply, identifiers) : new Set();
  } catch {
    // The invoker has told of it already.
    failed = new Set(identifiers);
  }
  await remove(
    options,
    batch.filter((message) => !failed.has(message.MessageId ?? '')),
  );
  for (const message of batch) if (failed.has(message.MessageId ?? '')) await delay(options, message);
}

/** A failed message comes back after 1, 2, 4 ... s, never later than on AWS, where the visibility timeout decides. */
async function delay({ sqs, queue }: QueueSourceOptions, message: Message): Promise<void> {
  const VisibilityTimeout = Math.max(
    1,
    Math.min(2 ** (receivesOf(message) - 1), queue.visibilityTimeoutSeconds),
  );
  const command = { QueueUrl: queue.url, ReceiptHandle: message.ReceiptHandle, VisibilityTimeout };
  await sqs.send(new ChangeMessageVisibilityCommand(command));
}

async function remove({ sqs, queue }: QueueSourceOptions, messages: readonly Message[]): Promise<void> {
  for (let start = 0; start < messages.length; start += 10) {
    const Entries = messages
      .slice(start, start + 10)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }));
  }
}

function toRecord(message: Message, { queue }: QueueSourceOptions): Record<string, unknown> {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
    name,
    { dataType: value.DataType, stringValue: value.StringValue, stringListValues: [], binaryListValues: [] },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: REGION,
  };
}

/** Filters look into bodies that are JSON; other bodies are compared as text. */
function parseBody({ Body = '' }: Message): unknown {
  try {
    return JSON.parse(Body);
  } catch {
    return Body;
  }
}

function receivesOf({ Attributes }: Message): number {
  return Number(Attributes?.ApproximateReceiveCount ?? 1);
}

function countBytes(messages: readonly Message[]): number {
  return messages.reduce((sum, { Body = '' }) => sum + Buffer.byteLength(Body), 0);
}
