import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { askAs, until } from '../../support/installation.ts';
import {
  askFor,
  connectQueues,
  createCompany,
  runSchedule,
  type StoryCompany,
  sendAll,
} from '../../support/stories.ts';

/* From the limit to the delivered order, over HTTP and SQS only. */

const { api, queues, sqs: endpoint } = inject('endpoints');
const sqs = connectQueues({ sqs: endpoint });
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let company: StoryCompany;
let token: string;

beforeAll(async () => {
  company = await createCompany();
  await askFor(company, 201, 'PUT', '/members/boss', { roles: ['admin'] });
  const form = {
    grant_type: 'client_credentials',
    client_id: 'local-admin',
    scope: 'backoffice/read backoffice/write',
  };
  const answer = await fetch(`${api}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  token = ((await answer.json()) as { access_token: string }).access_token;
});
afterAll(() => {
  sqs.destroy();
  agent.destroy();
});

async function grant(customerId: string, limit: string): Promise<void> {
  await askFor(company, 201, 'PUT', `/credit/${customerId}`, {});
  const wish = { customerId, limit, reason: 'A story' };
  const { limitId } = await askFor(company, 201, 'POST', '/credit-limits', wish);
  const boss = await askAs(api, 'boss');
  const { status } = await boss('POST', company.at(`/credit-limits/${limitId}/approval`), {});
  expect(status).toBe(200);
}

interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: stories read answers of many shapes
  readonly body: any;
}

/** Over connections that are kept: a thousand new ones would measure something else. */
function post(path: string, body: unknown): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = request(`${api}${company.at(path)}`, { method: 'POST', agent, headers }, async (answer) => {
      const text = (await Array.fromAsync(answer)).join('');
      resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

const order = (customerId: string, more: Record<string, unknown> = {}) => ({
  customerId, amount: '10.00', currency: 'EUR', reference: 'A-1', reserve: true, ...more,
}); // biome-ignore format: a record
const exposureOf = async (customerId: string) =>
  (await askFor(company, 200, 'GET', `/credit/${customerId}`)).exposure;

describe('a thousand orders at the same moment', () => {
  it('get what the limit holds: a hundred, and the others are told why', async () => {
    await grant('many', '1000.00');
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, at) =>
        post('/credit-checks', order('many', { reference: `A-${at}` })),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const approved = answers.filter(({ body }) => body.decision === 'approved');
    expect(approved).toHaveLength(100);
    expect(new Set(approved.map(({ body }) => body.reservationId)).size).toBe(100);
    const others = answers.filter(({ body }) => body.decision !== 'approved');
    expect(others.every(({ body }) => body.reasons[0].code === 'LIMIT_EXCEEDED')).toBe(true);
    expect(await exposureOf('many')).toMatchObject({ reserved: '1000.00', available: '0.00' });
  });

  it('with others given back, changed and delivered in between, never take more than the limit', async () => {
    await grant('mixed', '300.00');
    const first = await Promise.all(
      Array.from({ length: 30 }, (_, at) => post('/credit-checks', order('mixed', { id: `o-${at}` }))),
    );
    expect(first.every(({ body }) => body.decision === 'approved')).toBe(true);
    const id = (at: number) => `mixed~o-${at}`;
    const mixed = await Promise.all([
      ...Array.from({ length: 10 }, (_, at) => post(`/credit-reservations/${id(at)}/release`, {})),
      ...Array.from({ length: 10 }, (_, at) =>
        post(`/credit-reservations/${id(at + 10)}/capture`, { as: 'delivery' }),
      ),
      ...Array.from({ length: 10 }, (_, at) =>
        post(`/credit-reservations/${id(at + 20)}/amendment`, { amount: '15.00' }),
      ),
      ...Array.from({ length: 40 }, (_, at) => post('/credit-checks', order('mixed', { id: `p-${at}` }))),
    ]);
    expect(new Set(mixed.map(({ status }) => status))).toEqual(new Set([200]));
    const exposure = await exposureOf('mixed');
    expect(exposure.deliveries).toBe('100.00');
    expect(Number(exposure.total)).toBeLessThanOrEqual(300);
    // Ten euros always fit in what is left, unless fewer than ten are.
    expect(Number(exposure.available)).toBeLessThan(100);
    const compared = await post('/credit/mixed/reconciliation', undefined);
    expect(compared).toMatchObject({ status: 200, body: { ok: true, differences: [] } });
  });

  it('that end while others come leave the limit to those, and nothing is reserved for ever', async () => {
    await grant('ends', '100.00');
    const expiresAt = new Date(Date.now() + 2_000).toISOString();
    const first = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        post('/credit-checks', order('ends', { id: `e-${at}`, expiresAt })),
      ),
    );
    expect(first.every(({ body }) => body.decision === 'approved')).toBe(true);
    let round = 0;
    await until(
      async () => {
        round += 1;
        const wish = (at: number) => order('ends', { id: `f-${round}-${at}` });
        await Promise.all([
          runSchedule('credit-on-schedule-expiry'),
          ...Array.from({ length: 5 }, (_, at) => post('/credit-checks', wish(at))),
        ]);
        const now = await exposureOf('ends');
        expect(Number(now.total)).toBeLessThanOrEqual(100);
        return now;
      },
      () => round > 1 && Date.now() > Date.parse(expiresAt) + 1_000,
    );
    await Promise.all(
      Array.from({ length: 12 }, (_, at) => post('/credit-checks', order('ends', { id: `g-${at}` }))),
    );
    expect(await exposureOf('ends')).toMatchObject({ reserved: '100.00', available: '0.00' });
    const ended = await askFor(company, 200, 'GET', '/credit-reservations/ends~e-0');
    expect(ended.state).toBe('EXPIRED');
  });
});

describe('an order', () => {
  it('is checked by queue, invoiced, and stands in the exposure until it is paid', async () => {
    const partner = { kind: 'customer', name: 'Kunde GmbH', account: '10000', paymentTermsDays: 30 };
    await askFor(company, 201, 'PUT', '/partners/k-1', partner);
    await grant('k-1', '2000.00');
    const payload = order('k-1', { id: 'by-queue', amount: '1190.00' });
    const message = JSON.stringify({ id: 'm-1', type: 'credit.check', companyId: company.id, payload });
    await sendAll(sqs, queues['risk-checks'] ?? '', [message, message]);
    const checked = await until(
      () => company.ask('GET', company.at('/credit-checks/k-1~by-queue')),
      ({ status }) => status === 200,
    );
    expect(checked.body).toMatchObject({ decision: 'approved', replayed: 'approved', policyVersion: 1 });
    const captured = { as: 'invoice', documentNumber: 'RE-1' };
    await askFor(company, 200, 'POST', '/credit-reservations/k-1~by-queue/capture', captured);
    expect(await exposureOf('k-1')).toMatchObject({
      total: '1190.00',
      unbilled: '1190.00',
      reserved: '0.00',
    });
    const date = new Date().toISOString().slice(0, 10);
    const invoice = {
      date,
      amount: '1190.00',
      debitAccount: '10000',
      creditAccount: '8400',
      documentNumber: 'RE-1',
      text: 'Maschine',
    };
    const { number } = await askFor(company, 201, 'POST', '/postings', invoice);
    const total = (amount: string) => (exposure: { openItems: string }) => exposure.openItems === amount;
    const booked = await until(() => exposureOf('k-1'), total('1190.00'));
    expect(booked).toMatchObject({ total: '1190.00', unbilled: '0.00' });
    const item = `${date.slice(0, 4)}-${number}-1`;
    await askFor(company, 201, 'POST', '/clearings', { date, bankAccount: '1200', items: [{ item }] });
    // Parts and total stand in two items: whoever reads between the two sees one of them later.
    const paid = ({ openItems, total: sum }: { openItems: string; total: string }) =>
      openItems === '0.00' && sum === '0.00';
    expect(await until(() => exposureOf('k-1'), paid)).toMatchObject({ available: '2000.00' });
  });
});
