import { beforeAll, describe, expect, it } from 'vitest';
import { ANY_VERSION, askFor, createCompany, type StoryCompany } from '../../support/stories.ts';

/* From the invoice to the settled item, over HTTP only. */

let company: StoryCompany;

beforeAll(async () => {
  company = await createCompany();
});

const post = (path: string, body: unknown) => company.ask('POST', company.at(path), body);
const openItems = async (asOf: string) =>
  (await company.ask('GET', company.at(`/reports/open-items?side=receivable&asOf=${asOf}`))).body;

describe('a customer', () => {
  it('is invoiced, pays less discount, and owes nothing', async () => {
    const partner = { kind: 'customer', name: 'Kunde GmbH', account: '10000', paymentTermsDays: 30 };
    expect((await company.ask('PUT', company.at('/partners/k-1'), partner)).status).toBe(201);
    const invoice = await post('/postings', {
      date: '2026-03-02',
      amount: '1190.00',
      debitAccount: '10000',
      creditAccount: '8400',
      documentNumber: 'RE-1',
      text: 'Maschine',
    });
    expect([invoice.status, invoice.body.lines.length]).toEqual([201, 3]);
    const due = await openItems('2026-03-31');
    expect([due.total, due.difference, due.items[0].dueDate]).toEqual(['1190.00', '0.00', '2026-04-01']);
    const paid = await post('/clearings', {
      date: '2026-03-10',
      bankAccount: '1200',
      items: [{ item: due.items[0].id, discount: '23.80' }],
    });
    expect(paid.status).toBe(201);
    expect(await openItems('2026-03-31')).toMatchObject({ total: '0.00', difference: '0.00', items: [] });
    const { body } = await company.ask('GET', company.at('/reports/trial-balance?asOf=2026-03-31'));
    const balances = Object.fromEntries(
      body.accounts.map(({ account, balance }: { account: string; balance: string }) => [account, balance]),
    );
    expect(balances).toMatchObject({
      '1200': '1166.20',
      '8400': '-1000.00',
      '8736': '20.00',
      '1776': '-186.20',
    });
  });

  it('a payment that is reversed leaves the invoice open, told by the event as well', async () => {
    const invoice = await post('/postings', {
      date: '2026-04-02',
      amount: '119.00',
      debitAccount: '10001',
      creditAccount: '8400',
      documentNumber: 'RE-2',
      text: 'Teile',
    });
    const item = `2026-${invoice.body.number}-1`;
    const paid = await post('/clearings', { date: '2026-04-05', bankAccount: '1200', items: [{ item }] });
    const reversed = await post(`/journal-entries/${paid.body.entryId}/reversal`, { date: '2026-04-06' });
    expect(reversed.status).toBe(201);
    const report = await openItems('2026-04-30');
    expect([report.total, report.difference]).toEqual(['119.00', '0.00']);
    const { body } = await company.ask('GET', company.at(`/open-items/${item}`));
    expect(body.open).toBe('119.00');

    const again = await post('/clearings', { date: '2026-04-07', bankAccount: '1200', items: [{ item }] });
    expect((await post(`/clearings/${again.body.id}/undo`, {})).status).toBe(201);
    expect((await openItems('2026-04-30')).difference).toBe('0.00');
    const nobody = { kind: 'customer', name: 'Niemand', account: '10009' };
    await askFor(company, 201, 'PUT', '/partners/k-9', nobody);
    await askFor(company, 204, 'DELETE', '/partners/k-9', undefined, ANY_VERSION);
  });
});
