import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import type { Broker } from './broker/start-broker.ts';
import type { DataFolder } from './data-folder.ts';
import { OWN_CREDENTIALS } from './own-credentials.ts';
import { forgiveInterrupted } from './sources/interrupted-receives.ts';
import { startQueueSource } from './sources/queue-source.ts';
import { startSchedules } from './sources/schedules.ts';
import { startStreamSource } from './sources/stream-source.ts';
import type { Model, QueueModel, StreamSource } from './template/model.ts';
import { REGION } from './template/place.ts';
import type { Invoker } from './workers/invoker.ts';

export interface SourcesOptions {
  model: Model;
  broker: Broker;
  invoker: Invoker;
  folder: DataFolder;
  dynamodb: string;
  /** The engine's ARN of a stream, by the template's. */
  engineStreams: ReadonlyMap<string, string>;
  now(): Date;
  onError(message: string): void;
}

/** Starts whatever invokes functions besides HTTP. @returns stops all of it after what is under way */
export async function startSources(options: SourcesOptions): Promise<() => Promise<void>> {
  const { model, broker, invoker, folder, now } = options;
  const streams = new DynamoDBStreamsClient({
    endpoint: options.dynamodb,
    region: REGION,
    credentials: OWN_CREDENTIALS,
  });
  const stops: (() => Promise<void>)[] = [];
  for (const source of model.queueSources) {
    const queue = findQueue(model, source.queueArn);
    const inflight = await releaseInflight(broker, queue);
    const content = { inflight, all: broker.listMessages(queue.name) };
    const forgiven = forgiveInterrupted(folder.at('state', `interrupted-${queue.shortName}.json`), content);
    const { sqs, putAside } = broker;
    stops.push(startQueueSource({ ...options, source, queue, sqs, putAside, forgiven }));
  }
  for (const source of model.streamSources) {
    stops.push(
      startStreamSource({
        source,
        invoker,
        client: streams,
        engineStreamArn: options.engineStreams.get(source.streamArn) ?? source.streamArn,
        checkpointFile: folder.at('state', `stream-${source.functionArn.split(':').at(-1)}.json`),
        onGivenUp: (records) =>
          tellOnFailure(
            broker,
            source,
            records.map(({ sequenceNumber }) => sequenceNumber),
            now(),
          ),
        onError: options.onError,
      }),
    );
  }
  stops.push(
    startSchedules({
      schedules: model.schedules,
      invoker,
      slotFile: folder.at('state', 'schedules.json'),
      now,
    }),
  );
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
    streams.destroy();
  };
}

/** Messages that a killed runner was working on come back at once: nobody works on them any more. @returns their ids */
async function releaseInflight({ sqs, listInflight }: Broker, queue: QueueModel): Promise<string[]> {
  const inflight = listInflight(queue.name);
  for (const { receiptHandle: ReceiptHandle } of inflight) {
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 1 }),
    );
  }
  return inflight.map(({ messageId }) => messageId);
}

/** What Lambda writes to the destination of a stream's mapping: where the records stood, not what was in them. */
function tellOnFailure(
  broker: Broker,
  source: StreamSource,
  sequenceNumbers: readonly string[],
  now: Date,
): void {
  if (source.onFailureArn === undefined) return;
  const body = {
    version: '1.0',
    timestamp: now.toISOString(),
    requestContext: { functionArn: source.functionArn, condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: {
      streamArn: source.streamArn,
      batchSize: sequenceNumbers.length,
      startSequenceNumber: sequenceNumbers[0],
      endSequenceNumber: sequenceNumbers.at(-1),
    },
  };
  broker.send(source.onFailureArn, JSON.stringify(body));
}

function findQueue(model: Model, arn: string): QueueModel {
  const queue = model.queues.find((candidate) => candidate.arn === arn);
  if (!queue) throw new Error(`No queue ${arn} in the templates.`);
  return queue;
}
