import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { platformBindings } from '../../../functions/platform/bindings.ts';
import { connectQueues } from '../../../functions/platform/queues.ts';
import { api } from '../../../shared/http/api.ts';
import { batchWorker, DONE } from '../../../shared/queue/batch-worker.ts';
import { deadLetterBox } from '../../../shared/queue/dead-letters.ts';
import { message } from '../../../shared/queue/message.ts';
import { openTable, type Table } from '../../../shared/table/table.ts';
import { ask } from '../../support/http-event.ts';
import { startServices, type TestServices } from '../../support/services.ts';
import { createTestTable } from '../../support/table.ts';

let services: TestServices;
let table: Table;
let http: Parameters<typeof ask>[0];
let queueUrl = '';
let deadLetterQueueUrl = '';

beforeAll(async () => {
  services = await startServices();
  table = openTable(await createTestTable());
  const create = async (QueueName: string) =>
    (await services.sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
  queueUrl = await create('backoffice-test-stones');
  deadLetterQueueUrl = await create('backoffice-test-stones-dlq');
  http = api(
    { table, membershipOf: async () => ({ roles: ['operator'] }), log: () => {}, measure: () => {} },
    ...platformBindings({
      table,
      queues: connectQueues(services.sqs, 'test'),
      version: '1.2.3',
      readOpenApi: () => JSON.stringify({ info: { title: 'T', version: '1' }, paths: {} }),
    }),
  );
});
afterAll(() => services.stop());

const addStone = message({
  type: 'test.add-stone',
  kind: 'command',
  queue: 'stones',
  summary: 'Adds a stone',
  payload: z.strictObject({ weight: z.int() }),
});

const BODY = JSON.stringify({
  id: 'm1',
  type: 'test.add-stone',
  companyId: 'acme',
  payload: { weight: 'x' },
});
const params = { companyId: 'acme' };

async function waiting(QueueUrl: string) {
  const { Messages = [] } = await services.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'], VisibilityTimeout: 0 }),
  );
  return Messages;
}

test('a message that can never work: recorded, in the dead letters with its reason, sent again once', async () => {
  const handler = batchWorker(
    {
      bury: deadLetterBox({ table, sqs: services.sqs, deadLetterQueueUrl }),
      log: () => {},
      measure: () => {},
    },
    { queue: 'stones', accepts: [addStone], handle: async (messages) => messages.map(() => DONE) },
  );
  const record = { messageId: 'd1', body: BODY, attributes: { ApproximateReceiveCount: '1' } };
  expect(await handler({ Records: [record as unknown as SQSRecord] })).toEqual({ batchItemFailures: [] });
  const [letter] = await waiting(deadLetterQueueUrl);
  expect(letter?.Body).toBe(BODY);
  expect(letter?.MessageAttributes?.code?.StringValue).toBe('platform.malformed-message');
  expect(letter?.MessageAttributes?.reason?.StringValue).toContain('/weight');

  const list = await ask(http, { route: 'GET /companies/{companyId}/failed-messages', params });
  expect(list.body.items).toMatchObject([
    { id: 'd1', queue: 'stones', type: 'test.add-stone', messageId: 'm1', state: 'failed' },
  ]);
  // A page of bodies could be more than an answer holds: they are shown one at a time.
  expect(list.body.items[0].body).toBeUndefined();
  const one = await ask(http, {
    route: 'GET /companies/{companyId}/failed-messages/{failedMessageId}',
    params: { ...params, failedMessageId: 'd1' },
  });
  expect(one.body).toMatchObject({ id: 'd1', body: BODY });

  const redrive = () =>
    ask(http, {
      route: 'POST /companies/{companyId}/failed-messages/{failedMessageId}/redrive',
      params: { ...params, failedMessageId: 'd1' },
      principal: 'operator',
    });
  expect((await redrive()).body).toMatchObject({ state: 'redriven', redrivenBy: 'operator' });
  expect((await redrive()).body).toMatchObject({ state: 'redriven' });
  expect((await waiting(queueUrl)).map(({ Body }) => Body)).toEqual([BODY]);
  expect(await waiting(deadLetterQueueUrl)).toEqual([]);
});

test("another company's failed messages are not there", async () => {
  const other = { companyId: 'other' };
  const list = await ask(http, { route: 'GET /companies/{companyId}/failed-messages', params: other });
  expect(list.body.items).toEqual([]);
  const redrive = await ask(http, {
    route: 'POST /companies/{companyId}/failed-messages/{failedMessageId}/redrive',
    params: { ...other, failedMessageId: 'd1' },
  });
  expect(redrive.status).toBe(404);
  const one = await ask(http, {
    route: 'GET /companies/{companyId}/failed-messages/{failedMessageId}',
    params: { ...other, failedMessageId: 'd1' },
  });
  expect(one.status).toBe(404);
});

test('health and reference need no token', async () => {
  expect((await ask(http, { route: 'GET /health', scope: '' })).body).toEqual({
    status: 'ok',
    version: '1.2.3',
    table: 'ok',
  });
  const page = await ask(http, { route: 'GET /docs', scope: '' });
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect((await ask(http, { route: 'GET /openapi.json', scope: '' })).body).toMatchObject({ paths: {} });
});
