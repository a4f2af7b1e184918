import { beforeAll, describe, expect, it } from 'vitest';
import { type CashApi, openCashApi, TILL } from '../../support/cash-api.ts';
import { INVOICE } from '../../support/receivables-api.ts';

let api: CashApi;
beforeAll(async () => {
  api = await openCashApi();
});

async function openTill(company: string, more: Record<string, unknown> = {}): Promise<void> {
  await api.createCompany(company);
  const { status } = await api.ask(company, 'PUT', '', { body: { ...TILL, ...more } });
  expect(status).toBe(201);
}
const record = (company: string, body: Record<string, unknown>, headers = {}) =>
  api.ask(company, 'POST', '/entries', { body: { date: '2026-06-10', text: 'x', ...body }, headers });
const sale = (amount: string, more = {}) => ({
  direction: 'receipt',
  amount,
  contraAccount: '8400',
  ...more,
});
const postage = (amount: string, more = {}) => ({
  direction: 'expense',
  amount,
  contraAccount: '4910',
  ...more,
});
const book = async (company: string) => (await api.ask(company, 'GET', '')).body;

describe('a clerk’s day', () => {
  it('is recorded, counted, closed, and read without a gap', async () => {
    await openTill('day');
    const first = await record('day', sale('119.00', { documentNumber: 'Z-1' }), { 'idempotency-key': 'k1' });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ number: 1, balance: '219.00', entryId: 'cash-1000-1', late: true });
    const again = await record('day', sale('119.00', { documentNumber: 'Z-1' }), { 'idempotency-key': 'k1' });
    expect(again.body).toEqual(first.body);
    const entry = (await api.at('day').entry('cash-1000-1')).body;
    expect(entry.lines).toMatchObject([
      { account: '1000', debit: '119.00' },
      { account: '8400', credit: '100.00', taxCode: 'output-19' },
      { account: '1776', credit: '19.00' },
    ]);
    await record('day', postage('11.90', { date: '2026-06-11', costCentre: 'LADEN' }));

    const early = await record('day', sale('1.00'));
    expect(early.body).toMatchObject({
      type: '/problems/cash.out-of-order',
      lastDate: '2026-06-11',
      lastNumber: 2,
    });
    const future = await record('day', sale('1.00', { date: '2026-06-16' }));
    expect(future.body.type).toContain('cash.future-date');
    const poor = await record('day', postage('207.11', { date: '2026-06-11' }));
    expect(poor.body).toMatchObject({ type: '/problems/cash.insufficient-balance', balance: '207.10' });

    const count = (body: object) =>
      api.ask('day', 'POST', '/counts', { body: { date: '2026-06-11', ...body } });
    const off = await count({ total: '206.10' });
    expect(off.body).toMatchObject({ number: 1, difference: '-1.00', closed: false, bookBalance: '207.10' });
    const booked = await count({ total: '206.10', bookDifference: true, note: 'einmal nachgezählt' });
    expect(booked.body).toMatchObject({ number: 2, closed: true, differenceNumber: 3, lastNumber: 3 });
    const closed = await record('day', sale('1.00', { date: '2026-06-11' }));
    expect(closed.body).toMatchObject({ type: '/problems/cash.day-closed', closedThrough: '2026-06-11' });
    expect((await record('day', sale('1.00', { date: '2026-06-12' }))).status).toBe(201);

    const list = (await api.ask('day', 'GET', '/entries', { query: { from: '2026-06-11' } })).body;
    expect(list.openingBalance).toBe('219.00');
    expect(
      list.items.map(({ number, balance }: { number: number; balance: string }) => [number, balance]),
    ).toEqual([
      [2, '207.10'],
      [3, '206.10'],
      [4, '207.10'],
    ]);
    const { items } = (await api.ask('day', 'GET', '/days')).body;
    expect(items).toMatchObject(
      [
        { date: '2026-06-10', opening: '100.00', closing: '219.00', closed: true },
        {
          date: '2026-06-11',
          opening: '219.00',
          expenses: '12.90',
          counted: '206.10',
          countDifference: '0.00',
        },
        { date: '2026-06-12', opening: '206.10', closing: '207.10', closed: false },
      ].map((day, at) => (at === 1 ? { ...day, countDifference: '-1.00' } : day)),
    );
    const csv = await api.ask('day', 'GET', '/csv', { query: { from: '2026-06-01' } });
    expect(csv.status).toBe(200);
  });
});

describe('two clerks at once', () => {
  it('never take out more than there is, and number without a gap', async () => {
    await openTill('race');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => record('race', postage('30.00', { text: `Porto ${at % 2}` }))),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, 201, 201, 422, 422, 422, 422, 422]);
    const { items } = (await api.ask('race', 'GET', '/entries')).body;
    expect(
      items.map(({ number, balance }: { number: number; balance: string }) => [number, balance]),
    ).toEqual([
      [1, '70.00'],
      [2, '40.00'],
      [3, '10.00'],
    ]);
    expect(await book('race')).toMatchObject({ balance: '10.00', lastNumber: 3, ledgerBalance: '-90.00' });
  });
});

describe('what is wrong', () => {
  it('is reversed once, by a row of its own', async () => {
    await openTill('wrong');
    await record('wrong', sale('119.00'));
    const reverse = () => api.ask('wrong', 'POST', '/entries/{number}/reversal', { params: { number: '1' } });
    expect((await reverse()).body).toMatchObject({
      number: 2,
      kind: 'reversal',
      reverses: 1,
      direction: 'expense',
      amount: '119.00',
      balance: '100.00',
      date: '2026-06-15',
    });
    expect((await reverse()).body.type).toContain('ledger.already-reversed');
    const none = await api.ask('wrong', 'POST', '/entries/{number}/reversal', { params: { number: '9' } });
    expect(none.body.type).toContain('cash.unknown-entry');
    expect((await book('wrong')).lastNumber).toBe(2);
  });

  it('passes the book by only visibly', async () => {
    await openTill('beside');
    await record('beside', sale('119.00'));
    const direct = {
      date: '2026-06-10',
      amount: '50.00',
      debitAccount: '1000',
      creditAccount: '1360',
      text: 'am Buch vorbei',
    };
    await api.at('beside').postPosting(direct);
    expect(await book('beside')).toMatchObject({
      balance: '219.00',
      ledgerBalance: '169.00',
      ledgerDifference: '-50.00',
    });
    const { body } = await api.ask('beside', 'GET', '/reconciliation');
    expect(body.passedBy).toMatchObject([{ text: 'am Buch vorbei', amount: '50.00', contraAccount: '1360' }]);
  });
});

describe('other places', () => {
  it('are reached over Geldtransit', async () => {
    await openTill('places');
    const second = { ...TILL, name: 'Zweite Kasse', opening: '0.00' };
    await api.ask('places', 'PUT', '', { body: second, params: { account: '1010' } });
    const straight = await record('places', { direction: 'expense', amount: '40.00', contraAccount: '1010' });
    expect(straight.body).toMatchObject({
      type: '/problems/cash.needs-transit',
      errors: [{ pointer: '/contraAccount' }],
    });
    const over = await record('places', { direction: 'expense', amount: '40.00', transfer: true });
    expect(over.body).toMatchObject({ contraAccount: '1360', balance: '60.00' });
  });

  it('an open item is paid in cash, and open again when that is reversed', async () => {
    await openTill('items');
    await api.at('items').postPosting({ ...INVOICE, date: '2026-06-02' });
    const open = async () => {
      const { body } = await api.at('items').openItems({ side: 'receivable', asOf: '2026-06-15' });
      return body.items.map(({ id }: { id: string }) => id);
    };
    const [item] = await open();
    const pay = (more = {}) =>
      api.ask('items', 'POST', '/payments', {
        body: { date: '2026-06-12', items: [{ item }], documentNumber: 'Q-1', ...more },
      });
    const paid = await pay();
    expect(paid.body).toMatchObject({
      number: 1,
      kind: 'payment',
      amount: '119.00',
      balance: '219.00',
      contraAccount: '10000',
    });
    expect(await open()).toEqual([]);
    await api.ask('items', 'POST', '/entries/{number}/reversal', { params: { number: '1' } });
    expect(await open()).toEqual([item]);
  });

  it('a refund that is more than the drawer holds is refused whole', async () => {
    await openTill('poor', { opening: '10.00' });
    await api.at('poor').postPosting({
      date: '2026-06-02',
      amount: '119.00',
      debitAccount: '4930',
      creditAccount: '70000',
      taxCode: '9',
      text: 'Papier',
    });
    const { body } = await api.at('poor').openItems({ side: 'payable', asOf: '2026-06-15' });
    const item = body.items[0].id;
    const paid = await api.ask('poor', 'POST', '/payments', {
      body: { date: '2026-06-12', items: [{ item }] },
    });
    expect(paid.body.type).toContain('cash.insufficient-balance');
    expect(await book('poor')).toMatchObject({ balance: '10.00', lastNumber: 0, ledgerBalance: '0.00' });
  });
});

describe('settings', () => {
  it('change with If-Match; where the book began stays once it is used', async () => {
    await openTill('set');
    const put = (body: object, headers = {}) =>
      api.ask('set', 'PUT', '', { body: { ...TILL, ...body }, headers });
    expect((await put({})).status).toBe(200);
    expect((await put({ name: 'Kasse 1' })).status).toBe(428);
    expect((await put({ opening: '90.00' }, { 'if-match': '"1"' })).body.balance).toBe('90.00');
    await record('set', sale('1.00'));
    const late = await put({ opening: '80.00' }, { 'if-match': '"2"' });
    expect(late.body).toMatchObject({
      type: '/problems/cash.invalid-book',
      errors: [{ pointer: '/opening' }],
    });
    expect((await put({ opening: '90.00', ended: true }, { 'if-match': '"2"' })).status).toBe(200);
    expect((await record('set', sale('1.00'))).body.type).toContain('cash.book-ended');
  });

  it('refuse accounts that are none', async () => {
    await api.createCompany('none');
    const bad = await api.ask('none', 'PUT', '', {
      body: { ...TILL, differenceAccount: '7999' },
      params: { account: '8400' },
    });
    expect(bad.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/account',
      '/differenceAccount',
    ]);
    expect((await record('none', sale('1.00'))).body.type).toContain('cash.unknown-book');
  });
});
