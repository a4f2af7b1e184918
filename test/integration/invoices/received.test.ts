import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ublInvoice } from '../../support/invoice-xml.ts';
import { type InvoicesApi, openInvoicesApi } from '../../support/invoices-api.ts';
import { attachTo, objectsWith, packedStream, plainPdf } from '../../support/pdf-fixture.ts';

let api: InvoicesApi;
let companies = 0;

beforeAll(async () => {
  api = await openInvoicesApi();
});

const VENDOR = { kind: 'vendor', name: 'Papier Müller GmbH', account: '70000', vatId: 'DE111111125' };
const IBAN = 'DE02120300000000202051';

async function companyWithVendor() {
  companies += 1;
  const companyId = `acme-${companies}`;
  await api.createCompany(companyId, { name: 'Acme GmbH' });
  const ask = api.at(companyId);
  const settings = { vatId: 'DE 123 456 788', expenseAccount: '4980' };
  expect((await ask('PUT', '/invoice-settings', {}, { body: settings })).status).toBe(200);
  await ask('PUT', '/partners/{partnerId}', { partnerId: 'v-1' }, { body: { ...VENDOR, iban: IBAN } });
  const get = async (id: string) =>
    (await ask('GET', '/received-invoices/{invoiceId}', { invoiceId: id })).body;
  const book = (id: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    ask('POST', '/received-invoices/{invoiceId}/booking', { invoiceId: id }, { body, headers });
  const entry = async (entryId: string) => (await ask('GET', '/journal-entries/{entryId}', { entryId })).body;
  return {
    companyId,
    ask,
    get,
    book,
    entry,
    receive: (xml: string | Uint8Array) => api.receive(companyId, xml),
  };
}

describe('a received invoice', () => {
  it('is read, proposed, booked with one click, and remembered', async () => {
    const { ask, get, book, entry, receive } = await companyWithVendor();
    const lines = [{ net: '100.00' }, { net: '50.00', rate: '7' }];
    const terms = '#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#\n#SKONTO#TAGE=7#PROZENT=3.00#';
    const { done, id } = await receive(ublInvoice({ lines, terms }));
    expect(done).toMatchObject({ state: 'done', done: 1 });
    const seen = await get(id);
    expect(seen).toMatchObject({ state: 'received', number: 'R-1', total: '172.50', errors: 0 });
    expect(seen.invoice.seller).toMatchObject({ vatId: 'DE111111125' });
    expect(seen.proposal).toMatchObject({
      account: '70000',
      partner: { id: 'v-1' },
      recognizedBy: 'vat-id',
      total: '172.50',
      serviceDate: '2026-05-28',
      dueDate: '2026-07-01',
      discounts: [
        { days: 14, percent: '2', base: '100.00' },
        { days: 7, percent: '3' },
      ],
      lines: [
        { amount: '119.00', tax: '19.00', account: '4980', taxCode: '9' },
        { amount: '53.50', tax: '3.50', account: '4980', taxCode: '8' },
      ],
    });
    const changed = { lines: [{ account: '4930', costCentre: 'K1' }, {}] };
    const key = { 'idempotency-key': 'once' };
    const first = await book(id, changed, key);
    expect(first).toMatchObject({ status: 201, body: { state: 'booked', account: '70000' } });
    expect((await book(id, changed, key)).body).toEqual(first.body);
    expect(await book(id, changed)).toMatchObject({ status: 409, body: { entryId: first.body.entryId } });
    const posted = await entry(first.body.entryId);
    expect(posted).toMatchObject({ date: '2026-06-01', serviceDate: '2026-05-28', documentNumber: 'R-1' });
    expect(posted.vouchers).toEqual([{ id: seen.voucherId, sha256: seen.sha256 }]);
    expect(posted.lines).toEqual([
      { account: '70000', credit: '172.50', dueDate: '2026-07-01', partner: 'DE111111125' },
      { account: '4930', debit: '100.00', taxCode: 'input-19', costCentre: 'K1', partner: 'DE111111125' },
      { account: '1576', debit: '19.00', taxCode: 'input-19' },
      { account: '4980', debit: '50.00', taxCode: 'input-7', partner: 'DE111111125' },
      { account: '1571', debit: '3.50', taxCode: 'input-7' },
    ]);
    const open = await ask(
      'GET',
      '/reports/open-items',
      {},
      { query: { side: 'payable', asOf: '2026-12-31' } },
    );
    expect(open.body.total).toBe('172.50');
    expect(open.body.items).toMatchObject([
      {
        discount: { percent: '3', until: '2026-06-08', amount: '5.18' },
        laterDiscounts: [{ percent: '2', until: '2026-06-15', amount: '2.00' }],
      },
    ]);
    const next = await receive(ublInvoice({ number: 'R-2' }));
    expect((await get(next.id)).proposal.lines).toMatchObject([
      { account: '4930', costCentre: 'K1', taxCode: '9' },
    ]);
    const { body } = await ask('GET', '/received-invoices', {}, { query: { state: 'booked' } });
    expect(body.items.map((one: { id: string }) => one.id)).toEqual([id]);
  });

  it('in a PDF keeps both files as vouchers of the entry', async () => {
    const { ask, get, book, entry, receive, companyId } = await companyWithVendor();
    const xml = ublInvoice();
    const pdf = await attachTo([{ name: 'factur-x.xml', content: xml }]);
    const { id } = await receive(pdf);
    const seen = await get(id);
    const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
    expect([seen.sha256, seen.xml.sha256, seen.contentType]).toEqual([
      sha256(pdf),
      sha256(xml),
      'application/pdf',
    ]);
    const kept = (voucher: string) => api.archive.get(`vouchers/${companyId}/${voucher}`);
    expect([kept(seen.voucherId), kept(seen.xml.voucherId)]).toEqual([pdf, Buffer.from(xml)]);
    const { body } = await book(id);
    expect((await entry(body.entryId)).vouchers).toEqual([
      { id: seen.voucherId, sha256: sha256(pdf) },
      { id: seen.xml.voucherId, sha256: sha256(xml) },
    ]);
    const links = await ask('GET', '/received-invoices/{invoiceId}/original', { invoiceId: id });
    expect(links.body.original.url).toContain(seen.voucherId);
  });

  it('twice is told: the same bytes by the import, the same number by a finding', async () => {
    const { get, book, ask, receive } = await companyWithVendor();
    const first = await receive(ublInvoice());
    expect((await receive(ublInvoice())).done).toMatchObject({
      state: 'done',
      duplicateOf: first.done?.importId,
    });
    const again = await receive(`${ublInvoice()}\n`);
    expect(again.done?.findings).toContainEqual(expect.objectContaining({ code: 'INV-DUPLICATE' }));
    expect(await get(again.id)).toMatchObject({ state: 'faulty', duplicateOf: first.id });
    expect(await book(again.id)).toMatchObject({
      status: 422,
      body: { type: '/problems/invoices.reason-needed' },
    });
    const other = await receive(ublInvoice({ lines: [{ net: '5.00' }] }));
    expect(await get(other.id)).toMatchObject({ state: 'received', duplicateOf: first.id });
    const reject = (id: string, headers: Record<string, string>) =>
      ask(
        'POST',
        '/received-invoices/{invoiceId}/rejection',
        { invoiceId: id },
        { body: { reason: 'wrong' }, headers },
      );
    expect((await reject(first.id, { 'if-match': '"9"' })).status).toBe(412);
    expect(await reject(first.id, { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { state: 'rejected' },
    });
    expect((await book(first.id)).status).toBe(409);
    // A rejected number is free: the corrected invoice may have it.
    for (const id of [again.id, other.id]) expect((await reject(id, {})).status).toBe(200);
    const corrected = await receive(`${ublInvoice()}\n\n`);
    expect(await get(corrected.id)).toMatchObject({ state: 'received' });
  });

  it('for somebody else needs a reason; of an unknown seller an account, which is remembered', async () => {
    const { get, book, receive } = await companyWithVendor();
    const seller = { name: 'Neu KG', vatId: '', taxNumber: '12/345/67890', iban: 'DE89370400440532013000' };
    const { id } = await receive(ublInvoice({ seller, buyer: { vatId: 'DE999999999' } }));
    const seen = await get(id);
    expect(seen).toMatchObject({ state: 'faulty' });
    expect(seen.findings).toContainEqual(expect.objectContaining({ rule: 'INV-BUYER', severity: 'error' }));
    expect(seen.proposal.newPartner).toMatchObject({ name: 'Neu KG', iban: 'DE89370400440532013000' });
    expect((await book(id, { reason: 'our old number' })).body.errors).toMatchObject([
      { pointer: '/account' },
    ]);
    expect((await book(id, { reason: 'our old number', account: '70001' })).status).toBe(201);
    const next = await receive(ublInvoice({ seller: { ...seller, name: 'Neu KG Berlin' }, number: 'R-9' }));
    expect((await get(next.id)).proposal).toMatchObject({ account: '70001', recognizedBy: 'booked-before' });
  });

  it('whose entry was reversed can be booked again; another total than its own cannot be booked', async () => {
    const { get, book, ask, entry, receive } = await companyWithVendor();
    const { id } = await receive(ublInvoice());
    const wrong = await book(id, { lines: [{ amount: '119.01', account: '4930', taxCode: '9' }] });
    expect(wrong).toMatchObject({ status: 422, body: { type: '/problems/invoices.total-differs' } });
    const { body } = await book(id);
    await ask('POST', '/journal-entries/{entryId}/reversal', { entryId: body.entryId }, { body: {} });
    expect((await get(id)).proposal).toMatchObject({ total: '119.00' });
    const split = [
      { amount: '59.50', account: '4930', taxCode: '9' },
      { amount: '59.50', account: '4900', taxCode: '9', tax: '9.51' },
    ];
    const again = await book(id, { lines: split });
    expect(again.status).toBe(201);
    const { lines } = await entry(again.body.entryId);
    expect(lines.map((line: { debit?: string }) => line.debit)).toEqual([
      undefined,
      '50.00',
      '9.50',
      '49.99',
      '9.51',
    ]);
  });

  it('of any hostile kind is refused with a reason, and nothing is kept', async () => {
    const { ask, receive } = await companyWithVendor();
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>`;
    const cases: [string | Uint8Array, RegExp][] = [
      [bomb, /not-an-invoice/],
      [plainPdf(objectsWith(packedStream(bomb))), /not-an-invoice/],
      [plainPdf(objectsWith(packedStream(Buffer.alloc(45_000_000)))), /pdf-too-large/],
      [(await attachTo([{ name: 'factur-x.xml', content: 'x' }])).subarray(0, 400), /pdf/],
      [await attachTo([]), /no-embedded-invoice/],
      [Buffer.from(ublInvoice().replace('UTF-8', 'UTF-7')), /not-an-invoice/],
      [Buffer.from(ublInvoice().replace('Papier Müller', 'M\xff'), 'latin1'), /not-an-invoice/],
      [Buffer.alloc(10_000_000, 'a'), /not-an-invoice/],
      [`<x>${'a'.repeat(15_000_000)}</x>`, /not-an-invoice/],
    ];
    for (const [content, code] of cases) {
      const { done } = await receive(content);
      expect(done).toMatchObject({ state: 'failed', done: 0 });
      expect(done?.failure?.code).toMatch(code);
      expect(done?.failure?.detail.length).toBeGreaterThan(20);
    }
    expect((await ask('GET', '/received-invoices')).body.items).toEqual([]);
  });
});

const DATA = new URL('../../../../shared/data/xrechnung/', import.meta.url);

/** Totals with VAT as KoSIT's examples print them (BT-112); both syntaxes of one are the same invoice. */
const TOTALS: Readonly<Record<string, string>> = {
  '01.01a': '336.90',
  '01.02a': '12.60',
  '01.03a': '182.20',
  '01.04a': '120.00',
  '01.05a': '10555.30',
  '01.06a': '21701.70',
  '01.07a': '45.22',
  '01.08a': '2825.87',
};

describe.skipIf(!existsSync(DATA))('the examples of XRechnung (needs ../shared/data)', () => {
  it('come in with their totals and a proposal for all of it; the other syntax of each is a duplicate', async () => {
    const { companyId, get } = await companyWithVendor();
    const files = readdirSync(DATA).filter((name) => name.endsWith('.xml'));
    expect(files).toHaveLength(2 * Object.keys(TOTALS).length);
    const first = new Map<string, string>();
    for (const name of files.toSorted()) {
      const { done, id } = await api.receive(companyId, readFileSync(new URL(name, DATA)));
      expect(done).toMatchObject({ state: 'done', done: 1 });
      const { total, proposal, findings, duplicateOf } = await get(id);
      const example = name.slice(0, 6);
      expect([name, total, proposal.total]).toEqual([name, TOTALS[example], TOTALS[example]]);
      const cents = (text: string) => Math.round(Number(text) * 100);
      const sum = proposal.lines.reduce(
        (all: number, { amount }: { amount: string }) => all + cents(amount),
        0,
      );
      expect(sum).toBe(cents(total));
      // The rules of the standard have tests of their own.
      const rules = findings.filter(
        ({ severity, rule }: { severity: string; rule: string }) =>
          severity === 'error' && rule.startsWith('INV-'),
      );
      const expected = [
        ...(example === '01.07a' ? ['INV-BUYER'] : []), // names the VAT id of its buyer
        ...(first.has(example) ? ['INV-DUPLICATE'] : []),
      ];
      expect([name, ...rules.map(({ rule }: { rule: string }) => rule)]).toEqual([name, ...expected]);
      if (first.has(example)) expect(duplicateOf).toBe(first.get(example));
      first.set(example, id);
    }
  });
});
