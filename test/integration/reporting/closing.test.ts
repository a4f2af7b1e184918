import { beforeAll, describe, expect, it } from 'vitest';
import { openReportingApi, type ReportingApi } from '../../support/reporting-api.ts';

let api: ReportingApi;

const usd = (amount: string, rate: string) => ({ currency: 'USD', amount, rate });

beforeAll(async () => {
  api = await openReportingApi();
  await api.createCompany('acme');
  const two = (date: string, debit: object, credit: object) => ({
    date,
    text: 'Entry',
    lines: [debit, credit],
  });
  const { body } = await api.book(
    'acme',
    two(
      '2026-11-02',
      { account: '10000', debit: '1000.00', dueDate: '2027-01-31', foreign: usd('1100.00', '1.10') },
      { account: '8400', credit: '1000.00' },
    ),
    two(
      '2026-11-03',
      { account: '3400', debit: '500.00' },
      { account: '70000', credit: '500.00', dueDate: '2029-01-31', foreign: usd('550.00', '1.10') },
    ),
    two('2026-11-04', { account: '1210', debit: '2000.00' }, { account: '0800', credit: '2000.00' }),
    two('2026-11-05', { account: '1200', debit: '300.00' }, { account: '0650', credit: '300.00' }),
    two(
      '2026-11-06',
      { account: '10001', debit: '70.00', dueDate: '2026-12-01' },
      { account: '1776', credit: '70.00' },
    ),
  );
  expect(body.results.map(({ status }: { status: string }) => status)).toEqual(Array(5).fill('posted'));
});

const revalue = (rate: string, more: object = {}) =>
  api.call('POST', '/companies/{companyId}/revaluations', {
    params: { companyId: 'acme' },
    body: {
      date: '2026-12-31',
      rates: [{ currency: 'USD', rate }],
      accounts: [{ account: '1210', currency: 'USD', balance: '2200.00' }],
      ...more,
    },
  });

type Position = { id: string; adjustment: string; state: string; leftOut?: string; entryId?: string };
const told = (positions: Position[]) =>
  positions.map(({ adjustment, state, leftOut }) => [adjustment, state, leftOut]);

describe('closing day', () => {
  it('remaining terms: by due dates and accounts, with the notes of liabilities', async () => {
    const { body } = await api.report('acme', 'maturities', { asOf: '2026-12-31' });
    const line = (id: string) => body.lines.find((one: { id: string }) => one.id === id);
    expect(line('A.B.II.1')).toMatchObject({ total: '1070.00', upToOneYear: '1070.00', unknown: '0.00' });
    expect(line('P.C.4')).toMatchObject({ total: '500.00', overOneYear: '500.00', overFiveYears: '0.00' });
    expect(line('P.C.2')).toMatchObject({ total: '300.00', overFiveYears: '300.00' });
    expect(body.liabilities).toMatchObject({
      upToOneYear: '70.00',
      overOneYear: '800.00',
      fromTaxes: '70.00',
    });
  });

  it('proposes, books once, finds what it has booked, and refuses another rate until that is reversed', async () => {
    const proposed = (await revalue('1.00')).body;
    expect(told(proposed.positions)).toEqual([
      ['100.00', 'proposed', undefined],
      ['-50.00', 'proposed', undefined],
      ['200.00', 'proposed', undefined],
    ]);
    expect(proposed).toMatchObject({ posted: false, gain: '300.00', loss: '50.00', withoutRate: [] });
    const order = { post: true, reverseNextDay: true };
    const first = (await revalue('1.00', order)).body;
    expect(first.positions.map(({ state }: Position) => state)).toEqual(['posted', 'posted', 'posted']);
    expect(first.positions[0].reversalId).toBe('fx-2026-12-31-2026-1-1-back');
    const again = (await revalue('1.00', order)).body;
    expect(again.positions.map(({ state }: Position) => state)).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
    const other = (await revalue('1.20', order)).body;
    expect(other.positions.map(({ state }: Position) => state)).toEqual(['refused', 'refused', 'refused']);
    expect(other.positions[0].problem.code).toBe('reporting.revalued-otherwise');
    // No open item has changed, and the balance sheet has the value.
    const sheet = (await api.report('acme', 'balance-sheet', { asOf: '2026-12-31' })).body;
    const amount = (id: string) => sheet.lines.find((one: { id: string }) => one.id === id).amount;
    expect([amount('A.B.II.1'), amount('P.C.4'), amount('A.B.IV')]).toEqual(['1170.00', '550.00', '2500.00']);
    const next = (await api.report('acme', 'balance-sheet', { asOf: '2027-01-01' })).body;
    expect(next.lines.find((one: { id: string }) => one.id === 'A.B.II.1').amount).toBe('1070.00');
  });

  it('books again after a reversal, and no gain on what is due after a year', async () => {
    await api.call('POST', '/companies/{companyId}/journal-entries/{entryId}/reversal', {
      params: { companyId: 'acme', entryId: 'fx-2026-12-31-2026-2-2' },
    });
    const payableAt = async (rate: string, more: object = {}) =>
      (await revalue(rate, more)).body.positions.find(({ id }: Position) => id === '2026-2-2');
    const gain = { adjustment: '0.00', state: 'nothing-to-book', leftOut: 'unrealised-gain' };
    expect(await payableAt('1.20')).toMatchObject(gain);
    const loss = { adjustment: '-111.11', state: 'posted', entryId: 'fx-2026-12-31-2026-2-2-2' };
    expect(await payableAt('0.90', { post: true })).toMatchObject(loss);
  });

  it('refuses what it cannot value', async () => {
    const pointerOf = async (more: object) => (await revalue('1.10', more)).body.errors?.[0].pointer;
    expect(await pointerOf({ rates: [{ currency: 'QQQ', rate: '1' }] })).toBe('/rates/0/currency');
    expect(await pointerOf({ accounts: [{ account: '1210', currency: 'USD', balance: '1.001' }] })).toBe(
      '/accounts/0/balance',
    );
    expect(await pointerOf({ accounts: [{ account: '1999', currency: 'EUR', balance: '1' }] })).toBe(
      '/accounts/0',
    );
    expect((await revalue('1.10', { rates: [{ currency: 'JPY', rate: '160' }] })).body.withoutRate).toEqual([
      'USD',
    ]);
  });
});
