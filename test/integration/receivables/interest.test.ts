import { beforeAll, expect, test } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { interestBindings } from '../../../functions/receivables/handlers/interest.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { type LedgerApi, openLedgerApi } from '../../support/ledger-api.ts';

let api: LedgerApi;

beforeAll(async () => {
  api = await openLedgerApi(({ table }) =>
    interestBindings({ table, companies: companiesReader(table), newId }),
  );
  await api.createCompany('acme');
  for (const [principal, role] of [
    ['carl', 'auditor'],
    ['dora', 'credit-controller'],
  ] as const) {
    const params = { companyId: 'acme', principal };
    await api.call('PUT', '/companies/{companyId}/members/{principal}', { params, body: { roles: [role] } });
  }
});

const CLAIM = {
  principal: '10000.00',
  from: '2023-01-01',
  to: '2023-07-01',
  debtor: 'consumer',
  dayCount: 'act/365',
};
const compute = (body: Record<string, unknown> = {}, principal = 'anna') =>
  api.call('POST', '/companies/{companyId}/calculations/default-interest', {
    params: { companyId: 'acme' },
    body: { ...CLAIM, ...body },
    principal,
  });
const RATE = '/companies/{companyId}/base-rates/{from}';
const put = (from: string, rate: string, headers: Record<string, string> = {}, principal = 'anna') =>
  api.call('PUT', RATE, {
    params: { companyId: 'acme', from },
    body: { rate, source: 'BAnz' },
    headers,
    principal,
  });

test('computes by the published vectors and says by which rules', async () => {
  expect((await compute()).body).toEqual({
    currency: 'EUR',
    interest: '330.50',
    lumpSum: '0.00',
    days: 182,
    counted: { from: '2023-01-01', to: '2023-07-01', firstIncluded: true, lastIncluded: true },
    ruleSet: {
      id: 'bgb-288-2014',
      law: '§ 288 BGB as in force since 2014-07-29',
      pointsAboveBaseRate: '5.00',
    },
    dayCount: 'act/365',
    segments: [
      { from: '2023-01-01', to: '2023-06-30', days: 181, yearDays: 365, rate: '6.62', amount: '328.28' },
      { from: '2023-07-01', to: '2023-07-01', days: 1, yearDays: 365, rate: '8.12', amount: '2.22' },
    ],
  });
  expect((await compute({ debtor: 'business' }, 'carl')).body).toMatchObject({
    interest: '529.96',
    lumpSum: '40.00',
    segments: [{ amount: '526.64' }, { amount: '3.32' }],
  });
});

test.each([
  [{ principal: '10,00' }, 422, '/principal'],
  [{ principal: '0' }, 422, '/principal'],
  [{ principal: '1.001' }, 422, '/principal'],
  [{ to: '2022-12-31' }, 422, '/to'],
  [{ from: '2023-02-29' }, 400, '/from'],
  [{ debtor: 'state' }, 400, '/debtor'],
  [{ dayCount: 'act/360' }, 400, '/dayCount'],
])('refuses %o', async (body, status, pointer) => {
  const answer = await compute(body);
  expect(answer.status).toBe(status);
  expect(answer.body.errors[0].pointer).toBe(pointer);
});

test('a half-year that nobody knows is refused until it is loaded', async () => {
  const late = { from: '2026-12-31', to: '2027-01-01' };
  expect(await compute(late)).toMatchObject({
    status: 422,
    body: { type: '/problems/receivables.no-base-rate', halfYear: '2027-01-01' },
  });
  const at = { params: { companyId: 'acme', from: '2027-01-01' } };
  expect((await api.call('GET', RATE, at)).status).toBe(404);
  const loaded = await put('2027-01-01', '1.77');
  expect(loaded).toMatchObject({
    status: 201,
    headers: { etag: '"1"' },
    body: { rate: '1.77', origin: 'company' },
  });
  expect((await compute(late)).body.segments).toMatchObject([{ rate: '6.52' }, { rate: '6.77' }]);
  expect((await put('2027-01-01', '1.77')).status).toBe(200);
  expect((await put('2027-01-01', '1.78')).status).toBe(428);
  expect((await put('2027-01-01', '1.78', { 'if-match': '"2"' })).status).toBe(412);
  expect((await put('2027-01-01', '1.78', { 'if-match': '"1"' })).headers.etag).toBe('"2"');

  const subject = { params: { companyId: 'acme' }, query: { subject: 'base-rates/2027-01-01' } };
  const { items } = (await api.call('GET', '/companies/{companyId}/changes', subject)).body;
  expect(items).toMatchObject([
    { before: { rateTimes100: 177 }, after: { rateTimes100: 178 }, principal: 'anna' },
    { action: 'receivables.base-rate-changed', after: { rateTimes100: 177, source: 'BAnz' } },
  ]);
});

test('what the product knows cannot be contradicted; the rate of another company is its own', async () => {
  expect(await put('2023-07-01', '3.12')).toMatchObject({ status: 200, body: { origin: 'built-in' } });
  expect(await put('2023-07-01', '3.13')).toMatchObject({
    status: 409,
    body: { type: '/problems/receivables.base-rate-fixed', detail: expect.stringContaining('3.12') },
  });
  expect((await put('2023-07-02', '3.12')).status).toBe(400);
  expect((await put('2001-07-01', '3.12')).status).toBe(400);
  expect((await put('2027-07-01', '26')).status).toBe(422);
  await put('2030-01-01', '-0.5');
  await api.createCompany('other');
  const list = (companyId: string) =>
    api.call('GET', '/companies/{companyId}/base-rates', { params: { companyId } });
  expect((await list('acme')).body.items.at(-1)).toMatchObject({ from: '2030-01-01', rate: '-0.50' });
  expect((await list('other')).body.items.at(-1)).toMatchObject({ from: '2026-07-01', rate: '1.52' });
});

test('only those who manage receivables load rates', async () => {
  expect((await put('2028-01-01', '2.00', {}, 'carl')).status).toBe(403);
  expect((await put('2028-01-01', '2.00', {}, 'dora')).status).toBe(403);
  expect((await compute({}, 'dora')).status).toBe(200);
  expect((await compute({}, 'eve')).status).toBe(404);
});

test('two who load the same half-year at once: one of them, and the other is told', async () => {
  const answers = await Promise.all([put('2031-01-01', '1.00'), put('2031-01-01', '2.00')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 428]);
});
