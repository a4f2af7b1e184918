import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../support/http-event.ts';
import {
  type AskCompany,
  openPaymentsApi,
  type PaymentsApi,
  PURCHASE,
  SETTINGS,
  VENDOR,
} from '../../support/payments-api.ts';
import { hasSepaSchemas, schemaOf } from '../../support/xsd.ts';

let api: PaymentsApi;
let companies = 0;

beforeAll(async () => {
  api = await openPaymentsApi();
});

/** A company with settings and one vendor; `anna` and `bert` are its admins. */
async function newCompany(settings: object = {}): Promise<AskCompany> {
  companies += 1;
  await api.createCompany(`acme-${companies}`);
  const ask = api.at(`acme-${companies}`);
  const { status } = await ask('PUT', '/payment-settings', {}, { body: { ...SETTINGS, ...settings } });
  expect(status).toBe(200);
  await ask('PUT', '/partners/{partnerId}', { partnerId: 'v-1' }, { body: VENDOR });
  return ask;
}

async function book(ask: AskCompany, more: object = {}): Promise<string> {
  const { body, status } = await ask('POST', '/postings', {}, { body: { ...PURCHASE, ...more } });
  expect(status).toBe(201);
  return `2026-${body.number}`;
}

const RUN = {
  kind: 'transfer',
  executionDate: '2026-06-16',
  payUntil: '2026-07-31',
  nextRunOn: '2026-06-23',
};
const propose = (ask: AskCompany, more: object = {}, headers: Record<string, string> = {}) =>
  ask('POST', '/payment-runs', {}, { body: { ...RUN, ...more }, headers });
const approve = (ask: AskCompany, runId: string, principal = 'bert', body?: object) =>
  ask('POST', '/payment-runs/{runId}/approval', { runId }, { principal, ...(body ? { body } : {}) });
const file = (ask: AskCompany, runId: string) => ask('GET', '/payment-runs/{runId}/file', { runId });
const cancel = (ask: AskCompany, runId: string) =>
  ask('POST', '/payment-runs/{runId}/cancellation', { runId });
const payables = async (ask: AskCompany) =>
  (await ask('GET', '/reports/open-items', {}, { query: { side: 'payable', asOf: '2026-12-31' } })).body;
const reasons = ({ body }: Answer) => body.leftOut.map(({ reason }: { reason: string }) => reason);
const states = ({ body }: Answer) => body.payments.map(({ state }: { state: string }) => state);
async function balanceOf(ask: AskCompany, account: string): Promise<string | undefined> {
  const { body } = await ask('GET', '/reports/trial-balance', {}, { query: { asOf: '2026-12-31' } });
  return body.accounts.find((one: { account: string }) => one.account === account)?.balance;
}

describe('paying vendors', () => {
  it('proposed, approved by another, booked against the transit account, given as a file', async () => {
    const ask = await newCompany();
    await book(ask);
    const proposed = await propose(ask);
    expect([proposed.status, proposed.body.total, states(proposed)]).toEqual([201, '116.62', ['proposed']]);
    const runId = proposed.body.id;
    expect((await approve(ask, runId, 'anna')).body.type).toBe('/problems/platform.four-eyes');
    expect((await file(ask, runId)).body.type).toBe('/problems/payments.no-file');
    const booked = await approve(ask, runId);
    expect([booked.status, booked.body.state, states(booked)]).toEqual([200, 'booked', ['booked']]);
    const { entryId } = booked.body.payments[0];
    const { body: entry } = await ask('GET', '/journal-entries/{entryId}', { entryId });
    const lines = entry.lines.map(
      (line: { account: string; debit?: string; credit?: string }) =>
        `${line.account} ${line.debit ?? `-${line.credit}`}`,
    );
    expect(lines).toEqual(['1360 -116.62', '3736 -2.00', '1576 -0.38', '70000 119.00']);
    expect(entry.reference).toBe(booked.body.payments[0].endToEndId);
    expect(await payables(ask)).toMatchObject({ total: '0.00', difference: '0.00' });
    const first = await file(ask, runId);
    expect([first.status, first.headers['content-type']]).toEqual([200, 'application/xml; charset=utf-8']);
    expect(first.body).toContain('<CtrlSum>116.62</CtrlSum>');
    if (hasSepaSchemas) expect(schemaOf('pain.001.001.09.xsd')(first.body)).toBeUndefined();
    expect((await file(ask, runId)).body).toBe(first.body);
    expect((await cancel(ask, runId)).body.type).toBe('/problems/payments.run-state');
    expect((await approve(ask, runId)).body.type).toBe('/problems/payments.run-state');
  });

  it('what was paid otherwise between proposal and approval is left out and listed', async () => {
    const ask = await newCompany();
    const number = await book(ask);
    await book(ask, { documentNumber: 'ER-2' });
    const { body } = await propose(ask, { collect: 'item' });
    const paid = { date: '2026-06-15', bankAccount: '1200', items: [{ item: `${number}-2` }] };
    const item = (await payables(ask)).items[0].id;
    expect((await ask('POST', '/clearings', {}, { body: { ...paid, items: [{ item }] } })).status).toBe(201);
    const booked = await approve(ask, body.id);
    expect(states(booked)).toEqual(['left-out', 'booked']);
    expect(booked.body.payments[0].reason).toBe('settled-otherwise');
    expect((await file(ask, body.id)).body.match(/<CdtTrfTxInf>/g)).toHaveLength(1);
  });

  it('another account of the partner than the approver saw is not paid to', async () => {
    const ask = await newCompany();
    await book(ask);
    const { body } = await propose(ask);
    const changed = { ...VENDOR, iban: 'FR1420041010050500013M02606' };
    const put = await ask(
      'PUT',
      '/partners/{partnerId}',
      { partnerId: 'v-1' },
      { body: changed, headers: { 'if-match': '*' } },
    );
    expect(put.status).toBe(200);
    const booked = await approve(ask, body.id);
    expect([booked.body.state, booked.body.payments[0].reason]).toEqual(['booked', 'partner-changed']);
    expect((await file(ask, body.id)).body.type).toBe('/problems/payments.no-file');
    expect((await payables(ask)).total).toBe('119.00');
  });

  it('who is not paid is listed with the reason', async () => {
    const ask = await newCompany({ blockedPartners: ['v-1'] });
    await book(ask);
    await book(ask, { creditAccount: '70001' });
    const proposed = await propose(ask);
    expect(reasons(proposed)).toEqual(['blocked', 'no-partner']);
    expect((await approve(ask, proposed.body.id)).body.type).toBe('/problems/payments.nothing-to-pay');
  });

  it('items are taken out by one who then cannot approve', async () => {
    const ask = await newCompany();
    await book(ask);
    await book(ask, { documentNumber: 'ER-2' });
    const { body, headers } = await propose(ask);
    const runId = body.id;
    const change = (item: string, more: object) =>
      ask(
        'PATCH',
        '/payment-runs/{runId}',
        { runId },
        { body: { leaveOut: [item] }, principal: 'bert', ...more },
      );
    const [first] = body.payments[0].items;
    expect((await change(first.item, {})).status).toBe(428);
    expect(
      (await change('2026-99-1', { headers: { 'if-match': headers.etag } })).body.errors[0].pointer,
    ).toBe('/leaveOut/0');
    const changed = await change(first.item, { headers: { 'if-match': headers.etag } });
    expect([changed.status, changed.body.total, reasons(changed)]).toEqual([200, '116.62', ['by-hand']]);
    expect((await change(first.item, { headers: { 'if-match': headers.etag } })).status).toBe(412);
    expect((await approve(ask, runId, 'bert')).body.type).toBe('/problems/platform.four-eyes');
  });

  it('cancelled before the file is fetched: what was booked is reversed, once', async () => {
    const ask = await newCompany();
    await book(ask);
    const { body } = await propose(ask);
    await approve(ask, body.id);
    expect(await balanceOf(ask, '1360')).toBe('-116.62');
    const cancelled = await cancel(ask, body.id);
    expect([cancelled.body.state, states(cancelled), cancelled.body.total]).toEqual([
      'cancelled',
      ['reversed'],
      '0.00',
    ]);
    expect((await cancel(ask, body.id)).body.state).toBe('cancelled');
    expect((await payables(ask)).total).toBe('119.00');
    expect(await balanceOf(ask, '1360')).toBe('0.00');
    expect((await file(ask, body.id)).body.type).toBe('/problems/payments.no-file');
    const again = await propose(ask);
    expect(again.body.total).toBe('116.62');
  });

  it('an item is in one open run at a time', async () => {
    const ask = await newCompany();
    await book(ask);
    const one = await propose(ask);
    await book(ask, { documentNumber: 'ER-2' });
    const two = await propose(ask);
    expect([two.body.payments[0].text, reasons(two)]).toEqual(['ER-2', ['in-another-run']]);
    await cancel(ask, one.body.id);
    await cancel(ask, two.body.id);
    expect((await propose(ask)).body.payments[0].text).toBe('ER-1, ER-2');
  });

  it('rejected, or withdrawn: nothing is booked', async () => {
    const ask = await newCompany();
    await book(ask);
    const one = await propose(ask);
    expect((await approve(ask, one.body.id, 'bert', { decision: 'rejected' })).body.state).toBe('rejected');
    const two = await propose(ask);
    expect((await cancel(ask, two.body.id)).body.state).toBe('cancelled');
    expect((await payables(ask)).total).toBe('119.00');
  });

  it('the same key proposes once; approved by two at once it is booked once', async () => {
    const ask = await newCompany();
    await book(ask);
    const key = { 'idempotency-key': 'run-of-monday' };
    const [one, two] = [await propose(ask, {}, key), await propose(ask, {}, key)];
    expect(one.body.id).toBe(two.body.id);
    const third = { principal: 'carl' };
    await ask('PUT', '/members/{principal}', third, { body: { roles: ['admin'] } });
    const answers = await Promise.all([
      approve(ask, one.body.id),
      approve(ask, one.body.id, 'carl'),
      approve(ask, one.body.id),
    ]);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    await approve(ask, one.body.id);
    expect(await balanceOf(ask, '1360')).toBe('-116.62');
    expect((await payables(ask)).total).toBe('0.00');
  });

  it.each<[string, object, string]>([
    ['a weekend', { executionDate: '2026-06-20', nextRunOn: '2026-06-22' }, '/executionDate'],
    ['yesterday', { executionDate: '2026-06-12' }, '/executionDate'],
    ['a next run before this one', { nextRunOn: '2026-06-16' }, '/nextRunOn'],
    ['a minimum below zero', { minimumAmount: '-1' }, '/minimumAmount'],
  ])('%s is refused', async (_what, more, pointer) => {
    const ask = await newCompany();
    const { status, body } = await propose(ask, more);
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });
});

describe('settings', () => {
  it('complain field by field, take the transit account of the chart, change with If-Match only', async () => {
    const ask = await newCompany();
    const { body, headers } = await ask('GET', '/payment-settings');
    expect(body).toMatchObject({
      transitAccount: '1360',
      preNotificationDays: 14,
      iban: 'DE89370400440532013000',
    });
    const put = (more: object, given = {}) =>
      ask('PUT', '/payment-settings', {}, { body: { ...SETTINGS, ...more }, headers: given });
    const wrong = await put({ iban: 'DE00', creditorId: 'DE00ZZZ1', transitAccount: '70000' });
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/transitAccount',
      '/iban',
      '/creditorId',
    ]);
    expect((await put({})).status).toBe(200);
    expect((await put({ name: 'New' })).status).toBe(428);
    expect((await put({ name: 'New' }, { 'if-match': headers.etag ?? '' })).body.name).toBe('New');
  });
});

describe('collecting from customers', () => {
  async function customer(ask: AskCompany, mandate: object = {}) {
    const partner = { kind: 'customer', name: 'Kunde', account: '10000', paymentTermsDays: 0 };
    await ask('PUT', '/partners/{partnerId}', { partnerId: 'k-1' }, { body: partner });
    const body = { partner: 'k-1', iban: 'DE02120300000000202051', signedOn: '2026-01-02', ...mandate };
    return ask('PUT', '/mandates/{mandateId}', { mandateId: 'M-1' }, { body });
  }
  const sale = {
    date: '2026-06-10',
    debitAccount: '10000',
    creditAccount: '8400',
    documentNumber: 'RE-1',
    taxCode: undefined,
  };
  const debits = { kind: 'direct-debit', executionDate: '2026-06-17', payUntil: '2026-06-17' };

  it('with a mandate, first and then recurring; the payer is told before', async () => {
    const ask = await newCompany();
    expect((await customer(ask)).status).toBe(201);
    await book(ask, sale);
    const { body } = await propose(ask, debits);
    expect(body.payments[0]).toMatchObject({ amount: '119.00', mandate: { id: 'M-1', sequence: 'FRST' } });
    const notes = await ask('GET', '/payment-runs/{runId}/pre-notifications', { runId: body.id });
    expect(notes.body.items).toEqual([
      expect.objectContaining({
        mandateId: 'M-1',
        creditorId: 'DE98ZZZ09999999999',
        notifyBy: '2026-06-03',
        iban: 'DE02**************2051',
        state: 'late',
      }),
    ]);
    expect(body.findings).toMatchObject([{ payment: 1 }]);
    const runId = body.id;
    const told = await ask(
      'POST',
      '/payment-runs/{runId}/pre-notifications',
      { runId },
      { body: { on: '2026-06-03' } },
    );
    expect(told.body.items).toMatchObject([{ notifiedOn: '2026-06-03', state: 'told' }]);
    expect((await ask('GET', '/payment-runs/{runId}', { runId })).body.findings).toEqual([]);
    await approve(ask, body.id);
    expect(await balanceOf(ask, '1360')).toBe('119.00');
    const { body: xml } = await file(ask, body.id);
    expect(xml).toContain('<SeqTp>FRST</SeqTp>');
    if (hasSepaSchemas) expect(schemaOf('pain.008.001.08.xsd')(xml)).toBeUndefined();
    const mandate = await ask('GET', '/mandates/{mandateId}', { mandateId: 'M-1' });
    expect(mandate.body).toMatchObject({
      uses: 1,
      lastUsedOn: '2026-06-17',
      nextSequence: 'RCUR',
      endsOn: '2029-06-17',
    });
    const moved = { partner: 'k-1', iban: 'FR1420041010050500013M02606', signedOn: '2026-01-02' };
    const headers = { 'if-match': mandate.headers.etag ?? '' };
    const changed = await ask('PUT', '/mandates/{mandateId}', { mandateId: 'M-1' }, { body: moved, headers });
    expect(changed.body.accountChanged).toBe(true);
    await book(ask, sale);
    const next = await propose(ask, debits);
    await approve(ask, next.body.id);
    expect((await file(ask, next.body.id)).body).toContain('SMNDA');
  });

  it('a mandate revoked after the proposal is not used', async () => {
    const ask = await newCompany();
    const { headers } = await customer(ask);
    await book(ask, sale);
    const { body } = await propose(ask, debits);
    const ifMatch = { headers: { 'if-match': headers.etag ?? '' } };
    expect((await ask('DELETE', '/mandates/{mandateId}', { mandateId: 'M-1' }, ifMatch)).status).toBe(204);
    expect((await approve(ask, body.id)).body.payments[0].reason).toBe('mandate-changed');
    expect(reasons(await propose(ask, debits))).toEqual(['mandate-revoked']);
  });

  it('mandates are checked', async () => {
    const ask = await newCompany();
    expect((await customer(ask, { iban: 'DE00' })).body.errors[0].pointer).toBe('/iban');
    expect((await customer(ask, { partner: 'v-1' })).body.errors[0].pointer).toBe('/partner');
  });
});
