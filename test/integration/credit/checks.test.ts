import { beforeAll, describe, expect, it } from 'vitest';
import { checkCredit } from '../../../functions/credit/usecases/check-credit.ts';
import { type CreditApi, ORDER, openCreditApi, TODAY } from '../../support/credit-api.ts';
import { testDynamoDb } from '../../support/table.ts';

let credit: CreditApi;

beforeAll(async () => {
  credit = await openCreditApi();
});

const check = (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  credit.call('POST', '/credit-checks', {}, { body: { ...ORDER, ...body }, headers });
const profile = async (customerId: string) =>
  (await credit.call('GET', '/credit/{customerId}', { customerId })).body;
const on = (reservationId: string, what: string, body: unknown) =>
  credit.call('POST', `/credit-reservations/{reservationId}/${what}`, { reservationId }, { body });

describe('200 checks at the same moment', () => {
  it('get what the limit holds, and the others are told why', async () => {
    await credit.openCustomer('many', 100_000n);
    const who = { principal: { id: 'shop', kind: 'machine' as const }, now: TODAY };
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        checkCredit(
          credit.checks,
          {
            company: 'acme', customer: 'many', id: `order-${at}`, isKnownId: true, reference: `A-${at}`,
            reserve: true, amountMinor: 1_000n, currency: 'EUR',
          }, // biome-ignore format: a record
          who,
        ),
      ),
    );
    const approved = outcomes.filter(({ check: { decision } }) => decision === 'approved');
    expect(approved).toHaveLength(100);
    const others = outcomes.filter(({ check: { decision } }) => decision !== 'approved');
    expect(new Set(others.map(({ check: { reasons } }) => reasons.join()))).toEqual(
      new Set(['LIMIT_EXCEEDED']),
    );
    const { exposure } = await profile('many');
    expect(exposure).toMatchObject({
      limit: '1000.00',
      reserved: '1000.00',
      total: '1000.00',
      available: '0.00',
    });
    const counter = await credit.credit.reader.loadCounter('acme', 'many');
    // That of the one who came alone stands until its event.
    expect(Object.keys(counter?.marks ?? {}).length).toBeLessThanOrEqual(1);
  });
});

describe('a profile', () => {
  it('shows parts and total of one moment, whatever happens between two readings', async () => {
    await credit.openCustomer('torn', 10_000n);
    await check({ customerId: 'torn', id: 'o', amount: '60.00' });
    const { client, tableName } = { client: testDynamoDb(), tableName: credit.testTable.tableName };
    const reading = await openCreditApi({ client, tableName });
    let moved: Promise<unknown> = Promise.resolve();
    // Before whatever is read of it, one after the other, some more of the order is delivered.
    client.middlewareStack.add(
      (next) => async (args) => {
        if (!JSON.stringify(args.input).includes('#torn')) return next(args);
        const turn = moved.then(async () => {
          await on('torn~o', 'capture', { as: 'delivery', amount: '1.00' });
          return next(args);
        });
        moved = turn;
        return turn;
      },
      { step: 'initialize', name: 'somebodyDelivers' },
    );
    const { body } = await reading.call('GET', '/credit/{customerId}', { customerId: 'torn' });
    const { total, reserved, deliveries } = body.exposure;
    expect([total, Number(reserved) + Number(deliveries), Number(deliveries) > 0]).toEqual([
      '60.00',
      60,
      true,
    ]);
  });
});

describe('a reservation', () => {
  it('is captured in parts, released, and the limit is free again', async () => {
    await credit.openCustomer('k-1', 10_000n);
    const approved = await check({ id: 'order-1', amount: '60.00' });
    expect([approved.status, approved.body.decision, approved.body.reservationId]).toEqual([
      200,
      'approved',
      'k-1~order-1',
    ]);
    expect((await check({ id: 'order-2', amount: '50.00' })).body).toMatchObject({
      decision: 'declined',
      reasons: [{ code: 'LIMIT_EXCEEDED' }],
      exposure: { limit: '100.00', total: '60.00', available: '40.00' },
    });
    const delivered = await on('k-1~order-1', 'capture', { id: 'd-1', as: 'delivery', amount: '20.00' });
    expect(delivered.body).toMatchObject({ state: 'RESERVED', reserved: '40.00', delivered: '20.00' });
    const again = await on('k-1~order-1', 'capture', { id: 'd-1', as: 'delivery', amount: '20.00' });
    expect(again.body).toEqual(delivered.body);
    expect((await profile('k-1')).exposure).toMatchObject({
      total: '60.00',
      reserved: '40.00',
      deliveries: '20.00',
    });
    expect((await on('k-1~order-1', 'capture', { as: 'invoice', amount: '60.01' })).body.type).toBe(
      '/problems/credit.more-than-reserved',
    );
    await on('k-1~order-1', 'capture', { as: 'invoice', amount: '30.00', documentNumber: 'RE-1' });
    expect((await profile('k-1')).exposure).toMatchObject({
      total: '60.00',
      reserved: '30.00',
      deliveries: '0.00',
      unbilled: '30.00',
    });
    const released = await on('k-1~order-1', 'release', {});
    expect(released.body).toMatchObject({ state: 'CAPTURED', reserved: '0.00' });
    expect((await on('k-1~order-1', 'release', {})).status).toBe(409);
    expect((await profile('k-1')).exposure).toMatchObject({ total: '30.00', reserved: '0.00' });
  });

  it('is amended by a check of its own; a no leaves it as it was', async () => {
    await credit.openCustomer('k-2', 10_000n);
    await check({ customerId: 'k-2', id: 'o', amount: '60.00' });
    const more = await on('k-2~o', 'amendment', { id: 'o-a', amount: '100.00' });
    expect(more.body).toMatchObject({ decision: 'approved', amends: 'k-2~o', exposure: { total: '0.00' } });
    const tooMuch = await on('k-2~o', 'amendment', { id: 'o-b', amount: '100.01' });
    expect(tooMuch.body).toMatchObject({ decision: 'declined', reasons: [{ code: 'LIMIT_EXCEEDED' }] });
    expect((await on('k-2~o', 'amendment', { id: 'o-b', amount: '100.01' })).body).toEqual(tooMuch.body);
    const less = await on('k-2~o', 'amendment', { id: 'o-c', amount: '10.00' });
    expect(less.body.decision).toBe('approved');
    expect((await profile('k-2')).exposure).toMatchObject({ reserved: '10.00', total: '10.00' });
  });
});

describe('a check', () => {
  it('is answered the same for the same id, for ever, and is refused for another content', async () => {
    await credit.openCustomer('k-3', 1_000n);
    const first = await check({ customerId: 'k-3', id: 'same' });
    const again = await check({ customerId: 'k-3', id: 'same' });
    expect([again.body, again.headers['idempotency-hit']]).toEqual([first.body, 'true']);
    expect((await profile('k-3')).exposure.reserved).toBe('10.00');
    const other = await check({ customerId: 'k-3', id: 'same', amount: '9.00' });
    expect([other.status, other.body.type]).toEqual([409, '/problems/credit.id-reused']);
  });

  it('under an Idempotency-Key is one check', async () => {
    await credit.openCustomer('k-4', 1_000n);
    const body = { customerId: 'k-4', amount: '4.00' };
    const first = await check(body, { 'idempotency-key': 'key-1' });
    const again = await check(body, { 'idempotency-key': 'key-1' });
    expect(again.body).toEqual(first.body);
    expect((await profile('k-4')).exposure.reserved).toBe('4.00');
  });

  it('tells none from zero, and asks a person where there is no limit', async () => {
    await credit.openCustomer('none', undefined);
    await credit.openCustomer('zero', 0n);
    const of = async (customerId: string) => {
      const { decision, reasons } = (await check({ customerId, amount: '0.01' })).body;
      return [decision, ...reasons.map(({ code }: { code: string }) => code)];
    };
    expect(await of('none')).toEqual(['referred', 'NO_LIMIT']);
    expect(await of('zero')).toEqual(['declined', 'LIMIT_EXCEEDED']);
    expect(await of('stranger')).toEqual(['referred', 'NO_PROFILE']);
  });

  it('in another currency is referred and never summed up with the others', async () => {
    await credit.openCustomer('k-5', 100_000n);
    const { body } = await check({ customerId: 'k-5', currency: 'USD' });
    expect([body.decision, body.reasons[0].code, body.reservationId]).toEqual([
      'referred',
      'OTHER_CURRENCY',
      undefined,
    ]);
    expect((await profile('k-5')).exposure.reserved).toBe('0.00');
  });

  it('in one company knows nothing of a customer of the same number in another', async () => {
    await credit.openCustomer('k-6', 1_000n);
    const wish = {
      company: 'other', customer: 'k-6', id: 'o', isKnownId: true, reference: 'A-1', reserve: true, amountMinor: 900n, currency: 'EUR',
    }; // biome-ignore format: a record
    const who = { principal: { id: 'shop', kind: 'machine' as const }, now: TODAY };
    const { check: made } = await checkCredit(credit.checks, wish, who);
    expect(made.reservation).toBeUndefined();
    expect((await check({ customerId: 'k-6', id: 'o', amount: '10.00' })).body.decision).toBe('approved');
    expect((await profile('k-6')).exposure).toMatchObject({ reserved: '10.00', total: '10.00' });
  });

  it('of a member takes of the limit of its group in the same moment', async () => {
    await credit.openCustomer('head', 5_000n);
    await credit.openCustomer('child-1', 4_000n, { parent: 'head' });
    await credit.openCustomer('child-2', undefined, { parent: 'head' });
    const decisions = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        check({ customerId: ['head', 'child-1', 'child-2'][at % 3], amount: '10.00', id: `g-${at}` }),
      ),
    );
    expect(decisions.filter(({ body }) => body.decision === 'approved')).toHaveLength(5);
    expect(await profile('head')).toMatchObject({
      members: ['child-1', 'child-2'],
      exposure: { total: '50.00', available: '0.00' },
    });
    const big = await check({ customerId: 'child-1', amount: '41.00' });
    expect(big.body.exposure).toMatchObject({ limit: '40.00', group: { limit: '50.00', total: '50.00' } });
  });

  it('says every fact that it rests on, and is replayed to the same answer', async () => {
    const { body } = await credit.call('GET', '/credit-checks/{checkId}', { checkId: 'k-1~order-2' });
    expect(body).toMatchObject({
      decision: 'declined',
      replayed: 'declined',
      policyVersion: 1,
      facts: { amountMinor: '50.00', limitMinor: '100.00', exposureMinor: '60.00' },
    });
    expect(body.results).toContainEqual(
      expect.objectContaining({ rule: 'limit/exceeded', held: true, outcome: 'declined' }),
    );
  });
});
