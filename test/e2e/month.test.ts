import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/installation.ts';
import { readZip } from '../support/read-zip.ts';
import { camtFile, OWN_IBAN } from '../support/statement-fixtures.ts';
import { createCompany, importFile, type StoryCompany } from '../support/stories.ts';

/*
 * A month of a trading company, from the opening balance to tax return, tax adviser and auditor, over HTTP and uploads only.
 * MONTH_INVOICES=2000 is its full size: 2,000 invoices, 300 vendor invoices, 1,500 bank entries.
 */

const INVOICES = Number(process.env.MONTH_INVOICES ?? '40');
const VENDOR_INVOICES = Math.round((INVOICES * 3) / 20);
const PAID = Math.round(INVOICES * 0.7);
const FEES = Math.round(INVOICES * 0.05);
const CUSTOMERS = 20;

let company: StoryCompany;
const cents = (minor: number) =>
  `${minor < 0 ? '-' : ''}${Math.trunc(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`;
const day = (number: number) => `2026-03-${String(1 + (number % 28)).padStart(2, '0')}`;
const post = (path: string, body: unknown, headers?: Record<string, string>) =>
  company.ask('POST', company.at(path), body, headers);
const get = async (path: string) => (await company.ask('GET', company.at(path))).body;

/** Gross in cents, different for each invoice. */
const grossOf = (number: number) => 11_900 + number * 119;
const boughtOf = (number: number) => 5_950 + number * 119;
const sum = (count: number, of: (number: number) => number) =>
  Array.from({ length: count }, (_, index) => of(index)).reduce((total, one) => total + one, 0);

async function balanceOf(account: string): Promise<string> {
  const { accounts } = await get('/reports/trial-balance?asOf=2026-03-31');
  return accounts.find((row: { account: string }) => row.account === account)?.balance ?? '0.00';
}

beforeAll(async () => {
  company = await createCompany();
  const opened = await post('/journal-entries', {
    kind: 'opening',
    date: '2026-01-01',
    text: 'Eröffnung',
    lines: [
      { account: '1200', debit: '10000.00' },
      { account: '9000', credit: '10000.00' },
    ],
  });
  expect(opened.status).toBe(201);
  await company.ask('PUT', company.at(`/bank-accounts/${OWN_IBAN}`), { ledgerAccount: '1200' });
  for (let number = 0; number < CUSTOMERS; number += 1) {
    const partner = {
      kind: 'customer',
      name: `Kunde ${number} GmbH`,
      account: String(10_000 + number),
      paymentTermsDays: 14,
    };
    expect((await company.ask('PUT', company.at(`/partners/k-${number}`), partner)).status).toBe(201);
  }
  for (let number = 0; number < INVOICES; number += 1) {
    const { status } = await post('/postings', {
      id: `re-${number}`,
      date: day(number),
      amount: cents(grossOf(number)),
      debitAccount: String(10_000 + (number % CUSTOMERS)),
      creditAccount: '8400',
      documentNumber: `RE-${100_000 + number}`,
      text: `Rechnung ${number}`,
    });
    expect(status).toBe(201);
  }
  for (let number = 0; number < VENDOR_INVOICES; number += 1) {
    const { status } = await post('/postings', {
      date: day(number),
      amount: cents(boughtOf(number)),
      debitAccount: '3200',
      creditAccount: String(70_000 + (number % 10)),
      taxCode: '9',
      documentNumber: `ER-${200_000 + number}`,
      text: `Einkauf ${number}`,
    });
    expect(status).toBe(201);
  }
}, 900_000);

describe('the month of a trading company', () => {
  it('bank entries are booked where the payer names the invoice; fees wait for a person', async () => {
    const entries = [
      ...Array.from({ length: PAID }, (_, number) => ({
        amount: cents(grossOf(number)),
        date: '2026-03-30',
        reference: `IN-${number}`,
        details: [
          { remittance: `Rechnung RE-${100_000 + number} danke`, name: `KUNDE ${number % CUSTOMERS} GMBH` },
        ],
      })),
      ...Array.from({ length: FEES }, (_, number) => ({
        amount: '-11.90',
        date: '2026-03-30',
        reference: `FEE-${number}`,
        details: [{ remittance: 'Entgelt' }],
      })),
    ];
    const closing = 1_000_000 + sum(PAID, grossOf) - FEES * 1_190;
    const file = {
      name: 'march.xml',
      content: camtFile({ opening: '10000.00', closing: cents(closing), entries }),
    };
    const imported = await importFile(company, 'bank-statement', file, 600);
    expect(imported).toMatchObject({ state: 'done', read: PAID + FEES, done: PAID + FEES, refusedCount: 0 });
    // A page of those that are still new may be empty and have a next one.
    const open: { id: string; amount: string }[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = await get(
        `/bank-transactions?importId=${imported.importId}&state=new&limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      open.push(...page.items);
      cursor = page.next;
    }
    for (const { id, amount } of open) {
      expect(amount).toBe('-11.90');
      const fee = { account: '4970', taxCode: '9', text: 'Entgelt' };
      expect((await post(`/bank-transactions/${encodeURIComponent(id)}/booking`, fee)).status).toBe(201);
    }
    expect(open).toHaveLength(FEES);
    const { items } = await get(`/bank-statements?importId=${imported.importId}`);
    expect(items[0]).toMatchObject({ balanced: true, findings: [] });
    expect(await balanceOf('1200')).toBe(cents(closing));
  }, 900_000);

  it('open items are the balances of customers and vendors', async () => {
    const owed = await get('/reports/open-items?side=receivable&asOf=2026-03-31&limit=1');
    const due = cents(sum(INVOICES, grossOf) - sum(PAID, grossOf));
    expect([owed.total, owed.ledgerBalance, owed.difference]).toEqual([due, due, '0.00']);
    const owing = await get('/reports/open-items?side=payable&asOf=2026-03-31&limit=1');
    expect([owing.total, owing.difference]).toEqual([cents(sum(VENDOR_INVOICES, boughtOf)), '0.00']);
  });

  it('the VAT return declares what was invoiced and deducts what was bought', async () => {
    const { figures, reconciliation } = await get('/reports/vat-return?year=2026&period=03');
    const net = sum(INVOICES, (number) => Math.round((grossOf(number) * 100) / 119));
    const input = sum(VENDOR_INVOICES, (number) => Math.round((boughtOf(number) * 19) / 119)) + FEES * 190;
    const base = Math.trunc(net / 100);
    expect(figures).toEqual({ '81': String(base), '66': cents(input), '83': cents(base * 19 - input) });
    expect(reconciliation.balanced).toBe(true);
  });

  it('the DATEV batch, imported elsewhere, gives the same balances; the auditor gets all entries', async () => {
    const fetchFile = async (kind: string, params: Record<string, unknown>) => {
      const asked = await post('/exports', { kind, ...params });
      const ended = ({ body }: { body: { state: string } }) => body.state !== 'waiting';
      const { body } = await until(
        () => company.ask('GET', company.at(`/exports/${asked.body.exportId}`)),
        ended,
        300,
      );
      expect(body).toMatchObject({ state: 'done' });
      return readZip(Buffer.from(await (await fetch(body.url)).arrayBuffer()));
    };
    const files = await fetchFile('datev-batch', { fiscalYear: 2026, consultant: 1001, client: 1 });
    const other = await createCompany();
    for (const [name, content] of files) {
      if (!name.startsWith('EXTF_Buchungsstapel')) continue;
      const imported = await importFile(
        other,
        'datev-batch',
        { name, content: new Uint8Array(content) },
        300,
      );
      expect(imported).toMatchObject({ state: 'done', refusedCount: 0 });
    }
    const balances = async ({ ask, at }: StoryCompany) => {
      const { body } = await ask('GET', at('/reports/trial-balance?asOf=2026-03-31'));
      return body.accounts.map(({ account, balance }: Record<string, string>) => `${account} ${balance}`);
    };
    expect(await balances(other)).toEqual(await balances(company));
    const audit = await fetchFile('gobd', { fiscalYear: 2026 });
    const lines = audit.get('journal.csv')?.toString().trimEnd().split('\r\n').length ?? 0;
    const expected = 2 + 3 * INVOICES + 3 * VENDOR_INVOICES + 2 * PAID + 3 * FEES;
    expect([lines, lines - 1]).toContain(expected);
    // At full size followers still work on what came in, and an answer may take longer than it may: one asks again.
    const verified = await until(
      () => company.ask('GET', company.at('/journal/verification')),
      ({ status }) => status === 200,
      180,
    );
    expect(verified.body).toMatchObject({ ok: true });
  }, 900_000);
});
