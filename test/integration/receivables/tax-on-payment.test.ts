import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CompanyApi,
  INVOICE,
  openReceivablesApi,
  type ReceivablesApi,
} from '../../support/receivables-api.ts';

/* §20 UStG: tax falls due with what is received. */

let api: ReceivablesApi;
let companies = 0;

beforeAll(async () => {
  api = await openReceivablesApi();
});

async function newBooks(): Promise<{ books: CompanyApi; companyId: string }> {
  companies += 1;
  const companyId = `ist-${companies}`;
  await api.createCompany(companyId, { vatTaxation: 'received' });
  return { books: api.at(companyId), companyId };
}

const figures = async (companyId: string, period: string) => {
  const query = { year: '2026', period };
  const { body } = await api.call('GET', '/companies/{companyId}/reports/vat-return', {
    params: { companyId },
    query,
  });
  return [body.figures, body.reconciliation.balanced];
};
const linesOf = (body: { lines: Record<string, string>[] }) =>
  body.lines.map(({ account, debit, credit, taxCode, taxBase }) =>
    [account, debit ?? `-${credit}`, taxCode, taxBase].filter((part) => part !== undefined).join(' '),
  );

describe('a company that is taxed on what it receives', () => {
  it('declares nothing with the invoice, and each part with its payment, to the cent', async () => {
    const { books, companyId } = await newBooks();
    const { body: invoice } = await books.postPosting({ ...INVOICE, amount: '119.03' });
    expect(linesOf(invoice)).toEqual([
      '10000 119.03',
      '8400 -100.03 unpaid-output-19',
      '1766 -19.00 unpaid-output-19',
    ]);
    expect(await figures(companyId, '03')).toEqual([{ '83': '0.00' }, true]);
    const item = `2026-${invoice.number}-1`;
    const { body: part } = await books.clear({
      date: '2026-04-10',
      bankAccount: '1200',
      amount: '40.00',
      items: [{ item }],
    });
    expect(linesOf((await books.entry(part.entryId)).body)).toEqual([
      '1200 40.00',
      '1766 6.38 unpaid-output-19',
      '1776 -6.38 output-19 33.62',
      '10000 -40.00',
    ]);
    await books.clear({ date: '2026-05-10', bankAccount: '1200', items: [{ item }] });
    const [april] = await figures(companyId, '04');
    expect(april).toEqual({ '81': '33', '83': '6.27' });
    const [may] = await figures(companyId, '05');
    expect(may).toEqual({ '81': '66', '83': '12.54' });
    const { body } = await api.call('GET', '/companies/{companyId}/reports/trial-balance', {
      params: { companyId },
      query: { asOf: '2026-12-31' },
    });
    const balances = Object.fromEntries(
      body.accounts.map(({ account, balance }: { account: string; balance: string }) => [account, balance]),
    );
    expect([balances['1766'], balances['1776']]).toEqual(['0.00', '-19.00']);
  });

  it('a discount takes tax away before it falls due', async () => {
    const { books, companyId } = await newBooks();
    const { body: invoice } = await books.postPosting(INVOICE);
    const { body: paid } = await books.clear({
      date: '2026-03-20',
      bankAccount: '1200',
      items: [{ item: `2026-${invoice.number}-1`, discount: '2.38' }],
    });
    expect(linesOf((await books.entry(paid.entryId)).body)).toEqual([
      '1200 116.62',
      '8736 2.00 unpaid-output-19',
      '1766 0.38 unpaid-output-19',
      '1766 18.62 unpaid-output-19',
      '1776 -18.62 output-19 98.00',
      '10000 -119.00',
    ]);
    expect(await figures(companyId, '03')).toEqual([{ '81': '98', '83': '18.62' }, true]);
  });

  it('what is paid at once is due at once; a written-off claim never was', async () => {
    const { books, companyId } = await newBooks();
    await books.postPosting({ ...INVOICE, debitAccount: '1200' });
    const { body: invoice } = await books.postPosting(INVOICE);
    await books.clear({
      date: '2026-03-30',
      items: [{ item: `2026-${invoice.number}-1`, writeOff: '119.00' }],
    });
    expect(await figures(companyId, '03')).toEqual([{ '81': '100', '83': '19.00' }, true]);
  });

  it('a reversed payment takes its tax back; undoing alone is refused', async () => {
    const { books, companyId } = await newBooks();
    const { body: invoice } = await books.postPosting(INVOICE);
    const item = `2026-${invoice.number}-1`;
    const { body: paid } = await books.clear({ date: '2026-03-20', bankAccount: '1200', items: [{ item }] });
    const undo = await books.undo(paid.id);
    expect([undo.status, undo.body.type]).toEqual([409, '/problems/receivables.cleared-by-entry']);
    await books.reverse(paid.entryId, { date: '2026-03-25' });
    expect(await figures(companyId, '03')).toEqual([{ '83': '0.00' }, true]);
    expect((await books.openItems({ side: 'receivable', asOf: '2026-03-31' })).body.total).toBe('119.00');
  });
});
