import { expect, test } from 'vitest';
import * as z from 'zod';
import { api, on } from '../../../shared/http/api.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { route } from '../../../shared/http/route.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Metric } from '../../../shared/metrics.ts';
import { ContentionError, UnknownOutcomeError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { type Ask, ask } from '../../support/http-event.ts';

const CompanyParams = z.object({ companyId: z.string().regex(/^[a-z0-9-]+$/) });

const postThing = route({
  id: 'test.postThing',
  method: 'POST',
  path: '/companies/{companyId}/things',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Makes a thing',
  params: CompanyParams,
  body: z.strictObject({ name: z.string(), 'a/b': z.strictObject({ n: z.int() }).optional() }),
  responses: { 201: { description: 'Made', body: z.object({ name: z.string() }) } },
  bodyLimitBytes: 200,
});
const getThing = route({
  id: 'test.getThing',
  method: 'GET',
  path: '/companies/{companyId}/things',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'Shows things',
  params: CompanyParams,
  query: z.object({ limit: z.coerce.number().int().max(10).default(5) }),
  responses: { 200: { description: 'Things', body: z.object({ limit: z.int() }) } },
});

const unusedTable = {} as Table;
const lines: unknown[] = [];
const measured: Metric[] = [];
let attempts = 0;
const members: Record<string, string[]> = { clerk: ['accountant'], reader: ['auditor'] };

const handler = api(
  {
    table: unusedTable,
    membershipOf: async (companyId, principal) => {
      const roles = companyId === 'acme' ? members[principal] : undefined;
      return roles && { roles };
    },
    log: (level, message, fields) => lines.push({ level, message, ...fields }),
    measure: (metric) => void measured.push(metric),
    clock: () => new Date('2026-01-31T12:00:00Z'),
  },
  on(postThing, async ({ body }) => {
    if (body.name === 'refused') throw new DomainError('invalid', 'test.refused', 'No.');
    if (body.name === 'contended' && attempts++ < 2) throw new ContentionError('head changed meanwhile');
    if (body.name === 'unanswered') throw new UnknownOutcomeError('TimeoutError');
    if (body.name === 'bug') throw new Error('secret of the house');
    if (body.name === 'misfit') return created({ name: 7 as unknown as string }, '/x');
    return created({ name: body.name }, '/companies/acme/things/1');
  }),
  on(getThing, async ({ query }) => ok({ limit: query.limit })),
);

const POST = {
  route: 'POST /companies/{companyId}/things',
  params: { companyId: 'acme' },
  principal: 'clerk',
};
const GET = {
  route: 'GET /companies/{companyId}/things',
  params: { companyId: 'acme' },
  principal: 'reader',
};
const to = (what: Ask) => ask(handler, what);

test('a good request is answered, not cached and not sniffed', async () => {
  const answer = await to({ ...POST, body: { name: 'pen' } });
  expect(answer).toMatchObject({ status: 201, body: { name: 'pen' } });
  expect(answer.headers).toMatchObject({
    location: '/companies/acme/things/1',
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': 'req-1',
  });
});

test('unknown fields and wrong types are refused, each with an escaped pointer', async () => {
  const { status, headers, body } = await to({ ...POST, body: { 'a/b': { n: 1.5 }, 'x~y': 1 } });
  expect(status).toBe(400);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(body).toMatchObject({
    type: '/problems/platform.malformed-request',
    title: 'The request does not fit its schema',
    status: 400,
    instance: 'req-1',
  });
  expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
    '/name',
    '/a~1b/n',
    '/x~0y',
  ]);
});

test.each([
  ['text that is not JSON, with its position', { text: '{"name": oops}' }, 400, 'position 9'],
  ['a text that ends too early', { text: '{"name": "a"' }, 400, 'ends too early'],
  ['half a surrogate pair', { text: '{"name": "\\ud800"}' }, 400, 'surrogate'],
  ['another content type', { body: {}, headers: { 'content-type': 'text/csv' } }, 415, 'text/csv'],
  ['a body above the limit', { body: { name: 'x'.repeat(300) } }, 413, '200 are allowed'],
  ['no body', {}, 400, 'body'],
])('%s', async (_, part, status, detail) => {
  const answer = await to({ ...POST, ...part });
  expect(answer.status).toBe(status);
  expect(answer.body.detail).toContain(detail);
});

test('query: parsed, bounded, and nothing unknown', async () => {
  expect((await to({ ...GET, query: { limit: '7' } })).body).toEqual({ limit: 7 });
  expect((await to(GET)).body).toEqual({ limit: 5 });
  const refused = await to({ ...GET, query: { limit: '70', order: 'up' } });
  expect(refused.status).toBe(400);
  expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
    'query/limit',
    'query/order',
  ]);
});

test("somebody else's company, an unknown one and an impossible id answer alike", async () => {
  const [foreign, unknown, impossible] = await Promise.all([
    to({ ...GET, principal: 'stranger' }),
    to({ ...GET, params: { companyId: 'nowhere' } }),
    to({ ...GET, params: { companyId: '../ACME' } }),
  ]);
  expect([foreign.status, unknown.status, impossible.status]).toEqual([404, 404, 404]);
  const without = (id: string, body: { detail: string }) => ({
    ...body,
    detail: body.detail.replace(id, ''),
  });
  expect(without('acme', foreign.body)).toEqual(without('nowhere', unknown.body));
  expect(without('acme', foreign.body)).toEqual(without('../ACME', impossible.body));
});

test('a member without the permission is 403; a token without the scope too, whatever the stack let through', async () => {
  expect((await to({ ...POST, principal: 'reader', body: { name: 'a' } })).body.type).toBe(
    '/problems/platform.forbidden',
  );
  expect((await to({ ...POST, scope: 'backoffice/read', body: { name: 'a' } })).body.type).toBe(
    '/problems/platform.missing-scope',
  );
});

test('a refusal is counted by its status; neither a good answer nor a bug is', async () => {
  measured.length = 0;
  await to({ ...POST, body: { name: 'refused' } });
  await to({ ...POST, principal: 'stranger', body: { name: 'pen' } });
  await to({ ...POST, body: { name: 'pen' } });
  await to({ ...POST, body: { name: 'bug' } });
  expect(measured.map(({ name, dimensions }) => [name, dimensions])).toEqual([
    ['RequestsRefused', { Status: '422' }],
    ['RequestsRefused', { Status: '404' }],
  ]);
});

test('a refusal is told, a bug is not: 500 without internals, logged without quotes', async () => {
  expect((await to({ ...POST, body: { name: 'refused' } })).body).toMatchObject({
    status: 422,
    detail: 'No.',
  });
  lines.length = 0;
  const bug = await to({ ...POST, body: { name: 'bug' } });
  expect(bug.status).toBe(500);
  expect(JSON.stringify(bug.body)).not.toContain('secret');
  expect(lines).toContainEqual(expect.objectContaining({ level: 'error', errorText: 'secret of the house' }));
  expect(lines).toContainEqual(expect.objectContaining({ message: 'answered', status: 500 }));
});

test('a reply that does not keep the contract is a bug', async () => {
  expect((await to({ ...POST, body: { name: 'misfit' } })).status).toBe(500);
});

test('contention is met by running again; an unknown outcome is for the caller to decide', async () => {
  expect((await to({ ...POST, body: { name: 'contended' } })).status).toBe(201);
  expect(attempts).toBe(3);
  const unknown = await to({ ...POST, body: { name: 'unanswered' } });
  expect(unknown).toMatchObject({ status: 503, body: { type: '/problems/platform.outcome-unknown' } });
  expect(unknown.headers['retry-after']).toBe('1');
});
