import { beforeAll, describe, expect, it } from 'vitest';
import { checkInvoice } from '../../../functions/invoices/domain/check-invoice.ts';
import { readInvoice } from '../../../functions/invoices/domain/read-invoice.ts';
import { ublInvoice } from '../../support/invoice-xml.ts';
import { type InvoicesApi, openInvoicesApi } from '../../support/invoices-api.ts';
import { INVOICE_SETTINGS, PLACE } from '../../support/invoicing.ts';

/* Advance invoice, payment, final invoice (§14 Abs. 5 UStG), and what the VAT returns say of them. */

let api: InvoicesApi;
let companies = 0;

beforeAll(async () => {
  api = await openInvoicesApi();
});

const CUSTOMER = {
  kind: 'customer',
  name: 'Kunde',
  account: '10000',
  email: 'k@kunde.example',
  address: PLACE,
};
const ADVANCE = {
  kind: 'advance',
  customerId: 'k-1',
  date: '2026-03-02',
  lines: [{ text: 'Anzahlung auf Auftrag 7', unitPrice: '400' }],
};
const FINAL = {
  customerId: 'k-1',
  date: '2026-06-15',
  serviceDate: '2026-06-10',
  lines: [{ text: 'Auftrag 7', unitPrice: '1000' }],
};

async function companyThatBills(more: Record<string, string> = {}) {
  companies += 1;
  const companyId = `advances-${companies}`;
  await api.createCompany(companyId, { name: 'Acme GmbH', ...more });
  const ask = api.at(companyId);
  await ask('PUT', '/invoice-settings', {}, { body: INVOICE_SETTINGS });
  for (const [partnerId, account] of [
    ['k-1', '10000'],
    ['k-2', '10001'],
  ] as const) {
    await ask('PUT', '/partners/{partnerId}', { partnerId }, { body: { ...CUSTOMER, account } });
  }
  const issue = (body: object) => ask('POST', '/invoices', {}, { body });
  const entry = async (entryId: string) => (await ask('GET', '/journal-entries/{entryId}', { entryId })).body;
  const lines = async (entryId: string) =>
    (await entry(entryId)).lines.map(({ account, debit, credit, taxCode }: Record<string, string>) =>
      [account, debit ?? `-${credit}`, taxCode].filter((part) => part !== undefined).join(' '),
    );
  const pay = async (invoice: { entryId: string }, date: string, wish: object = {}) => {
    const { number } = await entry(invoice.entryId);
    const items = [{ item: `2026-${number}-1`, ...wish }];
    return (await ask('POST', '/clearings', {}, { body: { date, bankAccount: '1200', items } })).body;
  };
  const figures = async (period: string) => {
    const { body } = await ask('GET', '/reports/vat-return', {}, { query: { year: '2026', period } });
    expect(body.reconciliation.balanced).toBe(true);
    return body.figures;
  };
  const balances = async (...accounts: string[]) => {
    const { body } = await ask('GET', '/reports/trial-balance', {}, { query: { asOf: '2026-12-31' } });
    const all = new Map(body.accounts.map((one: Record<string, string>) => [one.account, one.balance]));
    return accounts.map((account) => all.get(account) ?? '0.00');
  };
  const cancel = (invoiceId: string, date: string) =>
    ask('POST', '/invoices/{invoiceId}/cancellation', { invoiceId }, { body: { date } });
  const invoiceOf = async (invoiceId: string, syntax: 'cii' | 'ubl') => {
    const { body } = await ask('GET', '/invoices/{invoiceId}/xml', { invoiceId }, { query: { syntax } });
    const read = readInvoice(Buffer.from(String(body)));
    if (read.kind === 'refused') throw new Error(read.reason);
    return { invoice: read.invoice, findings: [...read.findings, ...checkInvoice(read.invoice, read.lines)] };
  };
  return { companyId, ask, issue, entry, lines, pay, figures, balances, cancel, invoiceOf };
}

describe('an advance and its final invoice', () => {
  it('are taxed once: the advance with its payment, the rest with the supply', async () => {
    const { issue, lines, pay, figures, balances, invoiceOf } = await companyThatBills();
    const { status, body: advance } = await issue(ADVANCE);
    expect([status, advance]).toMatchObject([201, { kind: 'advance', total: '476.00', payable: '476.00' }]);
    expect(await lines(advance.entryId)).toEqual(['10000 476.00', '1593 -476.00 advance-output-19']);
    await pay(advance, '2026-04-10');
    const { body: final } = await issue({ ...FINAL, deducts: [advance.id] });
    expect(final).toMatchObject({
      kind: 'invoice',
      total: '1190.00',
      payable: '714.00',
      deducts: [advance.id],
    });
    expect(await lines(final.entryId)).toEqual([
      '10000 714.00',
      '8400 -1000.00 output-19',
      '1776 -190.00 output-19',
      '1718 400.00 output-19',
      '1776 76.00 output-19',
    ]);
    expect([await figures('03'), await figures('04'), await figures('06')]).toEqual([
      { '83': '0.00' },
      { '81': '400', '83': '76.00' },
      { '81': '600', '83': '114.00' },
    ]);
    expect(await balances('10000', '1593', '1718', '8400')).toEqual(['714.00', '0.00', '0.00', '-1000.00']);
    for (const syntax of ['cii', 'ubl'] as const) {
      const asked = await invoiceOf(advance.id, syntax);
      expect(asked.findings).toEqual([]);
      expect(asked.invoice).toMatchObject({ typeCode: '386', totals: { payable: 47_600n } });
      const { findings, invoice } = await invoiceOf(final.id, syntax);
      expect(findings).toEqual([]);
      expect(invoice).toMatchObject({
        typeCode: '380',
        precedingInvoices: [{ number: 'RE-2026-0001', issueDate: '2026-03-02' }],
        totals: { withVat: 119_000n, paid: 47_600n, payable: 71_400n },
      });
      expect(invoice.notes.map(({ text }) => text)).toEqual([
        'Abzüglich Anzahlung laut Rechnung RE-2026-0001 vom 02.03.2026: netto 400,00 EUR, Umsatzsteuer 19 % 76,00 EUR, zusammen 476,00 EUR.',
      ]);
    }
  });

  it('under §20 UStG the final invoice leaves only the rest waiting, and nothing where all is paid', async () => {
    const { issue, lines, pay, figures, balances } = await companyThatBills({ vatTaxation: 'received' });
    const [{ body: one }, { body: two }] = [await issue(ADVANCE), await issue(ADVANCE)];
    for (const advance of [one, two]) await pay(advance, '2026-04-10');
    const { body: final } = await issue({ ...FINAL, deducts: [one.id] });
    expect((await lines(final.entryId)).slice(3)).toEqual([
      '1718 400.00 unpaid-output-19',
      '1766 76.00 unpaid-output-19',
    ]);
    expect([await figures('04'), await figures('06')]).toEqual([
      { '81': '800', '83': '152.00' },
      { '83': '0.00' },
    ]);
    await pay(final, '2026-07-10');
    expect(await figures('07')).toEqual({ '81': '600', '83': '114.00' });
    const all = [{ text: 'Auftrag 8', unitPrice: '400' }];
    const { body: paid } = await issue({ ...FINAL, lines: all, deducts: [two.id] });
    expect(paid.payable).toBe('0.00');
    expect(await lines(paid.entryId)).toEqual([
      '8400 -400.00 output-19',
      '1776 -76.00 output-19',
      '1718 400.00 output-19',
      '1776 76.00 output-19',
    ]);
    expect(await balances('10000', '1593', '1718', '1766')).toEqual(['0.00', '0.00', '0.00', '0.00']);
  });

  it('only what was received is deducted; an open one is refused with what is open', async () => {
    const { issue, lines, pay, invoiceOf } = await companyThatBills();
    const { body: advance } = await issue({ ...ADVANCE, buyerReference: '04011000-12345-03' });
    await pay(advance, '2026-04-10', { amount: '100.00' });
    const final = { ...FINAL, buyerReference: '04011000-12345-03', deducts: [advance.id] };
    const refused = await issue(final);
    expect(refused).toMatchObject({ status: 409, body: { open: '376.00' } });
    expect(refused.body.errors).toMatchObject([{ pointer: '/deducts/0' }]);
    await pay(advance, '2026-05-10', { amount: '138.00', writeOff: '238.00' });
    expect(await issue({ ...final, date: '2026-05-09' })).toMatchObject({ status: 409 });
    const { body } = await issue(final);
    expect((await lines(body.entryId)).slice(3)).toEqual(['1718 200.00 output-19', '1776 38.00 output-19']);
    for (const [id, typeCode] of [
      [advance.id, '380'],
      [body.id, '380'],
    ]) {
      const { findings, invoice } = await invoiceOf(id, 'ubl');
      expect([findings, invoice.typeCode]).toEqual([
        findings.filter(({ severity }) => severity === 'information'),
        typeCode,
      ]);
    }
  });

  it('is deducted once, by whoever comes first; cancelling the final invoice frees it', async () => {
    const { issue, pay, cancel, lines, balances } = await companyThatBills();
    const { body: advance } = await issue(ADVANCE);
    await pay(advance, '2026-04-10');
    const final = { ...FINAL, deducts: [advance.id] };
    const both = await Promise.all([issue(final), issue(final)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const won = both.find(({ status }) => status === 201)?.body;
    expect(await issue(final)).toMatchObject({ status: 409, body: { deductedBy: won.id } });
    expect(await cancel(advance.id, '2026-06-20')).toMatchObject({
      status: 409,
      body: { deductedBy: won.id },
    });
    const { body: note } = await cancel(won.id, '2026-06-20');
    expect(note).toMatchObject({ kind: 'credit-note', payable: '714.00' });
    expect((await lines(note.entryId)).slice(3)).toEqual(['1718 -400.00 output-19', '1776 -76.00 output-19']);
    expect(await balances('10000', '1718', '8400')).toEqual(['0.00', '-400.00', '0.00']);
    const small = [{ text: 'Kleiner', unitPrice: '100' }];
    const { body: again } = await issue({ ...final, lines: small });
    expect([again.payable, (await lines(again.entryId))[0]]).toEqual(['-357.00', '10000 -357.00']);
  });

  it('wrong orders are refused with their place', async () => {
    const { issue, cancel, lines } = await companyThatBills();
    const problem = async (body: object) => {
      const answer = await issue(body);
      return `${answer.status} ${answer.body.errors?.[0]?.pointer}`;
    };
    const line = (more: object) => problem({ ...ADVANCE, lines: [{ text: 'x', unitPrice: '1', ...more }] });
    expect(await line({ category: 'K' })).toBe('422 /lines/0/category');
    expect(await line({ account: '8400' })).toBe('422 /lines/0/account');
    expect(await line({ ratePercent: '12' })).toBe('422 /lines/0/ratePercent');
    expect(await problem({ ...ADVANCE, discount: { days: 10, percent: '2' } })).toBe('422 /discount');
    const { body: advance } = await issue(ADVANCE);
    expect(await problem({ ...ADVANCE, deducts: [advance.id] })).toBe('422 /deducts');
    const { body: plain } = await issue(FINAL);
    expect(await problem({ ...FINAL, deducts: [plain.id] })).toBe('422 /deducts/0');
    expect(await problem({ ...FINAL, customerId: 'k-2', deducts: [advance.id] })).toBe('422 /deducts/0');
    expect(await problem({ ...FINAL, deducts: [advance.id, advance.id] })).toBe('422 /deducts/1');
    const { body: note } = await cancel(advance.id, '2026-03-05');
    expect(await lines(note.entryId)).toEqual(['10000 -476.00', '1593 476.00 advance-output-19']);
    expect(await problem({ ...FINAL, deducts: [advance.id] })).toBe('409 /deducts/0');
  });
});

describe('an advance of a vendor', () => {
  async function buyer() {
    const { companyId, ask, pay, lines, figures, balances } = await companyThatBills();
    const vendor = { kind: 'vendor', name: 'Papier', account: '70000', vatId: 'DE111111125' };
    await ask('PUT', '/partners/{partnerId}', { partnerId: 'v-1' }, { body: vendor });
    const receive = async (of: Parameters<typeof ublInvoice>[0]) =>
      (
        await api.receive(
          companyId,
          ublInvoice({ buyer: { name: 'Acme GmbH', vatId: INVOICE_SETTINGS.vatId }, ...of }),
        )
      ).id;
    const get = async (invoiceId: string) =>
      (await ask('GET', '/received-invoices/{invoiceId}', { invoiceId })).body;
    const book = (invoiceId: string, body: object = {}) =>
      ask('POST', '/received-invoices/{invoiceId}/booking', { invoiceId }, { body });
    return { receive, get, book, pay, lines, figures, balances };
  }

  it('waits until it is paid; the final invoice takes it off, so that its tax is deducted once', async () => {
    const { receive, get, book, pay, lines, figures, balances } = await buyer();
    const asked = await receive({ typeCode: '386', lines: [{ net: '400.00' }] });
    const seen = (await get(asked)).proposal;
    expect(seen).toMatchObject({ advance: true, findings: [{ rule: 'INV-ADVANCE' }] });
    expect(await book(asked, { lines: [{ account: '4930' }] })).toMatchObject({ status: 422 });
    const { status, body } = await book(asked);
    expect([status, body]).toMatchObject([201, { state: 'booked' }]);
    expect(await lines(body.entryId)).toEqual(['70000 -476.00', '1793 476.00 advance-input-19']);
    await pay(body, '2026-06-20');
    expect(await figures('06')).toEqual({ '66': '76.00', '83': '-76.00' });
    const final = await receive({
      number: 'R-2',
      date: '2026-07-01',
      delivered: '2026-07-01',
      due: '2026-08-01',
      lines: [{ net: '1000.00' }],
      paid: '476.00',
    });
    expect((await get(final)).proposal).toMatchObject({
      paid: '476.00',
      findings: [{ rule: 'INV-PREPAID' }],
    });
    const rest = [
      { amount: '1190.00', account: '4980', taxCode: '9' },
      { amount: '-476.00', tax: '-76.00', account: '1518' },
    ];
    const booked = await book(final, { lines: rest });
    expect(await lines(booked.body.entryId)).toEqual([
      '70000 -714.00',
      '4980 1000.00 input-19',
      '1576 190.00 input-19',
      '1518 -400.00 input-19',
      '1576 -76.00 input-19',
    ]);
    expect(await figures('07')).toEqual({ '66': '114.00', '83': '-114.00' });
    expect(await balances('1793', '1518', '70000')).toEqual(['0.00', '0.00', '-714.00']);
  });

  it('of an invoice that is none by its type it is said; tax of the recipient is booked by hand', async () => {
    const { receive, book, lines } = await buyer();
    const plain = await receive({ number: 'R-3', lines: [{ net: '100.00' }, { net: '50.00', rate: '7' }] });
    const { body } = await book(plain, { advance: true });
    expect(await lines(body.entryId)).toEqual([
      '70000 -172.50',
      '1793 119.00 advance-input-19',
      '1793 53.50 advance-input-7',
    ]);
    const charged = await receive({ number: 'R-4', lines: [{ net: '100.00', category: 'AE' }] });
    const refused = await book(charged, { advance: true, reason: 'Bekannt' });
    expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([422, '/advance']);
  });
});
