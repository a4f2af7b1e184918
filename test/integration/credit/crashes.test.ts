import { beforeAll, describe, expect, it } from 'vitest';
import { composeCases } from '../../../functions/credit/compose-cases.ts';
import { composeChecks } from '../../../functions/credit/compose-checks.ts';
import { checkDecided, events } from '../../../functions/credit/contract.ts';
import { caseEvents } from '../../../functions/credit/handlers/case-events.ts';
import { ageReservations } from '../../../functions/credit/usecases/age-reservations.ts';
import { assertSettled } from '../../../functions/credit/usecases/assert-settled.ts';
import { checkCredit } from '../../../functions/credit/usecases/check-credit.ts';
import { healMarks } from '../../../functions/credit/usecases/heal-marks.ts';
import { openTable } from '../../../shared/table/table.ts';
import { type CreditApi, ORDER, openCreditApi, TODAY } from '../../support/credit-api.ts';
import { dyingTable, Killed } from '../../support/dying-table.ts';
import { type Fault, faultyClient } from '../../support/faulty-client.ts';
import { testDynamoDb } from '../../support/table.ts';

let credit: CreditApi;

beforeAll(async () => {
  credit = await openCreditApi();
});

const SHOP = { principal: { id: 'shop', kind: 'machine' as const }, now: TODAY };
const LATER = new Date(TODAY.getTime() + 3 * 60_000);
const wish = (customer: string, id: string, more: Record<string, unknown> = {}) => ({
  company: 'acme', customer, id, isKnownId: true, reference: 'A-1', reserve: true, amountMinor: 1_000n, currency: 'EUR',
  ...more,
}); // biome-ignore format: a record
const exposureOf = async (customerId: string) =>
  (await credit.call('GET', '/credit/{customerId}', { customerId })).body.exposure;
const counterOf = async (root: string) => {
  const counter = await credit.credit.reader.loadCounter('acme', root);
  if (!counter) throw new Error('no counter');
  return counter;
};

/** A check whose process dies before its write of that number. */
async function dieAt(fatal: number, customer: string, id: string) {
  const checks = composeChecks(dyingTable(credit.table, fatal));
  await expect(checkCredit(checks, wish(customer, id), SHOP)).rejects.toThrow(Killed);
}

describe('a check whose process died', () => {
  it.each([1, 2])('before write %i is found by its id, and takes of the limit once', async (fatal) => {
    const customer = `dead-${fatal}`;
    await credit.openCustomer(customer, 2_000n);
    // With another one at the counter each takes its mark away itself, and there is a third write to die before.
    await checkCredit(credit.checks, wish(customer, 'other'), SHOP);
    await dieAt(fatal, customer, 'o');
    expect((await exposureOf(customer)).reserved).toBe('20.00');
    const { check } = await checkCredit(credit.checks, wish(customer, 'o'), SHOP);
    expect([check.decision, check.reservation?.state]).toEqual(['approved', 'RESERVED']);
    expect((await exposureOf(customer)).reserved).toBe('20.00');
    // The mark of a written check may stand until somebody comes by.
    await healMarks(credit.checks, { company: 'acme' }, await counterOf(customer), LATER);
    expect(await counterOf(customer)).toMatchObject({ marks: {}, totalMinor: 2_000n });
  });

  it('and never comes back has given back what it took, before the next one is told no', async () => {
    await credit.openCustomer('gone', 1_000n);
    await dieAt(1, 'gone', 'o-1');
    const full = await checkCredit(credit.checks, wish('gone', 'o-2'), SHOP);
    expect(full.check.reasons).toEqual(['LIMIT_EXCEEDED']);
    const who = { ...SHOP, now: LATER };
    const first = checkCredit(credit.checks, wish('gone', 'o-3'), who);
    await first.catch(() => {});
    const { check } = await checkCredit(credit.checks, wish('gone', 'o-4'), who);
    expect([(await first).check.decision, check.decision].sort()).toEqual(['approved', 'declined']);
    expect(await counterOf('gone')).toMatchObject({ marks: {}, totalMinor: 1_000n });
    // Whoever asks with the id of the dead one gets a decision of its own, and the dead one can write nothing any more.
    const late = await checkCredit(credit.checks, wish('gone', 'o-1'), who);
    expect([late.check.decision, late.check.attempt]).toEqual(['declined', 1]);
    const again = await checkCredit(credit.checks, wish('gone', 'o-1'), who);
    expect([again.isRepeated, again.check.decision]).toEqual([true, 'declined']);
  });
});

describe('the clock', () => {
  it('ends reservations, once, whatever the index tells', async () => {
    await credit.openCustomer('timed', 5_000n);
    const until = new Date(TODAY.getTime() + 60_000).toISOString();
    await checkCredit(credit.checks, wish('timed', 'soon', { until }), SHOP);
    await checkCredit(credit.checks, wish('timed', 'later'), SHOP);
    expect(await ageReservations(credit.checks, 'acme', TODAY)).toEqual({ expired: 0, counted: 0 });
    const runs = await Promise.all([1, 2].map(() => ageReservations(credit.checks, 'acme', LATER)));
    expect(runs.reduce((sum, { expired }) => sum + expired, 0)).toBe(1);
    expect(await exposureOf('timed')).toMatchObject({ reserved: '10.00', total: '10.00' });
    const params = { reservationId: 'timed~soon' };
    const { body } = await credit.call('GET', '/credit-reservations/{reservationId}', params);
    expect(body).toMatchObject({
      state: 'EXPIRED',
      reserved: '0.00',
      moves: [{ kind: 'expired', by: 'schedule' }],
    });
    const late = await credit.call('POST', '/credit-reservations/{reservationId}/capture', params, {
      body: { as: 'delivery' },
    });
    expect([late.status, late.body.type]).toEqual([409, '/problems/credit.reservation-ended']);
  });

  it('counts an order from the day on which its delivery comes within the horizon', async () => {
    const body = { horizonDays: 30 };
    await credit.call('PUT', '/credit-settings', {}, { body, headers: { 'if-match': '"0"' } });
    await credit.openCustomer('far', 1_500n);
    const order = { ...ORDER, customerId: 'far', id: 'far', expiresAt: '2026-10-01T00:00:00.000Z' };
    const post = (more: object) => credit.call('POST', '/credit-checks', {}, { body: { ...order, ...more } });
    expect((await post({ deliveryDate: '2026-07-16' })).body.decision).toBe('approved');
    expect((await exposureOf('far')).reserved).toBe('0.00');
    expect((await post({ id: 'near', deliveryDate: '2026-07-15' })).body.decision).toBe('approved');
    const day = new Date('2026-06-16T00:00:00.000Z');
    expect(await ageReservations(credit.checks, 'acme', day)).toEqual({ expired: 0, counted: 1 });
    expect(await exposureOf('far')).toMatchObject({ reserved: '20.00', total: '20.00', available: '-5.00' });
  });
});

describe('a check that is alone at its counter', () => {
  /** What the queue brings, twice: the event as the stream makes it of the check. */
  async function hear(customer: string, id: string) {
    const row = await credit.credit.reader.loadCheck('acme', customer, id);
    const source = events.find(({ entity }) => entity === 'credit.check');
    const [event] = source?.toEvents(row ?? {}) ?? [];
    const payload = checkDecided.payload.parse(event?.payload);
    const message = { id: 'evt', type: checkDecided.type, companyId: 'acme', payload, attempt: 1 };
    await caseEvents(composeCases(credit.table))([message, message], TODAY);
    return payload;
  }

  it('does not wait for its mark to go: the event takes it, however often it comes, and no other', async () => {
    await credit.openCustomer('calm', 9_000n);
    await checkCredit(credit.checks, wish('calm', 'o-1'), SHOP);
    expect(Object.keys((await counterOf('calm')).marks)).toEqual(['o-1']);
    // The next one is not alone: it takes its own mark away.
    await checkCredit(credit.checks, wish('calm', 'o-2'), SHOP);
    expect(await hear('calm', 'o-2')).not.toHaveProperty('mark');
    expect(Object.keys((await counterOf('calm')).marks)).toEqual(['o-1']);
    expect(await hear('calm', 'o-1')).toMatchObject({ mark: { root: 'calm', name: 'o-1' } });
    expect(await counterOf('calm')).toMatchObject({ marks: {}, totalMinor: 2_000n });
  });

  it('hinders no move to a group, after which its event finds no counter; one under way does', async () => {
    await credit.openCustomer('head', 9_000n);
    await credit.openCustomer('moves', 9_000n);
    await checkCredit(credit.checks, wish('moves', 'o'), SHOP);
    const move = { body: { parent: 'head' }, headers: { 'if-match': '"2"' } };
    expect((await credit.call('PUT', '/credit/{customerId}', { customerId: 'moves' }, move)).status).toBe(
      200,
    );
    await hear('moves', 'o');
    expect(await counterOf('head')).toMatchObject({ marks: {}, totalMinor: 1_000n });
    const underWay = { company: 'acme', marks: { gone: { customer: 'moves', amountMinor: 1n, at: 0 } } };
    const counter = { ...(await counterOf('head')), ...underWay };
    await expect(assertSettled(credit.credit.reader, counter)).rejects.toThrow('a check is under way');
  });
});

describe('a table that conflicts, throttles, and loses requests and answers', () => {
  it('has every order once, and what is reserved is what was approved', async () => {
    await credit.openCustomer('faulty', 8_000n);
    const faults: readonly (Fault | undefined)[] = [
      'lost-answer', undefined, undefined, 'conflict', undefined, 'throttle', undefined, 'lost-request', undefined, undefined, undefined,
    ]; // biome-ignore format: a row
    let calls = 0;
    const next = (_: string, isWrite: boolean) => {
      if (!isWrite) return undefined;
      calls += 1;
      return faults[calls % faults.length];
    };
    const { client, injected } = faultyClient(testDynamoDb(), { next });
    const checks = composeChecks(openTable({ client, tableName: credit.testTable.tableName }));
    const orders = Array.from({ length: 12 }, (_, at) =>
      checkCredit(checks, wish('faulty', `o-${at}`), SHOP),
    );
    const decided = (await Promise.all(orders)).map(({ check }) => check.decision);
    expect(injected.size).toBe(4);
    expect(decided.filter((decision) => decision === 'approved')).toHaveLength(8);
    await healMarks(credit.checks, { company: 'acme' }, await counterOf('faulty'), LATER);
    expect(await counterOf('faulty')).toMatchObject({ marks: {}, totalMinor: 8_000n });
  });
});
