import { expect, test } from 'vitest';
import { findQueueUrl } from '../../../infra/local/gate/queue-url.ts';
import type { QueueModel } from '../../../infra/local/template/model.ts';

const queues = [{ name: 'backoffice-local-postings', url: 'http://127.0.0.1:1/000000000000/backoffice-local-postings' }] as QueueModel[]; // biome-ignore format: one line
const ask = (QueueName: string) => findQueueUrl(queues, { body: Buffer.from(JSON.stringify({ QueueName })) });

test('the URL of a queue leads through the gate', () => {
  const { status, body } = ask('backoffice-local-postings');
  expect([status, JSON.parse(body)]).toEqual([200, { QueueUrl: queues[0]?.url }]);
});

test('an unknown queue is told in the words of SQS', () => {
  const { status, body } = ask('nowhere');
  expect([status, JSON.parse(body).__type]).toEqual([400, expect.stringMatching(/#QueueDoesNotExist$/)]);
});
