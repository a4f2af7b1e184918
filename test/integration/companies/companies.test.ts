import { beforeAll, expect, test } from 'vitest';
import { companyBindings } from '../../../functions/companies/bindings.ts';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { companiesStore } from '../../../functions/companies/store.ts';
import { api } from '../../../shared/http/api.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { openTable } from '../../../shared/table/table.ts';
import { type Answer, ask } from '../../support/http-event.ts';
import { createTestTable } from '../../support/table.ts';

type Handler = Parameters<typeof ask>[0];
let handler: Handler;

beforeAll(async () => {
  const table = openTable(await createTestTable());
  const deps = { table, store: companiesStore(table), newId, adminPrincipal: 'local-admin' };
  const clock = () => new Date('2026-01-31T12:00:00Z');
  const { membershipOf } = companiesReader(table);
  handler = api({ table, membershipOf, clock, log: () => {}, measure: () => {} }, ...companyBindings(deps));
});

const COMPANY = { name: 'Acme AG', currency: 'EUR', chart: 'SKR03', fiscalYearStart: '01-01' };

const put = (companyId: string, body: unknown = COMPANY, principal = 'local-admin') =>
  ask(handler, { route: 'PUT /companies/{companyId}', params: { companyId }, body, principal });
const get = (companyId: string, principal = 'local-admin') =>
  ask(handler, { route: 'GET /companies/{companyId}', params: { companyId }, principal });
const member = (method: string, companyId: string, principal: string, body?: unknown): Promise<Answer> =>
  ask(handler, {
    route: `${method} /companies/{companyId}/members/{principal}`,
    params: { companyId, principal },
    principal: 'local-admin',
    ...(body === undefined ? {} : { body }),
  });

test('creating: 201, again 200, otherwise 409; only the appointed may', async () => {
  const first = await put('create');
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ id: 'create', accountLength: 4, language: 'de' });
  expect(first.headers).toMatchObject({ location: '/companies/create', etag: '"1"' });
  expect((await put('create')).status).toBe(200);
  expect((await put('create', { ...COMPANY, chart: 'SKR04' })).body.type).toBe(
    '/problems/companies.exists-otherwise',
  );
  const stranger = await put('create', COMPANY, 'stranger');
  const strangerElsewhere = await put('elsewhere', COMPANY, 'stranger');
  expect(stranger.body).toEqual(strangerElsewhere.body);
  expect(stranger.status).toBe(403);
});

test.each([
  [{ ...COMPANY, currency: 'XYZ' }, 422, '/currency'],
  [{ ...COMPANY, fiscalYearStart: '02-29' }, 422, '/fiscalYearStart'],
  [{ ...COMPANY, fiscalYearStart: '13-01' }, 422, '/fiscalYearStart'],
  [{ ...COMPANY, chart: 'SKR99' }, 400, '/chart'],
  [{ ...COMPANY, owner: 'me' }, 400, '/owner'],
  [{ ...COMPANY, startDate: '2026-02-30' }, 400, '/startDate'],
])('impossible settings %#', async (settings, status, pointer) => {
  const answer = await put('impossible', settings);
  expect(answer.status).toBe(status);
  expect(answer.body.errors[0].pointer).toBe(pointer);
  expect((await get('impossible')).status).toBe(404);
});

test('settings change with If-Match, and leave a trace; what the books stand on does not change', async () => {
  await put('patch');
  const patch = (body: unknown, headers: Record<string, string> = {}) =>
    ask(handler, {
      route: 'PATCH /companies/{companyId}',
      params: { companyId: 'patch' },
      principal: 'local-admin',
      body,
      headers,
    });
  expect((await patch({ name: 'New AG' })).status).toBe(428);
  expect((await patch({ name: 'New AG' }, { 'if-match': '"9"' })).status).toBe(412);
  expect((await patch({ name: 'New AG' }, { 'if-match': '"1"' })).headers.etag).toBe('"2"');
  const fixed = await patch({ currency: 'USD' }, { 'if-match': '"2"' });
  expect(fixed.body).toMatchObject({ status: 422, errors: [{ pointer: '/currency' }] });
  const changes = await ask(handler, {
    route: 'GET /companies/{companyId}/changes',
    params: { companyId: 'patch' },
    query: { subject: 'settings' },
    principal: 'local-admin',
  });
  expect(changes.body.items).toContainEqual(
    expect.objectContaining({
      principal: 'local-admin',
      action: 'companies.settings-changed',
      before: { name: 'Acme AG' },
      after: { name: 'New AG' },
    }),
  );
});

test('members come, change roles and go; somebody always stays admin, also when two leave at once', async () => {
  await put('members');
  expect((await member('PUT', 'members', 'clerk', { roles: ['accountant'] })).status).toBe(201);
  expect((await member('PUT', 'members', 'clerk', { roles: ['accountant'] })).status).toBe(200);
  expect((await get('members', 'clerk')).status).toBe(200);
  expect((await member('DELETE', 'members', 'local-admin')).body.type).toBe('/problems/companies.last-admin');
  await member('PUT', 'members', 'second', { roles: ['admin'] });
  const leaving = await Promise.all([
    member('DELETE', 'members', 'local-admin'),
    member('DELETE', 'members', 'second'),
  ]);
  expect(leaving.filter(({ status }) => status === 204)).toHaveLength(1);
});

test('a removed member is a stranger, and so is everybody else', async () => {
  await put('leave');
  await member('PUT', 'leave', 'clerk', { roles: ['accountant'] });
  expect((await member('DELETE', 'leave', 'clerk')).status).toBe(204);
  expect((await member('DELETE', 'leave', 'clerk')).status).toBe(404);
  expect((await get('leave', 'clerk')).status).toBe(404);
});

test("a principal's companies come page by page", async () => {
  for (const id of ['page-a', 'page-b', 'page-c']) {
    await put(id);
    await member('PUT', id, 'pager', { roles: ['auditor'] });
  }
  const list = (query: Record<string, string>) =>
    ask(handler, { route: 'GET /companies', query, principal: 'pager' });
  const first = await list({ limit: '2' });
  expect(first.body.items).toMatchObject([{ id: 'page-a', roles: ['auditor'] }, { id: 'page-b' }]);
  const second = await list({ limit: '2', cursor: first.body.next });
  expect(second.body.items).toMatchObject([{ id: 'page-c' }]);
  expect((await list({ cursor: 'nonsense' })).status).toBe(400);
});
