import { beforeAll, describe, expect, it } from 'vitest';
import { checkInvoice } from '../../../functions/invoices/domain/check-invoice.ts';
import { readInvoice } from '../../../functions/invoices/domain/read-invoice.ts';
import { type InvoicesApi, openInvoicesApi } from '../../support/invoices-api.ts';
import { ISSUER, PLACE } from '../../support/invoicing.ts';

/* Credit notes for parts of an invoice (Rechnungskorrektur), set off against its open item. */

let api: InvoicesApi;
let companies = 0;

beforeAll(async () => {
  api = await openInvoicesApi();
});

const CUSTOMER = { kind: 'customer', name: 'Kunde', account: '10000', address: PLACE };
const INVOICE = {
  customerId: 'k-1',
  date: '2026-03-15',
  serviceDate: '2026-03-10',
  lines: [
    { text: 'Beratung', quantity: '2', unit: 'HUR', unitPrice: '50' },
    { text: 'Buch', unitPrice: '100', ratePercent: '7' },
  ],
};

async function companyThatBills(more: Record<string, string> = {}) {
  companies += 1;
  const companyId = `credits-${companies}`;
  await api.createCompany(companyId, { name: 'Acme GmbH', ...more });
  const ask = api.at(companyId);
  await ask('PUT', '/invoice-settings', {}, { body: { vatId: 'DE136695976', issuer: ISSUER } });
  await ask('PUT', '/partners/{partnerId}', { partnerId: 'k-1' }, { body: CUSTOMER });
  const { body: invoice } = await ask('POST', '/invoices', {}, { body: INVOICE });
  const credit = (date: string, lines: object[], invoiceId = invoice.id) => {
    const corrects = { invoiceId, reason: 'Weniger geleistet', lines };
    return ask('POST', '/invoices', {}, { body: { kind: 'credit-note', date, corrects } });
  };
  const entry = async (entryId: string) => (await ask('GET', '/journal-entries/{entryId}', { entryId })).body;
  const lines = async (entryId: string) =>
    (await entry(entryId)).lines.map(({ account, debit, credit: right, taxCode }: Record<string, string>) =>
      [account, debit ?? `-${right}`, taxCode].filter((part) => part !== undefined).join(' '),
    );
  const pay = async (of: { entryId: string }, date: string, amount?: string) => {
    const { number } = await entry(of.entryId);
    const items = [{ item: `2026-${number}-1`, ...(amount === undefined ? {} : { amount }) }];
    return ask('POST', '/clearings', {}, { body: { date, bankAccount: '1200', items } });
  };
  const figures = async (period: string) => {
    const { body } = await ask('GET', '/reports/vat-return', {}, { query: { year: '2026', period } });
    expect(body.reconciliation.balanced).toBe(true);
    return body.figures;
  };
  const open = async () => {
    const query = { side: 'receivable', asOf: '2026-12-31' };
    const { body } = await ask('GET', '/reports/open-items', {}, { query });
    return body.items.map((item: { open: string }) => item.open);
  };
  return { ask, invoice, credit, entry, lines, pay, figures, open };
}

describe('a credit note for a part of an invoice', () => {
  it('is booked at the rates of its lines in its own period, and set off as far as the invoice is open', async () => {
    const { ask, invoice, credit, entry, lines, pay, figures, open } = await companyThatBills();
    expect(await pay(invoice, '2026-03-20', '126.00')).toMatchObject({ status: 201 });
    const { status, body: note } = await credit('2026-05-04', [
      { line: 1, quantity: '1' },
      { line: 2, netAmount: '40.00' },
    ]);
    expect([status, note]).toMatchObject([
      201,
      {
        kind: 'credit-note',
        number: 'RE-2026-0002',
        corrects: invoice.id,
        total: '102.30',
        setOff: '100.00',
      },
    ]);
    expect(await lines(note.entryId)).toEqual([
      '10000 -102.30',
      '8400 50.00 output-19',
      '1776 9.50 output-19',
      '8300 40.00 output-7',
      '1771 2.80 output-7',
    ]);
    const booked = await entry(note.entryId);
    expect([booked.reference, booked.serviceDate]).toEqual(['RE-2026-0001', undefined]);
    expect(await open()).toEqual(['-2.30']);
    expect([await figures('03'), await figures('05')]).toEqual([
      { '81': '100', '86': '100', '83': '26.00' },
      { '81': '-50', '86': '-40', '83': '-12.30' },
    ]);
    const seen = await ask('GET', '/invoices/{invoiceId}', { invoiceId: invoice.id });
    expect(seen.body).toMatchObject({ creditNotes: [note.id], credited: '102.30' });
    const { body: xml } = await ask(
      'GET',
      '/invoices/{invoiceId}/xml',
      { invoiceId: note.id },
      { query: { syntax: 'ubl' } },
    );
    const read = readInvoice(Buffer.from(String(xml)));
    if (read.kind === 'refused') throw new Error(read.reason);
    expect([...read.findings, ...checkInvoice(read.invoice, read.lines)]).toEqual([]);
    const over = await credit('2026-05-05', [{ line: 1, quantity: '2' }]);
    expect([over.status, over.body.errors]).toMatchObject([422, [{ pointer: '/corrects/lines/0/quantity' }]]);
    expect(await credit('2026-03-14', [{ line: 1 }])).toMatchObject({ status: 422 });
    expect(await credit('2026-05-05', [{ line: 1 }], note.id)).toMatchObject({ status: 409 });
  });

  it('never takes more than there is, two at once neither; cancelling takes the rest', async () => {
    const { ask, invoice, credit, lines, open } = await companyThatBills();
    const both = await Promise.all([
      credit('2026-05-04', [{ line: 1, netAmount: '60.00' }]),
      credit('2026-05-04', [{ line: 1, netAmount: '60.00' }]),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(await open()).toEqual(['154.60']);
    const cancel = () =>
      ask(
        'POST',
        '/invoices/{invoiceId}/cancellation',
        { invoiceId: invoice.id },
        { body: { date: '2026-05-06' } },
      );
    const { body: note } = await cancel();
    expect(note).toMatchObject({
      cancels: invoice.id,
      number: 'RE-2026-0003',
      total: '154.60',
      setOff: '154.60',
    });
    expect(await lines(note.entryId)).toEqual([
      '10000 -154.60',
      '8400 40.00 output-19',
      '1776 7.60 output-19',
      '8300 100.00 output-7',
      '1771 7.00 output-7',
    ]);
    expect(await open()).toEqual([]);
    expect(await credit('2026-05-07', [{ line: 2 }])).toMatchObject({
      status: 409,
      body: { cancelledBy: note.id },
    });
    const advance = { ...INVOICE, kind: 'advance', lines: [{ text: 'Anzahlung', unitPrice: '100' }] };
    const { body: asked } = await ask('POST', '/invoices', {}, { body: advance });
    expect(await credit('2026-05-07', [{ line: 1 }], asked.id)).toMatchObject({ status: 409 });
  });

  it('under §20 UStG takes its own rate from what waits: what is paid counts for the lines that are left', async () => {
    const { credit, invoice, lines, pay, figures, open } = await companyThatBills({
      vatTaxation: 'received',
    });
    await pay(invoice, '2026-04-10', '113.00');
    expect(await figures('04')).toEqual({ '81': '50', '86': '50', '83': '13.00' });
    const { body: note } = await credit('2026-05-04', [{ line: 2 }]);
    expect(note).toMatchObject({ total: '107.00', setOff: '107.00' });
    expect((await lines(note.entryId)).slice(1)).toEqual([
      '8300 100.00 unpaid-output-7',
      '1761 7.00 unpaid-output-7',
    ]);
    expect(await figures('05')).toEqual({ '81': '44', '86': '-50', '83': '4.86' });
    expect(await open()).toEqual(['6.00']);
    await pay(invoice, '2026-06-10');
    expect(await figures('06')).toEqual({ '81': '5', '83': '0.95' });
  });

  it('is left out of the tax that a later discount corrects', async () => {
    const { ask, credit, invoice, entry, lines } = await companyThatBills();
    await credit('2026-05-04', [{ line: 2 }]);
    const { number } = await entry(invoice.entryId);
    const items = [{ item: `2026-${number}-1`, discount: '2.38' }];
    const { body } = await ask(
      'POST',
      '/clearings',
      {},
      { body: { date: '2026-05-08', bankAccount: '1200', items } },
    );
    expect(await lines(body.entryId)).toEqual([
      '1200 116.62',
      '8736 2.00 output-19',
      '1776 0.38 output-19',
      '10000 -119.00',
    ]);
  });
});
