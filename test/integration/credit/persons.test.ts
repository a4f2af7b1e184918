import { beforeAll, expect, it } from 'vitest';
import { NO_EXPOSURE } from '../../../functions/credit/domain/components.ts';
import { packRows, unpackRows } from '../../../functions/credit/domain/portfolio/pack-rows.ts';
import { NOTHING_OPEN } from '../../../functions/credit/domain/portfolio/portfolio-row.ts';
import { packJson } from '../../../functions/credit/domain/valuation/packed-json.ts';
import {
  CreditRatingRequestRow,
  CreditSnapshotPart,
  CreditSnapshotRow,
  CreditValuationPart,
  CreditValuationRow,
  InsuranceClockRow,
  InsuranceReportRow,
} from '../../../functions/credit/table.ts';
import { put } from '../../../shared/table/writes.ts';
import { type CreditApi, ORDER, openCreditApi } from '../../support/credit-api.ts';
import { imageOf } from '../../support/table-image.ts';

let credit: CreditApi;

beforeAll(async () => {
  credit = await openCreditApi();
});

const company = 'acme';
const AT = '2026-06-01T23:45:00.000Z';

/** What stands beside the customer's own items: kept of all customers together, or told to others. */
async function leaveTraces(customer: string): Promise<void> {
  const row = (of: string) => ({
    customer: of, root: of, exposureMinor: 700n, components: NO_EXPOSURE, ageing: NOTHING_OPEN, oldestOverdueDays: 0,
  }); // biome-ignore format: a record
  const days = Array.from({ length: 25 }, (_, at) => `2026-05-${String(at + 1).padStart(2, '0')}`);
  const value = { treatment: 'specific', netMinor: 9n, uncoveredMinor: 9n, hgbMinor: 5n, taxMinor: 0n };
  const said = {
    specific: [{ customer, share: '0.5', lasting: true, reason: 'said he is broke' }],
    publicBodies: [],
  };
  const valuation = (id: string, state: 'booked' | 'rejected') => [
    put(CreditValuationRow, {
      company, id, asOf: '2025-12-31', state, said: packJson(said), figures: packJson({}), debtors: 1, parts: 1,
      hgb: { specificMinor: 5n, generalMinor: 0n }, approvalId: 'apr', proposedBy: 'anna', proposedAt: AT, decidedAt: AT, version: 2,
    }),
    put(CreditValuationPart, { company, id, part: 1, content: packJson([{ customer, ...value }]) }),
  ]; // biome-ignore format: records
  await credit.table.transact([
    ...days.flatMap((day) => [
      put(CreditSnapshotRow, { company, day, state: 'done', parts: 1, customers: 2, beganAt: AT, version: 2 }),
      put(CreditSnapshotPart, { company, day, part: 1, content: packRows([row('k-0'), row(customer)]) }),
    ]),
    ...valuation('val_1', 'booked'),
    ...valuation('val_2', 'rejected'),
    put(CreditRatingRequestRow, {
      company, id: 'rrq_1', month: '2026-06', agency: 'best', customer, at: AT, by: 'anna', outcome: 'failed', detail: 'no such person',
      priceMinor: 100n, milliseconds: 5,
    }),
    put(InsuranceReportRow, {
      company, customer, itemId: 'i-1', reportId: 'r-1', policy: 'p', on: '2019-06-01', dueOn: '2019-06-01', reference: 'rang him', at: AT, by: 'anna',
    }),
    put(InsuranceClockRow, {
      company, customer, policy: 'p', state: 'covered', isWarning: false, because: [], isSelfChecked: false, on: '2026-06-01', version: 1,
    }),
  ]); // biome-ignore format: records
}

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

  await leaveTraces('mayer');
  const told = (await of('mayer', 'GET', 'personal-data')).body;
  expect(told).toMatchObject({
    profile: { person: 'natural', limit: '100.00', blocks: [{ code: 'HOLD', note: 'rang twice' }] },
    checks: [{ id: 'o-1', amount: '10.00', content: { facts: { blocks: ['HOLD'], limit: '100.00' } } }],
    cases: [{ kind: 'review', notes: [{ text: statement }] }],
    limits: [{ reason: 'lost the job' }],
    insuranceReports: [{ reference: 'rang him' }],
    ratingRequests: [{ detail: 'no such person', price: '1.00' }],
    valuations: [
      { said: [{ reason: 'said he is broke' }], values: [{ hgb: '0.05' }] },
      { state: 'rejected' },
    ],
  });
  const pages: { snapshots: unknown[] }[] = [];
  for (let cursor = told.next; cursor !== undefined; ) {
    const page = await credit.call(
      'GET',
      '/credit/{customerId}/personal-data',
      { customerId: 'mayer' },
      { query: { cursor } },
    );
    pages.push(page.body);
    cursor = page.body.next;
  }
  expect(pages.map(({ snapshots }) => snapshots.length)).toEqual([20, 5]);
  expect(pages[0]?.snapshots[0]).toMatchObject({ day: '2026-05-01', exposure: '7.00' });

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
    deleted: { checks: 1, declined: 1, cases: 1, limits: 1, insuranceReports: 1 },
    pseudonymized: { snapshots: 25, valuations: 1, ratingRequests: 1 },
    kept: [{ what: 'valuations', count: 1, until: '2036-12-31' }, { what: 'changes' }, { what: 'screening' }],
  });
  expect((await of('mayer', 'GET', 'personal-data')).body).toMatchObject({
    checks: [],
    cases: [],
    limits: [],
    insuranceReports: [],
    ratingRequests: [],
    valuations: [{ valuationId: 'val_1', state: 'booked' }],
  });
  // What stays of figures is somebody's, and nobody can tell whose.
  const part = await credit.table.get(CreditSnapshotPart, { company, day: '2026-05-25', part: 1 });
  expect(unpackRows(part?.content ?? new Uint8Array()).map(({ customer }) => customer)).toEqual([
    'k-0',
    erased.body.erasureId,
  ]);
  const request = await credit.table.get(CreditRatingRequestRow, { company, month: '2026-06', id: 'rrq_1' });
  expect(request).toMatchObject({ customer: erased.body.erasureId, priceMinor: 100n, outcome: 'failed' });
  expect(request?.detail).toBeUndefined();
  expect((await of('mayer', 'POST', 'erasure', {})).status).toBe(404);
  const { body } = await credit.call('GET', '/credit-erasures');
  expect(JSON.stringify(body)).not.toContain('mayer');
  const left = JSON.stringify(await imageOf(credit.testTable));
  for (const words of [statement, 'lost the job', 'rang twice', 'rang him', 'no such person'])
    expect(left).not.toContain(words);
});
