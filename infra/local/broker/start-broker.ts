import { type Message, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, type MessageAttributeValue, startFauxqs } from 'fauxqs';
import { OWN_CREDENTIALS } from '../own-credentials.ts';
import type { Model, QueueModel, TopicModel } from '../template/model.ts';
import { REGION } from '../template/place.ts';
import { keepToLoopback } from './loopback-only.ts';

/** Queues, topics and buckets on one machine. */
export interface Broker {
  /** Where SQS, SNS and S3 answer, without any check of rights. */
  endpoint: string;
  sqs: SQSClient;
  /** Puts a message into a queue; it is on disk when this returns. */
  send(queueArn: string, body: string): void;
  /** Puts a message into a dead-letter queue, with its attributes; it is on disk when this returns. */
  putAside(message: Message, deadLetterArn: string): void;
  /** Messages that somebody was working on. */
  listInflight(queueName: string): { messageId: string; receiptHandle: string }[];
  /** Ids of all messages of a queue, whatever their state. */
  listMessages(queueName: string): Set<string>;
  stop(): Promise<void>;
}

/** Starts fauxqs in this process and makes the queues, topics, subscriptions and buckets of the templates. */
export async function startBroker(model: Model, dataDir: string | undefined): Promise<Broker> {
  const server = await startFauxqs({
    port: 0,
    logger: false,
    defaultRegion: REGION,
    init: {},
    ...(dataDir !== undefined && { dataDir }),
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const unguard = keepToLoopback(server.port);
  const sqs = new SQSClient({ endpoint, region: REGION, credentials: OWN_CREDENTIALS });
  await setUp(server, sqs, model);
  return {
    endpoint,
    sqs,
    send: (queueArn, body) => void server.sendMessage(nameInArn(queueArn), body),
    putAside: ({ Body = '', MessageAttributes = {} }, deadLetterArn) =>
      void server.sendMessage(nameInArn(deadLetterArn), Body, {
        messageAttributes: toAttributes(MessageAttributes),
      }),
    listInflight: (queueName) =>
      server.inspectQueue(queueName)?.messages.inflight.map(({ message, receiptHandle }) => ({
        messageId: message.messageId,
        receiptHandle,
      })) ?? [],
    listMessages(queueName) {
      const { ready = [], delayed = [], inflight = [] } = server.inspectQueue(queueName)?.messages ?? {};
      return new Set(
        [...ready, ...delayed, ...inflight.map(({ message }) => message)].map(({ messageId }) => messageId),
      );
    },
    async stop() {
      sqs.destroy();
      await server.stop();
      unguard();
    },
  };
}

async function setUp(server: FauxqsServer, sqs: SQSClient, model: Model): Promise<void> {
  // A topic holds no messages: made anew, it has the subscriptions and filters of the templates and no others.
  for (const topic of model.topics) server.deleteTopic(topic.name);
  const { queues } = server.setup({
    queues: model.queues.map((queue) => ({ name: queue.name, attributes: attributesOf(queue) })),
    topics: model.topics.map(({ name }) => ({ name })),
    subscriptions: model.topics.flatMap(toSubscriptions),
    buckets: model.buckets.map(({ name }) => name),
  });
  for (const { name, url, created } of queues) {
    const queue = model.queues.find((candidate) => candidate.name === name);
    if (created || !queue) continue;
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributesOf(queue) }));
  }
}

/**
 * No RedrivePolicy: fauxqs deletes a message before it inserts it into the dead-letter queue, and a kill between the
 * two loses it. The runner's queue source moves messages itself, insert first.
 */
function attributesOf(queue: QueueModel): Record<string, string> {
  return {
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    DelaySeconds: String(queue.delaySeconds),
  };
}

function toSubscriptions(
  topic: TopicModel,
): { topic: string; queue: string; attributes: Record<string, string> }[] {
  return topic.subscriptions.map(({ queueArn, raw, filterPolicy, filterScope }) => ({
    topic: topic.name,
    queue: nameInArn(queueArn),
    attributes: {
      RawMessageDelivery: String(raw),
      ...(filterPolicy !== undefined && { FilterPolicy: JSON.stringify(filterPolicy) }),
      ...(filterScope !== undefined && { FilterPolicyScope: filterScope }),
    },
  }));
}

function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

function toAttributes(
  attributes: NonNullable<Message['MessageAttributes']>,
): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType = 'String', StringValue, BinaryValue }]) => [
      name,
      {
        DataType,
        ...(StringValue !== undefined && { StringValue }),
        ...(BinaryValue && { BinaryValue: Buffer.from(BinaryValue).toString('base64') }),
      },
    ]),
  );
}
