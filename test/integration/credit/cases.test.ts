import { beforeAll, describe, expect, it } from 'vitest';
import { type Cases, composeCases } from '../../../functions/credit/compose-cases.ts';
import { caseEvents } from '../../../functions/credit/handlers/case-events.ts';
import { expireCases } from '../../../functions/credit/usecases/cases/end-case.ts';
import { addMember, type CreditApi, ORDER, openCreditApi, TODAY } from '../../support/credit-api.ts';

let credit: CreditApi;
let cases: Cases;

beforeAll(async () => {
  credit = await openCreditApi();
  cases = composeCases(credit.table);
  await addMember(credit, 'carla', ['credit-controller']);
  await addMember(credit, 'shop', ['connector']);
});

interface More {
  readonly principal?: string;
  readonly etag?: string | undefined;
  readonly headers?: Record<string, string>;
}
const check = (body: Record<string, unknown>) =>
  credit.call('POST', '/credit-checks', {}, { body: { ...ORDER, ...body }, principal: 'shop' });
const onCase = (caseId: string, what: string, body: unknown, { principal = 'anna', etag, headers }: More = {}) =>
  credit.call('POST', `/credit-cases/{caseId}/${what}`, { caseId }, {
    body,
    principal,
    headers: { ...headers, ...(etag === undefined ? {} : { 'if-match': etag }) },
  }); // biome-ignore format: a call
const read = (caseId: string, principal = 'anna') =>
  credit.call('GET', '/credit-cases/{caseId}', { caseId }, { principal });
const exposureOf = async (customerId: string) =>
  (await credit.call('GET', '/credit/{customerId}', { customerId })).body.exposure;

/** What the queue brings when a check was decided. */
async function hear(customerId: string, id: string, decision = 'referred') {
  const payload = {
    checkId: `${customerId}~${id}`, id, customerId, reference: 'A-1', decision: decision as 'referred', reasons: [],
  }; // biome-ignore format: a record
  const message = {
    id: 'evt',
    type: 'credit.check-decided' as const,
    companyId: 'acme',
    payload,
    attempt: 1,
  };
  return caseEvents(cases)([message, message], TODAY);
}

/** A customer without a limit, whose order is referred, with its case. */
async function referred(customerId: string, amount = '10.00', limitMinor?: bigint) {
  await credit.openCustomer(customerId, limitMinor);
  await check({ customerId, id: 'o', amount });
  await hear(customerId, 'o');
  return `${customerId}~o`;
}

const recommend = (caseId: string, principal = 'carla') =>
  onCase(caseId, 'recommendation', { recommendation: 'release', reason: 'Paid so far' }, { principal });
const release = async (caseId: string, more: More & { body?: object } = {}) =>
  onCase(
    caseId,
    'decision',
    { decision: 'released', reason: 'A guarantee', ...more.body },
    { etag: (await read(caseId)).headers.etag, ...more },
  );

describe('a referred order', () => {
  it('becomes a case, is recommended, released by another, and its reservation counts like any other', async () => {
    const caseId = await referred('k-1', '60.00');
    const listed = await credit.call('GET', '/credit-cases');
    expect(listed.body.items).toEqual([
      expect.objectContaining({ caseId, amount: '60.00', reasons: ['NO_LIMIT'], ageDays: 0, state: 'open' }),
    ]);
    expect((await release(caseId)).body.type).toBe('/problems/credit.case-not-recommended');
    expect((await recommend(caseId)).body.state).toBe('recommended');
    expect((await release(caseId, { principal: 'carla' })).body.type).toBe('/problems/credit.case-four-eyes');
    const released = await release(caseId);
    expect(released.body).toMatchObject({
      state: 'released',
      reservationId: caseId,
      ended: { by: 'anna', overridden: ['NO_LIMIT'] },
    });
    expect(await exposureOf('k-1')).toMatchObject({ reserved: '60.00', total: '60.00' });
    const seen = await credit.call(
      'GET',
      '/credit-checks/{checkId}',
      { checkId: caseId },
      { principal: 'shop' },
    );
    expect(seen.body).toMatchObject({
      decision: 'referred',
      case: { state: 'released', reservationId: caseId },
      reservation: { state: 'RESERVED', reserved: '60.00' },
    });
    const changes = await credit.call(
      'GET',
      '/changes',
      {},
      { query: { subject: 'credit/k-1', limit: '1' } },
    );
    expect([changes.status, JSON.stringify(changes.body).includes('guarantee')]).toEqual([200, false]);
  });
});

const types = (answers: readonly { status: number; body: { type?: string } }[]) =>
  answers.map(({ status, body }) => body.type ?? `${status}`).sort();

describe('two at once', () => {
  it('release or withdraw one order: one wins, the others hear that it has ended', async () => {
    const caseId = await referred('k-2', '10.00');
    await recommend(caseId);
    const { etag } = (await read(caseId)).headers;
    const answers = await Promise.all([
      release(caseId, { etag }),
      release(caseId, { etag, principal: 'bert' }),
      onCase(caseId, 'withdrawal', {}, { principal: 'shop' }),
    ]);
    const ended = '/problems/credit.case-ended';
    expect(types(answers)).toEqual([ended, ended, '200']);
    const { state } = (await read(caseId)).body;
    expect(await exposureOf('k-2')).toMatchObject({ reserved: state === 'released' ? '10.00' : '0.00' });
    const late = await release(caseId);
    expect([late.status, late.body.type]).toEqual([409, '/problems/credit.case-ended']);
  });
});

describe('an override', () => {
  it('says what has come since, waits until that is confirmed, and leaves a trace of it', async () => {
    await credit.openCustomer('k-3', 5_000n);
    const declined = await check({ customerId: 'k-3', id: 'o', amount: '60.00' });
    expect(declined.body.decision).toBe('declined');
    await hear('k-3', 'o', 'declined');
    expect((await read('k-3~o')).status).toBe(404);
    const ask = { checkId: 'k-3~o', reason: 'Paid this morning' };
    const opened = await credit.call('POST', '/credit-cases', {}, { body: ask, principal: 'carla' });
    expect([opened.status, opened.body]).toEqual([
      201,
      expect.objectContaining({ kind: 'override', state: 'open' }),
    ]);
    await recommend('k-3~o', 'bert');
    const { headers } = await credit.call('GET', '/credit/{customerId}', { customerId: 'k-3' });
    const block = { blocks: [{ code: 'FRAUD' }] };
    const etag = { 'if-match': headers.etag ?? '' };
    await credit.call('PUT', '/credit/{customerId}', { customerId: 'k-3' }, { body: block, headers: etag });
    const asked = await release('k-3~o', { principal: 'carla' });
    expect(asked.body.type).toBe('/problems/credit.case-four-eyes');
    const warned = await release('k-3~o');
    expect([warned.status, warned.body.type]).toEqual([409, '/problems/credit.case-changed']);
    const codes = warned.body.newReasons.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(expect.arrayContaining(['BLOCK:FRAUD']));
    expect((await read('k-3~o')).body.now.standing).toBe(warned.body.standing);
    const released = await release('k-3~o', { body: { confirm: warned.body.standing } });
    expect(released.body).toMatchObject({
      ended: { overridden: ['LIMIT_EXCEEDED', 'BLOCKED'], confirmed: codes },
    });
    expect(await exposureOf('k-3')).toMatchObject({ limit: '50.00', reserved: '60.00', available: '-10.00' });
    const changes = await credit.call('GET', '/changes', {}, { query: { subject: 'credit/k-3' } });
    const trace = changes.body.items.find(
      ({ action }: { action: string }) => action === 'credit.case-released',
    );
    expect(trace).toMatchObject({
      principal: 'anna',
      before: { checkId: 'k-3~o', state: 'recommended' },
      after: { overridden: 'LIMIT_EXCEEDED BLOCKED', amountMinor: '6000', limitMinor: '5000' },
    });
    expect(JSON.stringify(trace)).not.toContain('guarantee');
  });

  it('is no way around the limit by closing, ordering and asking again, nor in slices around a tier', async () => {
    const settings = await credit.call('GET', '/credit-case-settings');
    const tiers = [{ upTo: '100.00', roles: ['credit-controller'] }, { roles: ['admin'] }];
    const body = { tiers, checklist: [{ id: 'seen', text: 'Accounts seen', required: true }] };
    const headers = { 'if-match': settings.headers.etag ?? '' };
    expect((await credit.call('PUT', '/credit-case-settings', {}, { body, headers })).status).toBe(200);
    await addMember(credit, 'dora', ['credit-controller']);
    await credit.openCustomer('k-4', 1_000n);
    const slice = async (id: string) => {
      await check({ customerId: 'k-4', id, amount: '60.00', reference: id });
      const ask = { checkId: `k-4~${id}`, reason: 'Please' };
      await credit.call('POST', '/credit-cases', {}, { body: ask, principal: 'shop' });
      await recommend(`k-4~${id}`, 'dora');
      const missing = await release(`k-4~${id}`, { principal: 'carla' });
      expect(missing.body.type).toBe('/problems/credit.checklist-open');
      const { etag } = (await read(`k-4~${id}`)).headers;
      const more = { body: { checklist: { seen: 'done' } }, headers: { 'if-match': etag ?? '' } };
      await credit.call('PATCH', '/credit-cases/{caseId}', { caseId: `k-4~${id}` }, more);
      return release(`k-4~${id}`, { principal: 'carla' });
    };
    expect((await slice('s-1')).body.state).toBe('released');
    expect((await slice('s-2')).body.type).toBe('/problems/credit.not-in-tier');
    // What was released counts: the order after it is measured by what is left, and closing the first frees its own only.
    expect((await check({ customerId: 'k-4', id: 'again', amount: '0.01' })).body.decision).toBe('declined');
    const params = { reservationId: 'k-4~s-1' };
    const close = () =>
      credit.call('POST', '/credit-reservations/{reservationId}/release', params, {
        body: {},
        principal: 'shop',
      });
    expect((await close()).body.state).toBe('RELEASED');
    expect((await close()).status).toBe(409);
    expect((await release('k-4~s-1')).body.type).toBe('/problems/credit.case-ended');
    const reopened = await check({ customerId: 'k-4', id: 's-1', amount: '60.00', reference: 's-1' });
    expect([reopened.body.decision, (await exposureOf('k-4')).reserved]).toEqual(['declined', '0.00']);
  });
});

describe('an order that was changed', () => {
  it('has its change released into the reservation that it has, the last wish only', async () => {
    await credit.openCustomer('k-5', 10_000n);
    await check({ customerId: 'k-5', id: 'o', amount: '50.00' });
    const amend = (id: string, amount: string) =>
      credit.call('POST', '/credit-reservations/{reservationId}/amendment', { reservationId: 'k-5~o' }, {
        body: { id, amount }, principal: 'shop',
      }); // biome-ignore format: a call
    const bring = async (id: string, amount: string) => {
      expect((await amend(id, amount)).body.decision).toBe('declined');
      const ask = { checkId: `k-5~${id}`, reason: 'More' };
      await credit.call('POST', '/credit-cases', {}, { body: ask, principal: 'shop' });
      await recommend(`k-5~${id}`);
      const { etag } = (await read(`k-5~${id}`)).headers;
      const more = { body: { checklist: { seen: 'not-applicable' } }, headers: { 'if-match': etag ?? '' } };
      await credit.call('PATCH', '/credit-cases/{caseId}', { caseId: `k-5~${id}` }, more);
    };
    await bring('a-1', '200.00');
    credit.clock.now = new Date(TODAY.getTime() + 1_000);
    await bring('a-2', '150.00');
    const released = await release('k-5~a-2');
    expect(released.body).toMatchObject({ state: 'released', reservationId: 'k-5~o' });
    expect(await exposureOf('k-5')).toMatchObject({
      reserved: '150.00',
      total: '150.00',
      available: '-50.00',
    });
    expect((await release('k-5~a-1')).body.type).toBe('/problems/credit.not-releasable');
    credit.clock.now = TODAY;
  });
});

describe('the list of cases', () => {
  it('is by day of resubmission, by assignee, by customer; what nobody waits for leaves it', async () => {
    const caseId = await referred('k-6');
    const { etag } = (await read(caseId)).headers;
    const body = { assignee: 'carla', resubmitOn: '2026-06-20' };
    await credit.call(
      'PATCH',
      '/credit-cases/{caseId}',
      { caseId },
      { body, headers: { 'if-match': etag ?? '' } },
    );
    const list = async (query: Record<string, string>) =>
      (await credit.call('GET', '/credit-cases', {}, { query })).body.items.map(
        (one: { caseId: string }) => one.caseId,
      );
    expect(await list({ resubmitUntil: '2026-06-19' })).toEqual([]);
    expect(await list({ resubmitUntil: '2026-06-20', assignee: 'carla' })).toEqual([caseId]);
    expect(await list({ assignee: 'bert' })).toEqual([]);
    expect((await read(caseId, 'shop')).status).toBe(403);
    const later = new Date('2026-07-15T00:00:00.000Z');
    expect(await expireCases(cases, 'acme', later)).toBeGreaterThan(0);
    expect(await list({ resubmitUntil: '2026-06-20' })).toEqual([]);
    expect(await list({ customerId: 'k-6' })).toEqual([caseId]);
    const review = { statement: 'I have paid every bill.' };
    const asked = await credit.call(
      'POST',
      '/credit-checks/{checkId}/review',
      { checkId: caseId },
      { body: review },
    );
    expect(asked.body).toMatchObject({ kind: 'review', state: 'open' });
    expect(await expireCases(cases, 'acme', new Date('2030-01-01T00:00:00.000Z'))).toBe(0);
  });
});
