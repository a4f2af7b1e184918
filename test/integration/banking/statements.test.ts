import type { Context, SQSRecord } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Banking, composeBanking } from '../../../functions/banking/compose.ts';
import { bankAccountBindings } from '../../../functions/banking/handlers/bank-accounts.ts';
import { bankTransactionBindings } from '../../../functions/banking/handlers/bank-transactions.ts';
import { bookingBindings } from '../../../functions/banking/handlers/bookings.ts';
import { bankingImports } from '../../../functions/banking/imports.ts';
import { Import } from '../../../shared/imports/table.ts';
import { uploadWorker } from '../../../shared/imports/upload-worker.ts';
import { NOW } from '../../support/ledger-api.ts';
import { requestUpload } from '../../support/ledger-uploads.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { INVOICE, openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';
import { camtFile, MT940, OWN_IBAN } from '../../support/statement-fixtures.ts';

let api: ReceivablesApi;
let companies = 0;
const files = memoryFiles(64);

beforeAll(async () => {
  api = await openReceivablesApi(undefined, (ledger) => {
    const banking: Banking = composeBanking(ledger.table, ledger);
    return [
      ...bankAccountBindings(banking),
      ...bankTransactionBindings(banking),
      ...bookingBindings(banking),
    ];
  });
});

async function newBooks({ confirmed = true } = {}) {
  companies += 1;
  const companyId = `bank-${companies}`;
  await api.createCompany(companyId);
  const ask = (method: string, path: string, params: Record<string, string> = {}, more: object = {}) =>
    api.call(method, `/companies/{companyId}${path}`, { params: { companyId, ...params }, ...more });
  if (confirmed)
    await ask('PUT', '/bank-accounts/{iban}', { iban: OWN_IBAN }, { body: { ledgerAccount: '1200' } });

  async function upload(content: string) {
    const { importId, key } = await requestUpload(api.table, { companyId, kind: 'bank-statement' });
    files.content.set(key, content);
    const worker = uploadWorker(
      {
        table: api.table,
        files,
        putBack: async () => {},
        bury: async () => {},
        log: () => {},
        measure: () => {},
        clock: () => new Date(NOW),
      },
      { queue: 'banking-uploads', definitions: bankingImports(composeBanking(api.table, api.ledger)) },
    );
    const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
    const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
    await worker({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
    return api.table.get(Import, { companyId, importId });
  }
  const list = async (query: Record<string, string> = {}) =>
    (await ask('GET', '/bank-transactions', {}, { query })).body.items;
  return { companyId, ask, upload, list, books: api.at(companyId) };
}

const amounts = (items: { amount: string }[]) => items.map(({ amount }) => amount);

describe('a statement', () => {
  it('comes in once, however often and in whatever statement it comes', async () => {
    const { upload, list, ask } = await newBooks();
    const entries = [
      { amount: '119.00', reference: 'B-1' },
      { amount: '-19.00', reference: 'B-2' },
    ];
    const first = await upload(camtFile({ opening: '0.00', closing: '100.00', entries }));
    expect(first).toMatchObject({ state: 'done', read: 2, done: 2 });
    expect(await upload(camtFile({ opening: '0.00', closing: '100.00', entries }))).toMatchObject({
      state: 'done',
      duplicateOf: first?.importId,
    });
    // An overlapping statement, a report of the day, a notification: nothing new but the third entry.
    await upload(
      camtFile({
        id: 'S-2',
        opening: '0.00',
        closing: '101.00',
        entries: [...entries, { amount: '1.00', reference: 'B-3' }],
      }),
    );
    await upload(camtFile({ id: 'S-3', message: '052', entries }));
    await upload(camtFile({ id: 'S-4', message: '054', entries }));
    expect(amounts(await list()).sort()).toEqual(['-19.00', '1.00', '119.00']);
    expect(amounts(await list({ importId: first?.importId ?? '' }))).toEqual(['119.00', '-19.00']);
    const statements = await ask('GET', '/bank-statements');
    expect(statements.body.items[0]).toMatchObject({ iban: OWN_IBAN, transactions: 2, balanced: true });
    expect(amounts(await list({ from: '2026-03-21' }))).toEqual([]);
  });

  it('the details of a batch take the place of the batch', async () => {
    const { upload, list } = await newBooks();
    await upload(camtFile({ entries: [{ amount: '119.00', reference: 'B-1' }] }));
    const details = [
      { amount: '60.00', remittance: 'a' },
      { amount: '59.00', remittance: 'b' },
    ];
    await upload(
      camtFile({ id: 'N', message: '054', entries: [{ amount: '119.00', reference: 'B-1', details }] }),
    );
    expect(amounts(await list()).sort()).toEqual(['59.00', '60.00']);
  });

  it('what is announced is no transaction until it is booked', async () => {
    const { upload, list } = await newBooks();
    await upload(
      camtFile({
        message: '052',
        entries: [{ amount: '7.00', status: 'PDNG', date: '2026-03-19', details: [{ remittance: 'x' }] }],
      }),
    );
    expect(await list()).toEqual([]);
    await upload(camtFile({ entries: [{ amount: '7.00', details: [{ remittance: 'x' }] }] }));
    expect(amounts(await list())).toEqual(['7.00']);
  });

  it('MT940 of the same account', async () => {
    const { upload, list } = await newBooks();
    expect(await upload(MT940)).toMatchObject({ state: 'done', done: 2 });
    expect((await list())[0]).toMatchObject({ iban: OWN_IBAN, currency: 'EUR', state: 'new' });
  });

  it('of another account is refused, whole; of the first account makes it known', async () => {
    const { upload, list } = await newBooks();
    const strange = camtFile({ iban: 'DE02120300000000202051', entries: [{ amount: '1.00' }] });
    expect(await upload(strange)).toMatchObject({
      state: 'failed',
      failure: { code: 'banking.unknown-account' },
    });
    expect(await list()).toEqual([]);
    const fresh = await newBooks({ confirmed: false });
    expect(await fresh.upload(strange)).toMatchObject({ state: 'done', done: 1 });
    const { body } = await fresh.ask('GET', '/bank-accounts');
    expect(body.items).toEqual([{ iban: 'DE02120300000000202051', currency: 'EUR', state: 'found' }]);
  });

  it('that is wrong in its last entry leaves nothing behind', async () => {
    const { upload, list } = await newBooks();
    const wrong = camtFile({ entries: [{ amount: '1.00' }, { amount: '2.00', date: '2026-13-01' }] });
    expect(await upload(wrong)).toMatchObject({
      state: 'failed',
      done: 0,
      failure: { code: 'banking.unreadable-statement' },
    });
    expect(await list()).toEqual([]);
  });
});

describe('what money settles', () => {
  async function withInvoices() {
    const books = await newBooks();
    await books.books.putPartner('k-1', {
      kind: 'customer',
      name: 'Muster GmbH',
      account: '10000',
      iban: 'DE02120300000000202051',
    });
    await books.books.postPosting({ ...INVOICE, documentNumber: 'RE-1001' });
    await books.books.postPosting({ ...INVOICE, documentNumber: 'RE-1002', amount: '50.00' });
    return books;
  }

  it('is booked where only one item can be meant, proposed where a person must say, left where nothing speaks for it', async () => {
    const { upload, list, books } = await withInvoices();
    await upload(
      camtFile({
        entries: [
          { amount: '119.00', reference: 'B-1', details: [{ remittance: 'RE-1001', name: 'MUSTER GMBH' }] },
          { amount: '48.00', reference: 'B-2', details: [{ remittance: 'RE-1002', name: 'MUSTER GMBH' }] },
          { amount: '-9.90', reference: 'B-3', details: [{ remittance: 'Entgelt' }] },
        ],
      }),
    );
    const items = (await list()).toSorted((a: { amount: string }, b: { amount: string }) =>
      a.amount < b.amount ? -1 : 1,
    );
    expect(items.map(({ amount, state }: { amount: string; state: string }) => [amount, state])).toEqual([
      ['-9.90', 'new'],
      ['119.00', 'booked'],
      ['48.00', 'proposed'],
    ]);
    expect(items[2].proposals[0].reasons).toEqual(['document-number', 'part-of-amount', 'name']);
    const report = await books.openItems({ side: 'receivable', asOf: '2026-03-31' });
    expect([report.body.total, report.body.difference]).toEqual(['50.00', '0.00']);
  });

  it('is booked by a person: on items with discount, or on an account with tax; and taken back', async () => {
    const { upload, list, ask, books } = await withInvoices();
    await upload(
      camtFile({
        entries: [
          { amount: '48.00', reference: 'B-2', details: [{ remittance: 'RE-1002' }] },
          { amount: '-11.90', reference: 'B-3', details: [{ remittance: 'Entgelt' }] },
        ],
      }),
    );
    const [paid, fee] = (await list()).toSorted((a: { amount: string }, b: { amount: string }) =>
      a.amount < b.amount ? 1 : -1,
    );
    const item = paid.proposals[0].items[0].item;
    const booking = (id: string, body: unknown) =>
      ask('POST', '/bank-transactions/{transactionId}/booking', { transactionId: id }, { body });
    const booked = await booking(paid.id, { items: [{ item, discount: '2.00' }] });
    expect([booked.status, booked.body.state]).toEqual([201, 'booked']);
    expect((await booking(paid.id, { items: [{ item }] })).status).toBe(409);
    const charged = await booking(fee.id, { account: '4970', taxCode: '9' });
    const { body: entry } = await books.entry(charged.body.entryId);
    expect(
      entry.lines.map(({ account, debit, credit }: Record<string, string>) => [
        account,
        debit ?? `-${credit}`,
      ]),
    ).toEqual([
      ['1200', '-11.90'],
      ['4970', '10.00'],
      ['1576', '1.90'],
    ]);
    expect((await books.openItems({ side: 'receivable', asOf: '2026-03-31' })).body.total).toBe('119.00');
    const undone = await ask('POST', '/bank-transactions/{transactionId}/undo', { transactionId: paid.id });
    expect([undone.status, undone.body.state, undone.body.entryId]).toEqual([201, 'new', undefined]);
    expect((await books.openItems({ side: 'receivable', asOf: '2026-03-31' })).body.total).toBe('169.00');
    const ignored = await ask('POST', '/bank-transactions/{transactionId}/ignored', {
      transactionId: paid.id,
    });
    expect([ignored.status, ignored.body.state]).toEqual([201, 'ignored']);
  });

  it('waits until the account is confirmed; then matching again books it', async () => {
    const { upload, ask, books, list } = await newBooks({ confirmed: false });
    await books.postPosting({ ...INVOICE, documentNumber: 'RE-1001' });
    const done = await upload(
      camtFile({ entries: [{ amount: '119.00', details: [{ remittance: 'RE-1001' }] }] }),
    );
    expect((await list())[0].state).toBe('proposed');
    await ask('PUT', '/bank-accounts/{iban}', { iban: OWN_IBAN }, { body: { ledgerAccount: '1200' } });
    const again = await ask(
      'POST',
      '/bank-transactions/matching',
      {},
      { body: { importId: done?.importId } },
    );
    expect(again.body).toEqual({ booked: 1, proposed: 0, open: 0, more: false });
    expect((await list())[0]).toMatchObject({ state: 'booked', automatic: true });
  });
});
