import { beforeAll, describe, expect, it } from 'vitest';
import { CreditProfileRow } from '../../../functions/credit/table.ts';
import { ChangeRecord } from '../../../shared/changes.ts';
import { put } from '../../../shared/table/writes.ts';
import { addMember, type CreditApi, ORDER, openCreditApi, TODAY } from '../../support/credit-api.ts';

let credit: CreditApi;

beforeAll(async () => {
  credit = await openCreditApi();
  await addMember(credit, 'carla', ['credit-controller']);
});

const ask = (body: Record<string, unknown>, principal = 'anna') =>
  credit.call('POST', '/credit-limits', {}, { body: { reason: 'Annual accounts', ...body }, principal });
const approve = (limitId: string, principal: string, body: unknown = {}) =>
  credit.call('POST', '/credit-limits/{limitId}/approval', { limitId }, { body, principal });
const profile = async (customerId: string) =>
  (await credit.call('GET', '/credit/{customerId}', { customerId })).body;
const check = async (body: Record<string, unknown>) =>
  (await credit.call('POST', '/credit-checks', {}, { body: { ...ORDER, ...body } })).body;

it('a shop sees its orders, and neither customers nor reports', async () => {
  await addMember(credit, 'shop', ['connector']);
  await credit.openCustomer('k-0', 100_000n);
  const asked = { ...ORDER, customerId: 'k-0', id: 'o-1' };
  const { reservationId } = await check(asked);
  const principal = 'shop';
  const reservation = '/credit-reservations/{reservationId}';
  const own = await credit.call('GET', reservation, { reservationId }, { principal });
  expect([own.status, own.body.state]).toEqual([200, 'RESERVED']);
  for (const path of ['/credit', '/credit/{customerId}', '/credit/{customerId}/checks', '/credit-settings']) {
    const refused = await credit.call('GET', path, { customerId: 'k-0' }, { principal });
    expect([path, refused.status, refused.body.type]).toEqual([path, 403, '/problems/platform.forbidden']);
  }
});

describe('a limit', () => {
  it('is asked for by one and approved by another, within the tiers, and has a history', async () => {
    await credit.openCustomer('k-1', undefined, { riskClass: 'C' });
    const settings = await credit.call('GET', '/credit-settings');
    const tiers = [{ upTo: '1000.00', roles: ['credit-controller'] }, { roles: ['admin'] }];
    const headers = { 'if-match': settings.headers.etag ?? '' };
    const put = await credit.call('PUT', '/credit-settings', {}, { body: { tiers }, headers });
    expect(put.body.tiers).toEqual(tiers);
    const asked = await ask({ customerId: 'k-1', limit: '1000.00' });
    expect([asked.status, asked.body.state]).toEqual([201, 'requested']);
    expect((await check({})).reasons[0].code).toBe('NO_LIMIT');
    const { limitId } = asked.body;
    const own = await approve(limitId, 'anna');
    expect([own.status, own.body.type]).toEqual([403, '/problems/platform.four-eyes']);
    const wrong = await approve(limitId, 'bert');
    expect([wrong.status, wrong.body.type]).toEqual([403, '/problems/credit.not-in-tier']);
    expect((await approve(limitId, 'carla')).body).toMatchObject({ state: 'approved', decidedBy: 'carla' });
    expect((await approve(limitId, 'carla')).body.type).toBe('/problems/platform.already-decided');
    const more = await ask({ customerId: 'k-1', limit: '1000.01' });
    expect((await approve(more.body.limitId, 'carla')).body.type).toBe('/problems/credit.not-in-tier');
    expect((await approve(more.body.limitId, 'bert', { decision: 'rejected' })).body.state).toBe('rejected');
    expect(await profile('k-1')).toMatchObject({ limit: '1000.00', reviewOn: '2026-12-15' });
    const history = await credit.call('GET', '/credit/{customerId}/limits', { customerId: 'k-1' });
    expect(history.body.items.map(({ limit, state }: Record<string, string>) => [limit, state])).toEqual([
      ['1000.01', 'rejected'],
      ['1000.00', 'approved'],
    ]);
    const due = await credit.call('GET', '/credit', {}, { query: { reviewUntil: '2026-12-15' } });
    expect(due.body.items).toMatchObject([{ customerId: 'k-1', limit: '1000.00' }]);
  });

  it('below present use needs a second word, and says what follows', async () => {
    await credit.openCustomer('k-2', 100_000n);
    await check({ customerId: 'k-2', amount: '600.00' });
    const refused = await ask({ customerId: 'k-2', limit: '500.00' });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/credit.limit-below-use']);
    expect(refused.body).toMatchObject({ used: '600.00', exceededBy: '100.00' });
    expect(refused.body.consequences).toHaveLength(2);
    const asked = await ask({ customerId: 'k-2', limit: '500.00', confirmBelowUse: true });
    expect((await approve(asked.body.limitId, 'carla')).status).toBe(200);
    expect((await check({ customerId: 'k-2', amount: '0.01' })).reasons[0].code).toBe('LIMIT_EXCEEDED');
    // Approved before the use grew: the second word is asked for at the approval.
    await credit.openCustomer('k-3', 100_000n);
    const early = await ask({ customerId: 'k-3', limit: '500.00' });
    await check({ customerId: 'k-3', amount: '600.00' });
    expect((await approve(early.body.limitId, 'carla')).status).toBe(409);
    expect((await approve(early.body.limitId, 'carla', { confirmBelowUse: true })).status).toBe(200);
  });

  it('for a time ends by itself, and taken away is none and not zero', async () => {
    await credit.openCustomer('k-4', 10_000n);
    const asked = await ask({ customerId: 'k-4', limit: '900.00', until: '2026-06-20' });
    await approve(asked.body.limitId, 'carla');
    expect(await profile('k-4')).toMatchObject({
      limit: '900.00',
      temporaryLimit: { limit: '900.00', until: '2026-06-20', afterwards: '100.00' },
    });
    expect((await check({ customerId: 'k-4', amount: '300.00' })).decision).toBe('approved');
    credit.clock.now = new Date('2026-06-21T08:00:00.000Z');
    expect((await check({ customerId: 'k-4', amount: '0.01' })).exposure).toMatchObject({
      limit: '100.00',
      available: '-200.00',
    });
    credit.clock.now = TODAY;
    const none = await ask({ customerId: 'k-4', limit: null });
    await approve(none.body.limitId, 'carla');
    expect((await profile('k-4')).limit).toBeUndefined();
    expect((await check({ customerId: 'k-4' })).decision).toBe('referred');
  });
});

describe('what the policy proposes', () => {
  it('changes a profile once somebody else has accepted it, class, score and limit at once, and leaves a trace', async () => {
    const who = { customerId: 'k-20' };
    const proposal = '/credit-proposals/{customerId}';
    await credit.openCustomer('k-20', 100_000n, { riskClass: 'C', customerSince: '2020-01-01' });
    const { body } = await credit.call('GET', proposal, who);
    expect(body).toMatchObject({
      policyVersion: 1,
      current: { riskClass: 'C', score: null, limit: '1000.00' },
      proposed: { riskClass: 'B', score: 85, limit: '25000.00' },
      differs: true,
    });
    expect(body.because.at(-1)).toContain('class B');
    const listed = await credit.call('GET', '/credit-proposals');
    expect(listed.body.items.map((one: { customerId: string }) => one.customerId)).toContain('k-20');
    const take = { body: { reason: 'Yearly review' } };
    const asked = await credit.call('POST', proposal, who, take);
    expect(asked.body).toMatchObject({
      state: 'requested',
      limit: '25000.00',
      proposed: { riskClass: 'B', score: 85, policyVersion: 1 },
    });
    expect(await profile('k-20')).toMatchObject({ riskClass: 'C', limit: '1000.00' });
    const { limitId } = asked.body;
    expect((await approve(limitId, 'anna')).body.type).toBe('/problems/platform.four-eyes');
    expect((await approve(limitId, 'carla')).body.type).toBe('/problems/credit.not-in-tier');
    expect((await approve(limitId, 'bert')).status).toBe(200);
    // A year of class B, not half of one of class C.
    const after = { riskClass: 'B', score: 85, limit: '25000.00', reviewOn: '2027-06-15' };
    expect(await profile('k-20')).toMatchObject(after);
    expect((await credit.call('GET', proposal, who)).body.differs).toBe(false);
    const spec = { pk: 'C#acme#CHANGES#credit/k-20', index: 'gsi1' as const };
    const changes = await Array.fromAsync(credit.table.queryAll(ChangeRecord, spec));
    expect(changes.find(({ action }) => action === 'credit.limit-approved')).toMatchObject({
      before: { limitMinor: '100000', riskClass: 'C', score: 'none' },
      after: { limitMinor: '2500000', riskClass: 'B', score: 85, policy: 1 },
    });
  });

  it('is no guess, and below present use as much a limit as any other', async () => {
    const weak = { customerId: 'k-21' };
    await credit.openCustomer('k-21', 100_000n);
    await check({ customerId: 'k-21', amount: '600.00' });
    const seen = await credit.credit.reader.loadProfile('acme', 'k-21');
    if (!seen) throw new Error('no profile');
    const ratings = [{ agency: 'creditreform', rating: '350', on: '2026-06-01' }];
    await credit.table.write(put(CreditProfileRow, { ...seen, ratings, customerSince: '2026-06-01' }));
    const take = (body: object) => credit.call('POST', '/credit-proposals/{customerId}', weak, { body });
    const refused = await take({ reason: 'Rating' });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/credit.nothing-proposed']);
    await credit.table.write(
      put(CreditProfileRow, {
        ...seen,
        ratings: [{ agency: 'creditreform', rating: '600', on: '2026-06-01' }],
      }),
    );
    const below = await take({ reason: 'Rating' });
    expect([below.status, below.body.type]).toEqual([409, '/problems/credit.limit-below-use']);
    const asked = await take({ reason: 'Rating', confirmBelowUse: true });
    expect(asked.body).toMatchObject({ limit: '0.00', proposed: { riskClass: 'E' } });
  });
});

describe('a profile', () => {
  it('blocks at once, and the trace says who', async () => {
    await credit.openCustomer('k-5', 10_000n);
    const { headers } = await credit.call('GET', '/credit/{customerId}', { customerId: 'k-5' });
    const body = { blocks: [{ code: 'CREDIT_HOLD' }] };
    const more = { body, headers: { 'if-match': headers.etag ?? '' } };
    const put = await credit.call('PUT', '/credit/{customerId}', { customerId: 'k-5' }, more);
    expect(put.body).toMatchObject({
      limit: '100.00',
      blocks: [{ code: 'CREDIT_HOLD', by: 'anna', since: '2026-06-15' }],
    });
    expect((await check({ customerId: 'k-5' })).reasons[0].code).toBe('BLOCKED');
    const stale = await credit.call('PUT', '/credit/{customerId}', { customerId: 'k-5' }, more);
    expect(stale.status).toBe(412);
  });

  it('moves into a group and out again with what it has reserved', async () => {
    await credit.openCustomer('head', 10_000n);
    await credit.openCustomer('moving', 5_000n);
    await check({ customerId: 'moving', amount: '30.00' });
    const put = async (body: unknown) => {
      const { headers } = await credit.call('GET', '/credit/{customerId}', { customerId: 'moving' });
      const more = { body, headers: { 'if-match': headers.etag ?? '' } };
      return credit.call('PUT', '/credit/{customerId}', { customerId: 'moving' }, more);
    };
    expect((await put({ parent: 'head' })).body).toMatchObject({
      parent: 'head',
      limit: '50.00',
      exposure: { total: '30.00', group: { limit: '100.00', total: '30.00' } },
    });
    expect((await profile('head')).exposure.total).toBe('30.00');
    expect((await put({ parent: 'moving' })).body.type).toBe('/problems/credit.invalid-profile');
    await put({});
    expect((await profile('head')).exposure.total).toBe('0.00');
    expect((await profile('moving')).exposure).toMatchObject({
      limit: '50.00',
      total: '30.00',
      reserved: '30.00',
    });
  });

  it('in another currency than the books is refused', async () => {
    const params = { customerId: 'k-6' };
    const { status, body } = await credit.call('PUT', '/credit/{customerId}', params, {
      body: { currency: 'USD' },
    });
    expect([status, body.errors[0].pointer]).toEqual([422, '/currency']);
  });
});
