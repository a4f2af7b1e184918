import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { api, on } from '../../../shared/http/api.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { route } from '../../../shared/http/route.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { entity } from '../../../shared/table/entity.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import { openTable, type Table } from '../../../shared/table/table.ts';
import { put } from '../../../shared/table/writes.ts';
import { ask } from '../../support/http-event.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

const Stone = entity({
  name: 'test.stone',
  schema: z.object({ id: z.string(), weight: z.int() }),
  key: ({ id }: { id: string }) => ({ pk: 'STONES', sk: id }),
  access: ['by id'],
});

const postStone = route({
  id: 'test.postStone',
  method: 'POST',
  path: '/stones',
  scope: 'write',
  summary: 'Adds a stone',
  body: z.strictObject({ weight: z.int(), text: z.string().optional() }),
  responses: {
    200: { description: 'Nothing to do', body: z.object({ id: z.string() }) },
    201: { description: 'Added', body: z.object({ id: z.string(), text: z.string().optional() }) },
  },
  idempotent: true,
});

let table: Table;
let opened: TestTable;
let made = 0;

beforeAll(async () => {
  opened = await createTestTable();
  table = openTable(opened);
});

const handler = (
  event: Parameters<ReturnType<typeof api>>[0],
  context: Parameters<ReturnType<typeof api>>[1],
) =>
  api(
    { table, membershipOf: async () => undefined, log: () => {}, measure: () => {} },
    on(postStone, async ({ body, idempotency }) => {
      if (body.weight === 0) throw new DomainError('invalid', 'test.weightless', 'A stone weighs something.');
      if (body.weight === 1) return ok({ id: 'pebble' });
      made += 1;
      const id = `stone-${made}`;
      const reply = created({ id, ...(body.text ? { text: body.text } : {}) }, `/stones/${id}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await table.transact([
        put(Stone, { id, weight: body.weight }),
        ...(idempotency ? [idempotency.writeFor(reply)] : []),
      ]);
      return reply;
    }),
  )(event, context);

const post = (body: unknown, key?: string, principal = 'clerk') =>
  ask(handler, {
    route: 'POST /stones',
    body,
    principal,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
const count = async () => (await table.query(Stone, { pk: 'STONES' })).items.length;

test('the same key and request is answered from the store, with all headers', async () => {
  const first = await post({ weight: 5 }, 'a');
  const second = await post({ weight: 5 }, 'a');
  expect(second.body).toEqual(first.body);
  expect(second.headers).toMatchObject({ location: first.headers.location, 'idempotency-hit': 'true' });
  expect(first.headers['idempotency-hit']).toBeUndefined();
});

test('the same key with another body is refused; another principal has keys of its own', async () => {
  await post({ weight: 5 }, 'b');
  expect((await post({ weight: 6 }, 'b')).body).toMatchObject({
    status: 409,
    type: '/problems/platform.idempotency-key-reused',
  });
  expect((await post({ weight: 6 }, 'b', 'other')).status).toBe(201);
});

test('of ten attempts at once one works, and all answer the same', async () => {
  const before = await count();
  const answers = await Promise.all(Array.from({ length: 10 }, () => post({ weight: 7 }, 'c')));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  expect(await count()).toBe(before + 1);
});

test('a refusal is not remembered, a reply without any write is', async () => {
  expect((await post({ weight: 0 }, 'd')).status).toBe(422);
  expect((await post({ weight: 8 }, 'd')).status).toBe(201);
  await post({ weight: 1 }, 'e');
  expect((await post({ weight: 1 }, 'e')).headers['idempotency-hit']).toBe('true');
});

test('a reply without any write is remembered though the table is contended at that moment', async () => {
  let contended = 2;
  const busy: Table = {
    ...table,
    write: (one) =>
      contended-- > 0 ? Promise.reject(new ContentionError('ThrottlingException')) : table.write(one),
  };
  const answer = await ask(
    api(
      { table: busy, membershipOf: async () => undefined, log: () => {}, measure: () => {} },
      on(postStone, async () => ok({ id: 'pebble' })),
    ),
    { route: 'POST /stones', body: { weight: 1 }, headers: { 'idempotency-key': 'g' } },
  );
  expect(answer.status).toBe(200);
  expect((await post({ weight: 1 }, 'g')).headers['idempotency-hit']).toBeUndefined();
  expect((await post({ weight: 1 }, 'g', 'tester')).headers['idempotency-hit']).toBe('true');
});

test('a key is kept for seven days, and forgotten when its item has gone', async () => {
  await post({ weight: 5 }, 'h');
  const { client, tableName } = opened;
  const key = { pk: 'C#-#IDEMPOTENCY#clerk#test.postStone#h', sk: 'REPLY' };
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: marshall(key) }));
  // DynamoDB may remove it seven days later; until it does, the key answers.
  expect(Number(Item?.expiresAt?.N) - Date.now() / 1000).toBeCloseTo(7 * 86_400, -2);
  await client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall(key) }));
  expect((await post({ weight: 5 }, 'h')).headers['idempotency-hit']).toBeUndefined();
});

test('a large reply fits an item; a key that is none is refused', async () => {
  const text = 'x'.repeat(600_000);
  const first = await post({ weight: 9, text }, 'f');
  const second = await post({ weight: 9, text }, 'f');
  expect(second.headers['idempotency-hit']).toBe('true');
  expect(second.body).toEqual(first.body);
  expect((await post({ weight: 9 }, 'two words')).status).toBe(400);
});
