import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Metric } from '../../../shared/metrics.ts';
import { batchWorker, DONE, MAX_ATTEMPTS, oneByOne } from '../../../shared/queue/batch-worker.ts';
import type { DeadLetter } from '../../../shared/queue/dead-letters.ts';
import { message } from '../../../shared/queue/message.ts';

const addStone = message({
  type: 'test.add-stone',
  kind: 'command',
  queue: 'stones',
  summary: 'Adds a stone',
  payload: z.strictObject({ weight: z.int() }),
});

function record(messageId: string, body: unknown, attempt = 1): SQSRecord {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    messageId,
    body: text,
    attributes: { ApproximateReceiveCount: String(attempt) },
  } as unknown as SQSRecord;
}

const stone = (weight: unknown, more = {}) => ({
  id: 'm1',
  type: 'test.add-stone',
  companyId: 'acme',
  payload: { weight },
  ...more,
});

function worker(handle: (weight: number) => Promise<void>) {
  const buried: DeadLetter[] = [];
  const measured: Metric[] = [];
  const handler = batchWorker(
    {
      bury: async (letter) => void buried.push(letter),
      log: () => {},
      measure: (metric) => void measured.push(metric),
    },
    { queue: 'stones', accepts: [addStone], handle: oneByOne(async ({ payload }) => handle(payload.weight)) },
  );
  return { buried, measured, handler };
}

test('good messages are done, passing troubles come again, refusals are buried with their reason', async () => {
  const { buried, handler } = worker(async (weight) => {
    if (weight === 2) throw new DomainError('unavailable', 'platform.busy', 'Busy.');
    if (weight === 3) throw new DomainError('invalid', 'test.too-heavy', 'Too heavy.');
  });
  const Records = [record('a', stone(1)), record('b', stone(2)), record('c', stone(3))];
  expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
  expect(buried).toMatchObject([
    { deliveryId: 'c', companyId: 'acme', code: 'test.too-heavy', reason: 'Too heavy.', queue: 'stones' },
  ]);
});

test.each([
  ['no JSON', '{', '-', 'platform.malformed-message'],
  ['no envelope', { companyId: 'acme', type: 'test.add-stone' }, 'acme', 'platform.malformed-message'],
  ['an unknown member', stone(1, { extra: 1 }), 'acme', 'platform.malformed-message'],
  ['an unknown type', stone(1, { type: 'test.other' }), 'acme', 'platform.unknown-message-type'],
  ['a payload that does not fit', stone('heavy'), 'acme', 'platform.malformed-message'],
])('%s can never work: buried at once, seen by its company', async (_, body, companyId, code) => {
  const { buried, measured, handler } = worker(async () => {});
  expect(await handler({ Records: [record('x', body)] })).toEqual({ batchItemFailures: [] });
  expect(buried).toMatchObject([{ companyId, code }]);
  expect(measured).toMatchObject([{ name: 'MessagesFailed', value: 1, dimensions: { Queue: 'stones' } }]);
});

test('after the last attempt a message is given up with the last cause, and one whose worker died without trying', async () => {
  let tried = 0;
  const { buried, handler } = worker(async () => {
    tried += 1;
    throw new Error('out of memory');
  });
  const Records = [record('a', stone(1), MAX_ATTEMPTS), record('b', stone(1), MAX_ATTEMPTS + 1)];
  expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
  expect(tried).toBe(1);
  expect(buried.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('out of memory'),
    expect.stringContaining('died'),
  ]);
});

test('a message that cannot be buried comes again: nothing is dropped', async () => {
  const handler = batchWorker(
    { bury: () => Promise.reject(new Error('no queue')), log: () => {}, measure: () => {} },
    { queue: 'stones', accepts: [addStone], handle: async (messages) => messages.map(() => DONE) },
  );
  expect(await handler({ Records: [record('a', '{'), record('b', stone(1))] })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'a' }],
  });
});

test('a batch that breaks as a whole is taken apart, so that only the culprit comes again', async () => {
  const handler = batchWorker(
    { bury: async () => {}, log: () => {}, measure: () => {} },
    {
      queue: 'stones',
      accepts: [addStone],
      handle: async (messages) => {
        if (messages.some(({ payload }) => payload.weight === 13)) throw new Error('bug');
        return messages.map(() => DONE);
      },
    },
  );
  const Records = [record('a', stone(1)), record('b', stone(13)), record('c', stone(2))];
  expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
});
