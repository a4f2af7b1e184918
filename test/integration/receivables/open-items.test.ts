import { beforeAll, describe, expect, it } from 'vitest';
import { composeReceivables } from '../../../functions/receivables/compose.ts';
import { INVOICE, openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';

let api: ReceivablesApi;
let companies = 0;

beforeAll(async () => {
  api = await openReceivablesApi();
});

/** Books of a company of its own for each test. */
async function newBooks(settings: Record<string, string | number> = {}) {
  companies += 1;
  const companyId = `acme-${companies}`;
  await api.createCompany(companyId, settings);
  return api.at(companyId);
}

const linesOf = (body: { lines: { account: string; debit?: string; credit?: string }[] }) =>
  body.lines.map(({ account, debit, credit }) => `${account} ${debit ?? `-${credit}`}`);
const brief = (body: { items: { documentNumber?: string; open: string }[] }) =>
  body.items.map(({ documentNumber, open }) => `${documentNumber ?? '-'} ${open}`);

describe('invoices become open items', () => {
  it('due by the partner’s terms, by the posting’s own due date, and beside the ledger’s balance', async () => {
    const books = await newBooks();
    const partner = { kind: 'customer', name: 'Muster GmbH', account: '10000', paymentTermsDays: 30 };
    expect((await books.putPartner('k-1', partner)).status).toBe(201);
    await books.postPosting(INVOICE);
    await books.postPosting({ ...INVOICE, documentNumber: 'RE-2', dueDate: '2026-03-15', amount: '50.00' });
    const { body, status } = await books.openItems({ side: 'receivable', asOf: '2026-03-31' });
    expect(status).toBe(200);
    expect(body.items.map((one: { dueDate: string }) => one.dueDate)).toEqual(['2026-03-15', '2026-04-09']);
    expect(body).toMatchObject({
      total: '169.00',
      overdue: '50.00',
      ledgerBalance: '169.00',
      difference: '0.00',
      ageing: { notDue: '119.00', '1-30': '50.00', '31-60': '0.00', '61-90': '0.00', over90: '0.00' },
      accounts: [{ account: '10000', partner: { id: 'k-1', name: 'Muster GmbH' }, difference: '0.00' }],
    });
    expect((await books.openItems({ side: 'receivable', asOf: '2026-03-09' })).body.items).toEqual([]);
  });

  it('payables are positive, too', async () => {
    const books = await newBooks();
    const purchase = { date: '2026-03-10', amount: '119.00', debitAccount: '4930', creditAccount: '70000' };
    await books.postPosting({ ...purchase, taxCode: '9', documentNumber: 'ER-1', text: 'Paper' });
    const { body } = await books.openItems({ side: 'payable', asOf: '2026-12-31' });
    expect([brief(body), body.ledgerBalance]).toEqual([['ER-1 119.00'], '119.00']);
  });

  it('pages name where they go on', async () => {
    const books = await newBooks();
    for (const number of ['A', 'B', 'C']) await books.postPosting({ ...INVOICE, documentNumber: number });
    const first = await books.openItems({ side: 'receivable', asOf: '2026-03-31', limit: '2' });
    expect(brief(first.body)).toEqual(['A 119.00', 'B 119.00']);
    const query = { side: 'receivable', asOf: '2026-03-31', limit: '2', cursor: first.body.next };
    const second = await books.openItems(query);
    expect([brief(second.body), second.body.next]).toEqual([['C 119.00'], undefined]);
  });
});

describe('payments', () => {
  async function invoiced(more: Record<string, unknown> = {}) {
    const books = await newBooks();
    const { body } = await books.postPosting({ ...INVOICE, ...more });
    return { books, item: `2026-${body.number}-1` };
  }

  it('in full: the item is settled from the day of the payment on, and open before', async () => {
    const { books, item } = await invoiced();
    const { status, body } = await books.clear({
      date: '2026-03-20',
      bankAccount: '1200',
      items: [{ item }],
    });
    expect([status, body.kind]).toEqual([201, 'payment']);
    const entry = await books.entry(body.entryId);
    expect(linesOf(entry.body)).toEqual(['1200 119.00', '10000 -119.00']);
    expect((await books.openItems({ side: 'receivable', asOf: '2026-03-20' })).body.items).toEqual([]);
    const before = await books.openItems({ side: 'receivable', asOf: '2026-03-19' });
    expect([brief(before.body), before.body.difference]).toEqual([['RE-1 119.00'], '0.00']);
    const again = await books.clear({ date: '2026-03-21', bankAccount: '1200', items: [{ item }] });
    expect([again.status, again.body.type]).toEqual([409, '/problems/receivables.item-settled']);
  });

  it('with cash discount: revenue and tax are corrected', async () => {
    const { books, item } = await invoiced();
    const { body } = await books.clear({
      date: '2026-03-15',
      bankAccount: '1200',
      items: [{ item, discount: '2.38' }],
    });
    const { body: entry } = await books.entry(body.entryId);
    expect(linesOf(entry)).toEqual(['1200 116.62', '8736 2.00', '1776 0.38', '10000 -119.00']);
    expect((await books.openItems({ side: 'receivable', asOf: '2026-03-31' })).body.total).toBe('0.00');
  });

  it('in part, and the rest later; more than is open stays on the account', async () => {
    const { books, item } = await invoiced();
    await books.clear({ date: '2026-03-20', bankAccount: '1200', amount: '19.00', items: [{ item }] });
    expect(brief((await books.openItems({ side: 'receivable' })).body)).toEqual(['RE-1 100.00']);
    await books.clear({ date: '2026-03-25', bankAccount: '1200', amount: '130.00', items: [{ item }] });
    const { body } = await books.openItems({ side: 'receivable' });
    expect([brief(body), body.difference]).toEqual([['- -30.00'], '0.00']);
  });

  it('an overpayment is used up by the next invoice, without an entry', async () => {
    const { books, item } = await invoiced();
    const { body } = await books.clear({
      date: '2026-03-20',
      bankAccount: '1200',
      amount: '150.00',
      items: [{ item }],
    });
    const paid = await books.entry(body.entryId);
    const next = await books.postPosting({ ...INVOICE, documentNumber: 'RE-2' });
    const cleared = await books.clear({
      date: '2026-03-28',
      items: [{ item: `2026-${next.body.number}-1` }, { item: `2026-${paid.body.number}-2` }],
    });
    expect([cleared.body.kind, cleared.body.entryId]).toEqual(['assignment', undefined]);
    expect(brief((await books.openItems({ side: 'receivable' })).body)).toEqual(['RE-2 88.00']);
  });

  it('the same key again answers the first reply and books nothing', async () => {
    const { books, item } = await invoiced();
    const wish = { date: '2026-03-20', bankAccount: '1200', amount: '19.00', items: [{ item }] };
    const first = await books.clear(wish, { 'idempotency-key': 'pay-19-once' });
    const second = await books.clear(wish, { 'idempotency-key': 'pay-19-once' });
    expect(second.body.id).toBe(first.body.id);
    expect((await books.openItems({ side: 'receivable' })).body.total).toBe('100.00');
  });

  it('two at once: what both want is paid once', async () => {
    const { books, item } = await invoiced();
    const wish = { date: '2026-03-20', bankAccount: '1200', items: [{ item }] };
    const answers = await Promise.all([books.clear(wish), books.clear(wish), books.clear(wish)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const { body } = await books.openItems({ side: 'receivable' });
    expect([body.total, body.difference]).toEqual(['0.00', '0.00']);
  });
});

describe('write-off and netting', () => {
  it('a bad debt is written off with its tax', async () => {
    const books = await newBooks({ chart: 'SKR04' });
    const sale = { ...INVOICE, creditAccount: '4400' };
    const { body: invoice } = await books.postPosting(sale);
    const { body } = await books.clear({
      date: '2026-06-30',
      items: [{ item: `2026-${invoice.number}-1`, writeOff: '119.00' }],
    });
    expect(body.kind).toBe('write-off');
    const { body: entry } = await books.entry(body.entryId);
    expect(linesOf(entry)).toEqual(['6936 100.00', '3806 19.00', '10000 -119.00']);
  });

  it('an invoice with two rates is corrected in proportion, to the cent', async () => {
    const books = await newBooks();
    const { body: invoice } = await api.call('POST', '/companies/{companyId}/journal-entries', {
      params: { companyId: `acme-${companies}` },
      body: {
        date: '2026-03-01',
        text: 'Mixed',
        lines: [
          { account: '10000', debit: '226.00' },
          { account: '8400', credit: '100.00', taxCode: 'output-19' },
          { account: '1776', credit: '19.00', taxCode: 'output-19' },
          { account: '8300', credit: '100.00', taxCode: 'output-7' },
          { account: '1771', credit: '7.00', taxCode: 'output-7' },
        ],
      },
    });
    const { body } = await books.clear({
      date: '2026-03-05',
      bankAccount: '1200',
      items: [{ item: `2026-${invoice.number}-1`, discount: '6.78' }],
    });
    const { body: entry } = await books.entry(body.entryId);
    expect(linesOf(entry)).toEqual([
      '1200 219.22',
      '8736 3.00',
      '1776 0.57',
      '8731 3.00',
      '1771 0.21',
      '10000 -226.00',
    ]);
  });

  it('what a business owes us is set off against what we owe it', async () => {
    const books = await newBooks();
    const { body: sale } = await books.postPosting(INVOICE);
    const purchase = { date: '2026-03-12', amount: '59.50', debitAccount: '4930', creditAccount: '70000' };
    const { body: bought } = await books.postPosting({ ...purchase, taxCode: '9', text: 'Paper' });
    const { body, status } = await books.clear({
      date: '2026-03-20',
      items: [{ item: `2026-${sale.number}-1` }, { item: `2026-${bought.number}-3` }],
    });
    expect([status, body.kind]).toEqual([201, 'netting']);
    const { body: entry } = await books.entry(body.entryId);
    expect(linesOf(entry)).toEqual(['10000 -59.50', '70000 59.50']);
    expect((await books.openItems({ side: 'receivable' })).body.total).toBe('59.50');
    expect((await books.openItems({ side: 'payable' })).body.total).toBe('0.00');
  });
});

describe('undoing', () => {
  it('a reversed payment opens its invoices again from its day on', async () => {
    const books = await newBooks();
    const { body: invoice } = await books.postPosting(INVOICE);
    const item = `2026-${invoice.number}-1`;
    const { body: paid } = await books.clear({ date: '2026-03-20', bankAccount: '1200', items: [{ item }] });
    expect((await books.reverse(paid.entryId, { date: '2026-03-25' })).status).toBe(201);
    const { body } = await books.openItems({ side: 'receivable', asOf: '2026-03-31' });
    expect([brief(body), body.difference]).toEqual([['RE-1 119.00'], '0.00']);
    const meanwhile = await books.openItems({ side: 'receivable', asOf: '2026-03-22' });
    expect([meanwhile.body.total, meanwhile.body.difference]).toEqual(['0.00', '0.00']);
  });

  it('a reversed invoice is gone with its reversal, and its payment is open', async () => {
    const books = await newBooks();
    const { body: invoice } = await books.postPosting(INVOICE);
    const item = `2026-${invoice.number}-1`;
    await books.clear({ date: '2026-03-20', bankAccount: '1200', items: [{ item }] });
    await books.reverse(invoice.id, { date: '2026-03-25', method: 'general-reversal' });
    const { body } = await books.openItems({ side: 'receivable', asOf: '2026-03-31' });
    expect([body.total, body.difference, body.items.length]).toEqual(['-119.00', '0.00', 1]);
  });

  it('two that follow the journal at once: the one that comes second takes back nothing that the first set off', async () => {
    const books = await newBooks();
    const companyId = `acme-${companies}`;
    const company = await api.ledger.loadCompany(companyId);
    if (!company) throw new Error('no company');
    const { body: invoice } = await books.postPosting(INVOICE);
    await api.receivables.follow(company);
    await books.reverse(invoice.id, { date: '2026-03-25' });
    let overtaken = 0;
    const locateEntry: typeof api.ledger.reader.locateEntry = async (id, entryId) => {
      overtaken += 1;
      if (overtaken === 1) await api.receivables.follow(company);
      return api.ledger.reader.locateEntry(id, entryId);
    };
    const reader = { ...api.ledger.reader, locateEntry };
    await composeReceivables(api.table, { ...api.ledger, reader }).follow(company);
    expect(overtaken).toBe(1);
    const { body } = await books.openItems({ side: 'receivable', asOf: '2026-03-31' });
    expect([body.total, brief(body)]).toEqual(['0.00', []]);
    expect((await books.item(`2026-${invoice.number}-1`)).body.clearings).toHaveLength(1);
  });

  it('an assignment is undone once; a payment’s amount stays on the account', async () => {
    const books = await newBooks();
    const { body: invoice } = await books.postPosting(INVOICE);
    const item = `2026-${invoice.number}-1`;
    const { body: paid } = await books.clear({ date: '2026-03-20', bankAccount: '1200', items: [{ item }] });
    const undone = await books.undo(paid.id, { date: '2026-03-22' });
    expect([undone.status, undone.body.kind, undone.body.undoes]).toEqual([201, 'undo', paid.id]);
    const again = await books.undo(paid.id);
    expect([again.status, again.body.type]).toEqual([409, '/problems/receivables.already-undone']);
    const { body } = await books.openItems({ side: 'receivable', asOf: '2026-03-31' });
    expect(brief(body).toSorted()).toEqual(['- -119.00', 'RE-1 119.00']);
    expect((await books.item(item)).body.clearings).toHaveLength(2);
  });
});

describe('years', () => {
  it('opening entries that carry items forward are none of their own; those of a takeover are', async () => {
    const books = await newBooks();
    const companyId = `acme-${companies}`;
    const open = (date: string, amount: string) =>
      api.call('POST', '/companies/{companyId}/journal-entries', {
        params: { companyId },
        body: {
          kind: 'opening',
          date,
          documentNumber: 'ALT-1',
          text: 'Vortrag',
          lines: [
            { account: '10000', debit: amount },
            { account: '9008', credit: amount },
          ],
        },
      });
    await open('2025-01-01', '200.00');
    await open('2026-01-01', '200.00');
    const { body } = await books.openItems({ side: 'receivable', asOf: '2026-02-01' });
    expect([brief(body), body.difference]).toEqual([['ALT-1 200.00'], '0.00']);
  });
});

describe('refusals', () => {
  it.each<[string, (item: string) => Record<string, unknown>, number, string, string]>([
    [
      'more than is open',
      (item) => ({ items: [{ item, amount: '120.00' }], bankAccount: '1200' }),
      422,
      'more-than-open',
      '/items/0',
    ],
    [
      'an unknown item',
      () => ({ items: [{ item: '2026-99-1' }], bankAccount: '1200' }),
      404,
      'unknown-item',
      '/items/0/item',
    ],
    [
      'garbage for an item',
      () => ({ items: [{ item: 'x' }], bankAccount: '1200' }),
      404,
      'unknown-item',
      '/items/0/item',
    ],
    [
      'an item twice',
      (item) => ({ items: [{ item }, { item }], bankAccount: '1200' }),
      422,
      'invalid-clearing',
      '/items/1/item',
    ],
    [
      'money without an account',
      (item) => ({ items: [{ item }], amount: '5.00' }),
      422,
      'invalid-clearing',
      '/bankAccount',
    ],
    [
      'nothing to set off against',
      (item) => ({ items: [{ item, amount: '5.00' }] }),
      422,
      'invalid-clearing',
      '/amount',
    ],
    [
      'less money than is to be paid',
      (item) => ({ items: [{ item, amount: '100.00' }], bankAccount: '1200', amount: '50.00' }),
      422,
      'invalid-clearing',
      '/amount',
    ],
    [
      'an amount that is none',
      (item) => ({ items: [{ item, discount: '0.001' }], bankAccount: '1200' }),
      422,
      'invalid-clearing',
      '/items/0/discount',
    ],
    [
      'a day before the invoice',
      (item) => ({ items: [{ item }], bankAccount: '1200', date: '2026-03-01' }),
      422,
      'invalid-clearing',
      '/date',
    ],
  ])('%s', async (_name, wish, status, code, pointer) => {
    const books = await newBooks();
    const { body: invoice } = await books.postPosting(INVOICE);
    const answer = await books.clear({ date: '2026-03-20', ...wish(`2026-${invoice.number}-1`) });
    expect([answer.status, answer.body.type, answer.body.errors?.[0]?.pointer]).toEqual([
      status,
      `/problems/receivables.${code}`,
      pointer,
    ]);
    const { body } = await books.openItems({ side: 'receivable' });
    expect([body.total, body.difference]).toEqual(['119.00', '0.00']);
  });
});
