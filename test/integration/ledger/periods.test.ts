import { beforeAll, expect, test } from 'vitest';
import { reopeningBindings } from '../../../functions/ledger/handlers/reopenings.ts';
import { yearBindings } from '../../../functions/ledger/handlers/years.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { type LedgerApi, openLedgerApi, simpleEntry } from '../../support/ledger-api.ts';

let api: LedgerApi;

beforeAll(async () => {
  api = await openLedgerApi((ledger) => [
    ...yearBindings(ledger, newId),
    ...reopeningBindings(ledger, newId),
  ]);
});

const YEAR = '/companies/{companyId}/fiscal-years/{fiscalYear}';
const yearOf = (companyId: string) => ({ companyId, fiscalYear: '2026' });
const close = (companyId: string, period: number, body?: unknown, headers: Record<string, string> = {}) =>
  api.call('POST', `${YEAR}/periods/{period}/closing`, {
    params: { ...yearOf(companyId), period: String(period) },
    headers,
    ...(body === undefined ? {} : { body }),
  });
const reopen = (companyId: string, period: number) =>
  api.call('POST', `${YEAR}/periods/{period}/reopenings`, {
    params: { ...yearOf(companyId), period: String(period) },
    body: { reason: 'A late invoice' },
  });
const decide = (companyId: string, reopeningId: string, decision: string, principal: string) =>
  api.call('POST', '/companies/{companyId}/reopenings/{reopeningId}/approval', {
    params: { companyId, reopeningId },
    body: { decision },
    principal,
  });
const sale = (day: string) => simpleEntry(day, '1200', '8400', 11_900n);

async function companyWithYear(companyId: string): Promise<void> {
  await api.createCompany(companyId);
  await api.post(companyId, sale('2026-01-10'));
}

test('months are closed in order, and a closed month takes no entry', async () => {
  await api.createCompany('order');
  expect((await close('order', 1)).status).toBe(404);
  await api.post('order', sale('2026-01-10'));
  const tooEarly = await close('order', 3);
  expect(tooEarly).toMatchObject({
    status: 422,
    body: { type: '/problems/ledger.period-order', openPeriods: [1, 2] },
  });
  const key = { 'idempotency-key': 'close-january' };
  const closed = await close('order', 1, undefined, key);
  expect(closed.body.periods[1]).toEqual({
    period: 1,
    from: '2026-01-01',
    to: '2026-01-31',
    state: 'closed',
  });
  expect((await close('order', 1, undefined, key)).headers['idempotency-hit']).toBe('true');
  expect((await close('order', 1)).status).toBe(409);
  expect((await close('order', 3, { includingEarlier: true })).status).toBe(200);
  expect(await api.post('order', sale('2026-02-10'), sale('2026-04-01'))).toMatchObject([
    { status: 'refused', problem: { code: 'ledger.closed-period' } },
    { status: 'posted' },
  ]);
  const { body } = await api.call('GET', YEAR, { params: yearOf('order') });
  expect(body).toMatchObject({ entries: 2, closed: false, from: '2026-01-01', to: '2026-12-31' });
  const { body: years } = await api.call('GET', '/companies/{companyId}/fiscal-years', {
    params: { companyId: 'order' },
  });
  expect(years.items).toEqual([body]);
});

test('reopening takes two people, and leaves a trace', async () => {
  await companyWithYear('eyes');
  expect((await reopen('eyes', 1)).status).toBe(409);
  await close('eyes', 1);
  const asked = await reopen('eyes', 1);
  expect(asked).toMatchObject({ status: 201, body: { state: 'requested', fiscalYear: 2026, period: 1 } });
  expect((await decide('eyes', asked.body.id, 'approved', 'anna')).status).toBe(403);
  expect(await api.post('eyes', sale('2026-01-11'))).toMatchObject([{ status: 'refused' }]);
  const rejected = (await reopen('eyes', 1)).body.id;
  expect((await decide('eyes', rejected, 'rejected', 'bert')).body.state).toBe('rejected');
  expect((await decide('eyes', asked.body.id, 'approved', 'bert')).body).toMatchObject({
    state: 'approved',
    decidedBy: 'bert',
  });
  expect(await api.post('eyes', sale('2026-01-11'))).toMatchObject([{ status: 'posted' }]);
  expect((await decide('eyes', asked.body.id, 'approved', 'bert')).status).toBe(409);
  expect((await decide('eyes', newId('apr'), 'approved', 'bert')).status).toBe(404);
  const { body: reopenings } = await api.call('GET', '/companies/{companyId}/reopenings', {
    params: { companyId: 'eyes' },
  });
  expect(reopenings.items.map(({ state }: { state: string }) => state)).toEqual(['approved', 'rejected']);
  const { body: changes } = await api.call('GET', '/companies/{companyId}/changes', {
    params: { companyId: 'eyes' },
    query: { subject: 'periods/2026/1' },
  });
  const actions = changes.items.map(({ action }: { action: string }) => action).sort();
  expect(actions).toEqual(
    [
      'ledger.period-closed',
      'ledger.period-reopened',
      'ledger.reopening-approved',
      'ledger.reopening-rejected',
      'ledger.reopening-requested',
      'ledger.reopening-requested',
    ].sort(),
  );
});

test('of two deciders at once one decides', async () => {
  await companyWithYear('deciders');
  await close('deciders', 1);
  const { id } = (await reopen('deciders', 1)).body;
  const answers = await Promise.all([
    decide('deciders', id, 'approved', 'bert'),
    decide('deciders', id, 'rejected', 'bert'),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { body } = await api.call('GET', '/companies/{companyId}/reopenings/{reopeningId}', {
    params: { companyId: 'deciders', reopeningId: id },
  });
  const head = await api.ledger.reader.loadHead('deciders', 2026);
  expect(head?.periods[1]).toBe(body.state === 'approved' ? 'open' : 'closed');
});

test('nothing slips into a period once its closing has been answered', async () => {
  await companyWithYear('slip');
  let isClosed = false;
  const writers = Array.from({ length: 4 }, async () => {
    for (let round = 0; round < 6; round += 1) {
      const late = isClosed;
      const [result] = await api.post('slip', sale('2026-01-20'));
      if (late) expect(result?.status).toBe('refused');
    }
  });
  const answer = await close('slip', 1);
  isClosed = true;
  expect(answer.status).toBe(200);
  const atClosing = await api.ledger.reader.loadHead('slip', 2026);
  await Promise.all(writers);
  const atEnd = await api.ledger.reader.loadHead('slip', 2026);
  expect(atEnd?.nextNumber).toBe(atClosing?.nextNumber);
});
