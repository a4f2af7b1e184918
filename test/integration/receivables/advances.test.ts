import { beforeAll, describe, expect, it } from 'vitest';
import { type CompanyApi, openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';

/* Advances: asked for they are nothing, paid they are a liability or an asset with their tax (§13, §15 UStG). */

let api: ReceivablesApi;
let companies = 0;

beforeAll(async () => {
  api = await openReceivablesApi();
});

async function newBooks(more: Record<string, string> = {}) {
  companies += 1;
  const companyId = `advance-${companies}`;
  await api.createCompany(companyId, more);
  const books: CompanyApi = api.at(companyId);
  const figures = async (period: string) => {
    const query = { year: '2026', period };
    const { body } = await api.call('GET', '/companies/{companyId}/reports/vat-return', {
      params: { companyId },
      query,
    });
    expect(body.reconciliation.balanced).toBe(true);
    return body.figures;
  };
  const balances = async (...accounts: string[]) => {
    const { body } = await api.call('GET', '/companies/{companyId}/reports/trial-balance', {
      params: { companyId },
      query: { asOf: '2026-12-31' },
    });
    const all = new Map(body.accounts.map((one: Record<string, string>) => [one.account, one.balance]));
    return accounts.map((account) => all.get(account) ?? '0.00');
  };
  const ask = async (more: Record<string, unknown> = {}) => {
    const { body } = await books.postPosting({ ...ADVANCE, ...more });
    return `2026-${body.number}-${body.lines[0].account.length === 5 ? 1 : 2}`;
  };
  const pay = (date: string, items: object[], wish: object = {}) =>
    books.clear({ date, bankAccount: '1200', items, ...wish });
  const lines = async (entryId: string) => linesOf((await books.entry(entryId)).body);
  return { books, figures, balances, ask, pay, lines };
}

const ADVANCE = {
  date: '2026-03-10',
  amount: '119.03',
  debitAccount: '10000',
  creditAccount: '1718',
  documentNumber: 'AR-1',
  text: 'Anzahlung',
  advance: true,
};
const linesOf = (body: { lines: Record<string, string>[] }) =>
  body.lines.map(({ account, debit, credit, taxCode, taxBase }) =>
    [account, debit ?? `-${credit}`, taxCode, taxBase].filter((part) => part !== undefined).join(' '),
  );

describe('an advance of a customer', () => {
  it('is taxed as it is paid, part by part, and only taken off where it is written off', async () => {
    const { ask, pay, lines, figures, balances } = await newBooks();
    const item = await ask();
    expect(await figures('03')).toEqual({ '83': '0.00' });
    const { body: part } = await pay('2026-04-10', [{ item, amount: '40.00' }]);
    expect(await lines(part.entryId)).toEqual([
      '1200 40.00',
      '1593 40.00 moved-advance-output-19 33.62',
      '1718 -33.62 output-19',
      '1776 -6.38 output-19',
      '10000 -40.00',
    ]);
    const { body: rest } = await pay('2026-05-10', [{ item, writeOff: '20.00' }]);
    expect(rest.items[0]).toMatchObject({ amount: '79.03', adjusted: '20.00' });
    expect(await lines(rest.entryId)).toEqual([
      '1200 59.03',
      '1593 59.03 moved-advance-output-19 49.60',
      '1718 -49.60 output-19',
      '1776 -9.43 output-19',
      '1593 20.00 dropped-advance-output-19 16.81',
      '10000 -79.03',
    ]);
    expect([await figures('04'), await figures('05')]).toEqual([
      { '81': '33', '83': '6.27' },
      { '81': '49', '83': '9.31' },
    ]);
    expect(await balances('10000', '1593', '1718', '1776', '8400')).toEqual([
      '0.00',
      '0.00',
      '-83.22',
      '-15.81',
      '0.00',
    ]);
  });

  it('a payment that is reversed takes its tax back, undone alone it is refused', async () => {
    const { books, ask, pay, figures, balances } = await newBooks({ vatTaxation: 'received' });
    const item = await ask();
    const { body: paid } = await pay('2026-04-10', [{ item }]);
    expect(await figures('04')).toEqual({ '81': '100', '83': '19.00' });
    expect((await books.undo(paid.id)).body.type).toBe('/problems/receivables.cleared-by-entry');
    await books.reverse(paid.entryId, { date: '2026-04-12' });
    expect(await figures('04')).toEqual({ '83': '0.00' });
    expect(await balances('10000', '1593', '1718')).toEqual(['119.03', '-119.03', '0.00']);
    await pay('2026-06-10', [{ item }]);
    expect(await figures('06')).toEqual({ '81': '100', '83': '19.00' });
    // Reversed after a payment that was undone: only what still cleared it is taken back.
    await books.reverse((await books.item(item)).body.entryId, { date: '2026-06-20' });
    const { body } = await books.openItems({ side: 'receivable', asOf: '2026-06-30' });
    expect(body.total).toBe('-119.03');
  });

  it('taken back unpaid it is set off without an entry; paid, its refund takes the tax back', async () => {
    const { books, ask, pay, figures, balances } = await newBooks();
    const back = { debitAccount: '1718', creditAccount: '10000' };
    const [unpaid, note] = [await ask(), await ask(back)];
    const { body: set } = await books.clear({
      date: '2026-03-11',
      items: [{ item: unpaid }, { item: note }],
    });
    expect(set).toMatchObject({ kind: 'assignment' });
    expect(set.entryId).toBeUndefined();
    const item = await ask();
    await pay('2026-04-10', [{ item }]);
    const refund = await ask({ ...back, date: '2026-05-02' });
    await pay('2026-06-10', [{ item: refund }]);
    expect([await figures('04'), await figures('06')]).toEqual([
      { '81': '100', '83': '19.00' },
      { '81': '-100', '83': '-19.00' },
    ]);
    expect(await balances('10000', '1593', '1718', '1776')).toEqual(['0.00', '0.00', '0.00', '0.00']);
  });

  it('what is paid too much is no advance; freed by a reversal of the invoice it is refunded with its tax', async () => {
    const { books, ask, pay, lines, balances } = await newBooks();
    const item = await ask();
    const { body: paid } = await pay('2026-04-10', [{ item }], { amount: '150.00' });
    const { number } = (await books.entry(paid.entryId)).body;
    const over = `2026-${number}-5`;
    const { body: refund } = await pay('2026-04-20', [{ item: over, amount: '10.00' }]);
    expect(await lines(refund.entryId)).toEqual(['1200 -10.00', '10000 10.00']);
    const asked = (await books.item(item)).body.entryId;
    await books.reverse(asked, { date: '2026-05-01' });
    const { body: all } = await pay('2026-05-10', [{ item: over }]);
    expect(all.items[0].amount).toBe('-140.00');
    expect(await balances('10000', '1593', '1718', '1776')).toEqual(['0.00', '0.00', '0.00', '0.00']);
  });

  it('set off against money that was there before, tax falls due then; undone, its entry is reversed', async () => {
    const { books, ask, figures, lines, balances } = await newBooks();
    const money = { debitAccount: '1200', creditAccount: '10000', advance: false, amount: '119.03' };
    const [item, credit] = [await ask(), await ask({ ...money, text: 'Geld' })];
    const paid = credit.replace(/-1$/, '-2');
    const { body: set } = await books.clear({ date: '2026-04-11', items: [{ item }, { item: paid }] });
    expect(await lines(set.entryId)).toEqual([
      '1593 119.03 moved-advance-output-19 100.03',
      '1718 -100.03 output-19',
      '1776 -19.00 output-19',
    ]);
    expect((await books.undo(set.id, { date: '2026-04-15' })).status).toBe(201);
    expect(await figures('04')).toEqual({ '83': '0.00' });
    expect(await balances('10000', '1593', '1718')).toEqual(['0.00', '-119.03', '0.00']);
    expect((await books.item(item)).body.open).toBe('119.03');
    expect((await books.undo(set.id)).status).toBe(409);
  });

  it('a write-off wants no account of its own', async () => {
    const { books, ask } = await newBooks();
    const item = await ask();
    const { status, body } = await books.clear({
      date: '2026-04-11',
      adjustmentAccount: '2400',
      items: [{ item, writeOff: '119.03' }],
    });
    expect([status, body.errors[0].pointer]).toEqual([422, '/adjustmentAccount']);
  });
});

it('an advance to a vendor is deducted when it is paid: Kz 66', async () => {
  const { ask, pay, lines, figures, balances } = await newBooks();
  const item = await ask({ debitAccount: '1518', creditAccount: '70000', amount: '1190.00' });
  expect(await figures('03')).toEqual({ '83': '0.00' });
  const { body: paid } = await pay('2026-04-10', [{ item, discount: '23.80' }]);
  expect(await lines(paid.entryId)).toEqual([
    '1200 -1166.20',
    '1793 -1166.20 moved-advance-input-19 980.00',
    '1518 980.00 input-19',
    '1576 186.20 input-19',
    '1793 -23.80 dropped-advance-input-19 20.00',
    '70000 1190.00',
  ]);
  expect(await figures('04')).toEqual({ '66': '186.20', '83': '-186.20' });
  expect(await balances('70000', '1793', '1518')).toEqual(['0.00', '0.00', '980.00']);
});
