import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { api, on } from '../../../shared/http/api.ts';
import { encodeCursor, pagingOf } from '../../../shared/http/cursor.ts';
import { PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { ok } from '../../../shared/http/replies.ts';
import { route } from '../../../shared/http/route.ts';
import { entity } from '../../../shared/table/entity.ts';
import { openTable } from '../../../shared/table/table.ts';
import { put } from '../../../shared/table/writes.ts';
import { type Answer, ask } from '../../support/http-event.ts';
import { createTestTable } from '../../support/table.ts';

const Stone = entity({
  name: 'test.stone',
  schema: z.object({ quarry: z.string(), id: z.string() }),
  key: (of: { quarry: string; id: string }) => ({ pk: `QUARRY#${of.quarry}`, sk: of.id }),
  index: ({ quarry, id }) => ({ gsi1pk: `QUARRY#${quarry}`, gsi1sk: id }),
  access: ['all of a quarry'],
});
const View = z.object({ quarry: z.string(), id: z.string() });
const listStones = route({
  id: 'test.listStones',
  method: 'GET',
  path: '/stones',
  scope: 'read',
  summary: 'Stones of our quarry',
  query: PageQuery.extend({ by: z.enum(['gsi1']).optional() }),
  responses: { 200: { description: 'A page', body: pageOf(View) } },
});

let list: (query: Record<string, string>) => Promise<Answer>;

beforeAll(async () => {
  const table = openTable(await createTestTable());
  for (const quarry of ['ours', 'theirs'])
    for (const id of ['a', 'b', 'c']) await table.write(put(Stone, { quarry, id }));
  const handler = api(
    { table, membershipOf: async () => undefined, log: () => {}, measure: () => {} },
    on(listStones, async (request) => {
      const paging = pagingOf(listStones.id, request);
      const { by: index } = request.query;
      const spec = {
        pk: 'QUARRY#ours',
        limit: paging.limit,
        after: paging.after,
        ...(index ? { index } : {}),
      };
      const { items, next } = await table.query(Stone, spec);
      return ok(paging.page(items, next));
    }),
  );
  list = (query) => ask(handler, { route: 'GET /stones', query });
});

const forge = (position: Record<string, string>, query: Record<string, string> = {}) =>
  encodeCursor(position, {
    routeId: 'test.listStones',
    params: undefined,
    query,
    principal: { id: 'tester', kind: 'machine' },
  });

test('pages end, one after the other', async () => {
  const first = await list({ limit: '2' });
  expect(first.body.items).toHaveLength(2);
  const second = await list({ limit: '2', cursor: first.body.next });
  expect(second.body.items).toEqual([{ quarry: 'ours', id: 'c' }]);
});

test.each([
  ['of another partition', { pk: 'QUARRY#theirs', sk: 'a' }],
  ['without a sort key', { pk: 'QUARRY#ours' }],
  ['with more than a key has', { pk: 'QUARRY#ours', sk: 'a', more: 'x' }],
  ['that is empty', { pk: '', sk: '' }],
])('a cursor made up with a position %s is refused, and is no bug of ours', async (_, position) => {
  const { status, body } = await list({ cursor: forge(position) });
  expect([status, body.type]).toEqual([400, '/problems/platform.malformed-cursor']);
});

test('nor does one of an index lead into the partition of others', async () => {
  const position = { pk: 'QUARRY#theirs', sk: 'a', gsi1pk: 'QUARRY#theirs', gsi1sk: 'a' };
  const { status } = await list({ by: 'gsi1', cursor: forge(position, { by: 'gsi1' }) });
  expect(status).toBe(400);
});

test.each([
  ['limit', '0'],
  ['limit', '-1'],
  ['limit', '1000000000'],
  ['limit', '1,2'],
  ['limit', ''],
  ['limit', '1e400'],
  ['limit', 'NaN'],
  ['cursor', 'x'.repeat(3_000)],
  ['cursor', ''],
  ['__proto__', '1'],
  ['constructor', '1'],
  ['order', 'up'],
])('%s=%s is refused by name', async (name, value) => {
  const { status, body } = await list(Object.fromEntries([[name, value]]));
  expect([status, body.errors[0].pointer]).toEqual([400, `query/${name}`]);
});
