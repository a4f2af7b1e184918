import { beforeAll, describe, expect, it } from 'vitest';
import { checkInvoice } from '../../../functions/invoices/domain/check-invoice.ts';
import { readInvoice } from '../../../functions/invoices/domain/read-invoice.ts';
import { type InvoicesApi, openInvoicesApi } from '../../support/invoices-api.ts';

let api: InvoicesApi;
let companies = 0;

beforeAll(async () => {
  api = await openInvoicesApi();
});

const ISSUER = {
  name: 'Acme GmbH',
  address: { street: 'Lange Straße', houseNumber: '7', postcode: '20095', city: 'Hamburg' },
  contact: { name: 'Anna Ahrens', phone: '+49 40 1234567', email: 'rechnung@acme.example' },
  iban: 'DE89 3704 0044 0532 0130 00',
  footer: ['Amtsgericht Hamburg HRB 12345'],
};
const CUSTOMER = {
  kind: 'customer',
  name: 'Stadt Musterstadt',
  account: '10000',
  vatId: 'DE123456788',
  email: 'eingang@stadt.example',
  paymentTermsDays: 30,
  address: { street: 'Markt', houseNumber: '1', postcode: '12345', city: 'Musterstadt', country: 'DE' },
};
const ORDER = {
  customerId: 'k-1',
  date: '2026-06-15',
  serviceDate: '2026-06-10',
  buyerReference: '04011000-12345-03',
  discount: { days: 10, percent: '2' },
  lines: [
    { text: 'Beratung', quantity: '2.5', unit: 'HUR', unitPrice: '119.99', costCentre: 'K1' },
    { text: 'Handbuch', quantity: '3', unitPrice: '9.95', ratePercent: '7' },
  ],
};

async function companyThatBills() {
  companies += 1;
  const companyId = `bills-${companies}`;
  await api.createCompany(companyId, { name: 'Acme GmbH' });
  const ask = api.at(companyId);
  await ask('PUT', '/invoice-settings', {}, { body: { vatId: 'DE136695976', issuer: ISSUER } });
  await ask('PUT', '/partners/{partnerId}', { partnerId: 'k-1' }, { body: CUSTOMER });
  const issue = (more: object = {}, headers: Record<string, string> = {}) =>
    ask('POST', '/invoices', {}, { body: { ...ORDER, ...more }, headers });
  const xml = async (invoiceId: string, syntax: string) =>
    String((await ask('GET', '/invoices/{invoiceId}/xml', { invoiceId }, { query: { syntax } })).body);
  const entry = async (entryId: string) => (await ask('GET', '/journal-entries/{entryId}', { entryId })).body;
  return { companyId, ask, issue, xml, entry };
}

describe('an invoice to a customer', () => {
  it('is an e-invoice in both syntaxes that keeps the rules, and an open item', async () => {
    const { ask, issue, xml, entry } = await companyThatBills();
    const first = await issue({}, { 'idempotency-key': 'one' });
    expect(first).toMatchObject({
      status: 201,
      body: { number: 'RE-2026-0001', total: '388.92', dueDate: '2026-07-15', kind: 'invoice' },
    });
    expect((await issue({}, { 'idempotency-key': 'one' })).body).toEqual(first.body);
    for (const syntax of ['cii', 'ubl']) {
      const read = readInvoice(Buffer.from(await xml(first.body.id, syntax)));
      if (read.kind === 'refused') throw new Error(read.reason);
      expect([...read.findings, ...checkInvoice(read.invoice, read.lines)]).toEqual([]);
      expect(read.invoice.totals).toMatchObject({ withoutVat: 32_983n, vat: 5_909n, withVat: 38_892n });
      expect(read.invoice).toMatchObject({ number: 'RE-2026-0001', buyerReference: ORDER.buyerReference });
      expect(read.invoice.paymentTerms).toContain('#SKONTO#TAGE=10#PROZENT=2.00#');
    }
    const posted = await entry(first.body.entryId);
    expect(posted).toMatchObject({
      date: '2026-06-15',
      serviceDate: '2026-06-10',
      documentNumber: 'RE-2026-0001',
    });
    expect(posted.vouchers).toEqual([{ id: first.body.voucherId, sha256: first.body.sha256.cii }]);
    expect(posted.lines).toEqual([
      { account: '10000', debit: '388.92', dueDate: '2026-07-15', partner: 'DE123456788' },
      { account: '8400', credit: '299.98', taxCode: 'output-19', costCentre: 'K1', partner: 'DE123456788' },
      { account: '1776', credit: '57.00', taxCode: 'output-19' },
      { account: '8300', credit: '29.85', taxCode: 'output-7', partner: 'DE123456788' },
      { account: '1771', credit: '2.09', taxCode: 'output-7' },
    ]);
    const open = await ask(
      'GET',
      '/reports/open-items',
      {},
      { query: { side: 'receivable', asOf: '2026-12-31' } },
    );
    expect(open.body.total).toBe('388.92');
  });

  it('is cancelled once, by a credit note that refers to it and books it back', async () => {
    const { ask, issue, xml, entry } = await companyThatBills();
    const { body } = await issue({ lines: [{ text: 'Beratung', unitPrice: '100' }] });
    const cancel = () =>
      ask(
        'POST',
        '/invoices/{invoiceId}/cancellation',
        { invoiceId: body.id },
        { body: { date: '2026-06-20' } },
      );
    const note = await cancel();
    expect(note).toMatchObject({
      status: 201,
      body: { kind: 'credit-note', number: 'RE-2026-0002', cancels: body.id },
    });
    expect(await cancel()).toMatchObject({ status: 409, body: { cancelledBy: note.body.id } });
    for (const syntax of ['cii', 'ubl']) {
      const read = readInvoice(Buffer.from(await xml(note.body.id, syntax)));
      if (read.kind === 'refused') throw new Error(read.reason);
      expect(checkInvoice(read.invoice, read.lines)).toEqual([]);
      expect(read.invoice).toMatchObject({
        typeCode: '381',
        precedingInvoices: [{ number: 'RE-2026-0001', issueDate: '2026-06-15' }],
        totals: { withVat: 11_900n },
      });
    }
    const posted = await entry(note.body.entryId);
    expect(posted).toMatchObject({
      date: '2026-06-20',
      serviceDate: '2026-06-10',
      reference: 'RE-2026-0001',
    });
    expect(posted.lines).toMatchObject([
      { account: '10000', credit: '119.00' },
      { account: '8400', debit: '100.00', taxCode: 'output-19' },
      { account: '1776', debit: '19.00', taxCode: 'output-19' },
    ]);
  });

  it('that breaks a rule is refused with its id and place, and takes no number', async () => {
    const { ask, issue } = await companyThatBills();
    const problem = async (more: object) => {
      const { status, body } = await issue(more);
      const [first] = body.errors ?? [];
      return `${status} ${body.type?.replace('/problems/', '')} ${first?.pointer} ${first?.detail}`;
    };
    const { serviceDate: _day, ...undated } = ORDER;
    expect((await ask('POST', '/invoices', {}, { body: undated })).body.errors[0].pointer).toBe(
      '/serviceDate',
    );
    expect(await problem({ customerId: 'nobody' })).toMatch(/^422 invoices.unknown-customer \/customerId/);
    const line = (more: object) => problem({ lines: [{ text: 'x', unitPrice: '1', ...more }] });
    expect(await line({ unit: 'QQQ' })).toMatch(/^422 invoices.invalid-order \/lines\/0 BR-CL-23/);
    expect(await line({ unitPrice: '-1' })).toMatch(/^422 invoices.invalid-order \/lines\/0 BR-27/);
    expect(await line({ category: 'E' })).toMatch(/^422 invoices.invalid-order \/exemptionReason BR-E-10/);
    expect(await line({ ratePercent: '5' })).toMatch(/^422 invoices.invalid-order \/lines\/0\/account/);
    expect(await problem({ date: '1965-01-01', serviceDate: '1965-01-01' })).toMatch(
      /^422 ledger.tax-rate-unknown/,
    );
    expect(await issue({ number: 'X-1' })).toMatchObject({ status: 201, body: { number: 'X-1' } });
    expect(await issue({ number: 'X-1' })).toMatchObject({ status: 409 });
    const both = await Promise.all([issue(), issue()]);
    expect(both.map(({ body }) => body.number).toSorted()).toEqual(['RE-2026-0001', 'RE-2026-0002']);
    const { body } = await ask('GET', '/invoices');
    expect(body.items).toHaveLength(3);
  });
});
