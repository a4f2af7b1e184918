import { beforeAll, expect, it } from 'vitest';
import { type CreditApi, ORDER, openCreditApi } from '../../support/credit-api.ts';
import { imageOf } from '../../support/table-image.ts';

let credit: CreditApi;

beforeAll(async () => {
  credit = await openCreditApi();
});

const of = (customerId: string, method: string, what: string, body?: unknown) =>
  credit.call(method, `/credit/{customerId}/${what}`, { customerId }, { body });

it('a customer is told everything that is kept, and after its erasure nothing of it is found', async () => {
  await credit.openCustomer('mayer', 10_000n, {
    person: 'natural',
    blocks: [{ code: 'HOLD', note: 'rang twice' }],
  });
  const order = { ...ORDER, customerId: 'mayer' };
  await credit.call('POST', '/credit-checks', {}, { body: { ...order, id: 'o-1' } });
  const statement = 'I have paid every bill.';
  const params = { checkId: 'mayer~o-1' };
  await credit.call('POST', '/credit-checks/{checkId}/review', params, { body: { statement } });
  const wish = { customerId: 'mayer', limit: '50.00', reason: 'lost the job' };
  const { limitId } = (await credit.call('POST', '/credit-limits', {}, { body: wish })).body;

  const told = (await of('mayer', 'GET', 'personal-data')).body;
  expect(told).toMatchObject({
    profile: { person: 'natural', limit: '100.00', blocks: [{ code: 'HOLD', note: 'rang twice' }] },
    checks: [{ id: 'o-1', amount: '10.00', content: { facts: { blocks: ['HOLD'], limit: '100.00' } } }],
    cases: [{ kind: 'review', notes: [{ text: statement }] }],
    limits: [{ reason: 'lost the job' }],
  });

  const explained = await credit.call('GET', '/credit-checks/{checkId}/explanation', params);
  expect(explained.body).toMatchObject({ language: 'de', checkId: 'mayer~o-1' });
  expect(explained.body.summary).toHaveLength(2);
  expect(explained.body.rights).toHaveLength(3);

  const refused = await of('mayer', 'POST', 'erasure', {});
  expect([refused.status, refused.body.hindrances.map(({ what }: { what: string }) => what)]).toEqual([
    409,
    ['case', 'limit-request'],
  ]);
  const caseId = 'mayer~o-1';
  await credit.call('POST', '/credit-cases/{caseId}/withdrawal', { caseId }, { body: {} });
  const decision = { decision: 'rejected' };
  await credit.call(
    'POST',
    '/credit-limits/{limitId}/approval',
    { limitId },
    { body: decision, principal: 'bert' },
  );
  const erased = await of('mayer', 'POST', 'erasure', {});
  expect(erased.body).toMatchObject({
    state: 'done',
    by: 'anna',
    deleted: { checks: 1, declined: 1, cases: 1, limits: 1 },
  });
  expect((await of('mayer', 'GET', 'personal-data')).body).toMatchObject({
    checks: [],
    cases: [],
    limits: [],
  });
  expect((await of('mayer', 'POST', 'erasure', {})).status).toBe(404);
  const { body } = await credit.call('GET', '/credit-erasures');
  expect(JSON.stringify(body)).not.toContain('mayer');
  const left = JSON.stringify(await imageOf(credit.testTable));
  for (const words of [statement, 'lost the job', 'rang twice']) expect(left).not.toContain(words);
});
