import { beforeAll, describe, expect, it } from 'vitest';
import { Import } from '../../../shared/imports/table.ts';
import { allBankingBindings, bankingUploadWorker } from '../../support/banking-api.ts';
import { dyingTable } from '../../support/dying-table.ts';
import { requestUpload } from '../../support/ledger-uploads.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { openPaymentsApi, type PaymentsApi, PURCHASE, SETTINGS, VENDOR } from '../../support/payments-api.ts';
import { type CamtEntry, camtFile, OWN_IBAN } from '../../support/statement-fixtures.ts';

let api: PaymentsApi;
let companies = 0;
const files = memoryFiles(4_096);
let now = Date.parse('2026-06-18T12:00:00.000Z');

beforeAll(async () => {
  api = await openPaymentsApi(undefined, allBankingBindings);
});

async function newCompany(account: object = {}) {
  companies += 1;
  const companyId = `bank-runs-${companies}`;
  await api.createCompany(companyId);
  const ask = api.at(companyId);
  await ask('PUT', '/payment-settings', {}, { body: SETTINGS });
  await ask(
    'PUT',
    '/bank-accounts/{iban}',
    { iban: OWN_IBAN },
    { body: { ledgerAccount: '1200', ...account } },
  );
  let statements = 0;
  async function place(entries: readonly CamtEntry[]) {
    statements += 1;
    const { importId, key } = await requestUpload(api.table, { companyId, kind: 'bank-statement' });
    files.content.set(key, camtFile({ id: `S-${statements}`, entries }));
    return { importId, key };
  }
  async function upload(...entries: CamtEntry[]) {
    const { importId, key } = await place(entries.map((entry) => ({ date: '2026-06-16', ...entry })));
    await bankingUploadWorker(api.table, files, () => new Date(now))(key);
    expect(await api.table.get(Import, { companyId, importId })).toMatchObject({ state: 'done' });
    return (await ask('GET', '/bank-transactions', {}, { query: { importId } })).body.items;
  }
  async function balanceOf(account: string): Promise<string> {
    const { body } = await ask('GET', '/reports/trial-balance', {}, { query: { asOf: '2026-12-31' } });
    return body.accounts.find((one: { account: string }) => one.account === account)?.balance ?? '0.00';
  }
  const book = (id: string, body: object) =>
    ask('POST', '/bank-transactions/{transactionId}/booking', { transactionId: id }, { body });
  const undo = (id: string) => ask('POST', '/bank-transactions/{transactionId}/undo', { transactionId: id });
  const run = async (runId: string) => (await ask('GET', '/payment-runs/{runId}', { runId })).body;
  return { companyId, ask, place, upload, balanceOf, book, undo, run };
}

type Company = Awaited<ReturnType<typeof newCompany>>;

/** A run that was approved and fetched. */
async function sentRun({ ask, run }: Company, wish: object) {
  const { body, status } = await ask(
    'POST',
    '/payment-runs',
    {},
    { body: { executionDate: '2026-06-16', payUntil: '2026-07-31', ...wish } },
  );
  expect(status).toBe(201);
  await ask('POST', '/payment-runs/{runId}/approval', { runId: body.id }, { principal: 'bert' });
  expect((await ask('GET', '/payment-runs/{runId}/file', { runId: body.id })).status).toBe(200);
  return run(body.id);
}

async function transferRun(company: Company) {
  const { ask } = company;
  await ask(
    'PUT',
    '/partners/{partnerId}',
    { partnerId: 'v-1' },
    { body: { ...VENDOR, discountPercent: undefined, discountDays: undefined } },
  );
  for (const documentNumber of ['ER-1', 'ER-2'])
    await ask('POST', '/postings', {}, { body: { ...PURCHASE, documentNumber } });
  return sentRun(company, { kind: 'transfer', collect: 'item' });
}

async function debitRun(company: Company) {
  const { ask } = company;
  const customer = { kind: 'customer', name: 'Kunde GmbH', account: '10000', address: VENDOR.address };
  await ask('PUT', '/partners/{partnerId}', { partnerId: 'k-1' }, { body: customer });
  const mandate = { partner: 'k-1', iban: 'DE02120300000000202051', signedOn: '2026-01-02' };
  await ask('PUT', '/mandates/{mandateId}', { mandateId: 'M-1' }, { body: mandate });
  const sale = {
    date: '2026-06-05',
    amount: '119.00',
    debitAccount: '10000',
    creditAccount: '8400',
    documentNumber: 'RE-1',
    text: 'Sale',
  };
  await ask('POST', '/postings', {}, { body: sale });
  return sentRun(company, { kind: 'direct-debit' });
}

const openOf = async ({ ask }: Company, side: string) =>
  (await ask('GET', '/reports/open-items', {}, { query: { side, asOf: '2026-12-31' } })).body;
const groupOf = ({ endToEndId }: { endToEndId: string }) => `PAY-${endToEndId.slice(0, 26)}-1`;

describe('the statement settles the transit account', () => {
  it('a batch by its PmtInfId; taken back, the payments are in transit again, and one by one are proposed', async () => {
    const company = await newCompany();
    const { upload, balanceOf, run, undo, book } = company;
    const sent = await transferRun(company);
    const [batch] = await upload({
      amount: '-238.00',
      code: 'PMNT-ICDT-ESCT',
      batch: { groupId: groupOf(sent.payments[0]) },
      details: [],
    });
    expect(batch).toMatchObject({ state: 'booked', automatic: true, run: sent.id });
    expect([await balanceOf('1360'), await balanceOf('1200')]).toEqual(['0.00', '-238.00']);
    const settled = await run(sent.id);
    expect([
      settled.state,
      settled.payments.map(({ settledOn }: { settledOn: string }) => settledOn),
    ]).toEqual(['settled', ['2026-06-16', '2026-06-16']]);
    expect((await undo(batch.id)).status).toBe(201);
    expect([(await run(sent.id)).state, await balanceOf('1360')]).toEqual(['fetched', '-238.00']);
    const wrong = await book(batch.id, { run: { id: sent.id, payments: [1] } });
    expect([wrong.status, wrong.body.type]).toEqual([409, '/problems/payments.payment-state']);
    expect((await book(batch.id, { run: { id: sent.id, payments: [1, 2] } })).status).toBe(201);
    expect([(await run(sent.id)).state, await balanceOf('1360')]).toEqual(['settled', '0.00']);
  });

  it('single lines by their end-to-end ids; two that could be meant are proposed; a payment is shown once', async () => {
    const company = await newCompany();
    const { upload, run, book } = company;
    const sent = await transferRun(company);
    const payee = { iban: VENDOR.iban, name: VENDOR.name };
    const [unclear] = await upload({ amount: '-119.00', reference: 'B-0', details: [payee] });
    expect([unclear.state, unclear.proposals.length, unclear.proposals[0].reasons]).toEqual([
      'proposed',
      2,
      ['run-amount', 'iban'],
    ]);
    const [{ endToEndId }] = sent.payments;
    const [named] = await upload({
      amount: '-119.00',
      reference: 'B-1',
      details: [{ ...payee, endToEndId }],
    });
    expect(named).toMatchObject({ state: 'booked', run: sent.id });
    expect((await book(unclear.id, { run: { id: sent.id, payments: [1] } })).body.type).toBe(
      '/problems/payments.payment-state',
    );
    expect((await book(unclear.id, { run: { id: sent.id, payments: [2] } })).status).toBe(201);
    expect((await run(sent.id)).state).toBe('settled');
  });
});

describe('a debit that comes back', () => {
  const returned = (endToEndId: string): CamtEntry => ({
    amount: '-124.00',
    date: '2026-06-17',
    code: 'PMNT-IDDT-UPDD',
    details: [{ endToEndId, returnReason: 'AC04', instructed: '119.00', charges: '5.00' }],
  });

  it('is proposed with its fee; booked, its item is open again, and the partner pays the fee', async () => {
    const company = await newCompany();
    const { upload, balanceOf, book, run } = company;
    const sent = await debitRun(company);
    const [{ endToEndId }] = sent.payments;
    const [credit] = await upload({
      amount: '119.00',
      code: 'PMNT-IDDT-ESDD',
      batch: { groupId: groupOf(sent.payments[0]) },
      details: [],
    });
    expect([credit.state, (await openOf(company, 'receivable')).total]).toEqual(['booked', '0.00']);
    const [back] = await upload(returned(endToEndId));
    expect(back.proposals).toEqual([
      {
        items: [],
        returns: { run: sent.id, payment: 1, fee: '5.00' },
        score: 0.97,
        reasons: ['return-code', 'end-to-end-id', 'fee-stated'],
      },
    ]);
    const refused = await book(back.id, { returns: { run: sent.id, payment: 1 } });
    expect(refused.body.type).toBe('/problems/banking.invalid-booking');
    expect((await book(back.id, { returns: { run: sent.id, payment: 1, rechargeFee: true } })).status).toBe(
      201,
    );
    expect([await balanceOf('1360'), await balanceOf('1200'), await balanceOf('10000')]).toEqual([
      '0.00',
      '-5.00',
      '124.00',
    ]);
    const open = await openOf(company, 'receivable');
    expect([open.total, open.difference, open.items.length]).toEqual(['124.00', '0.00', 2]);
    expect((await run(sent.id)).payments[0]).toMatchObject({
      state: 'returned',
      reason: 'AC04',
      returnedBy: back.id,
    });
  });

  it('is booked without asking where the account says so; before the collection is in a statement, too', async () => {
    const company = await newCompany({ feeAccount: '4970', bookReturns: true });
    const { upload, balanceOf, undo } = company;
    const sent = await debitRun(company);
    const [{ endToEndId }] = sent.payments;
    const [back] = await upload(returned(endToEndId));
    expect(back).toMatchObject({ state: 'booked', automatic: true, returns: { run: sent.id, payment: 1 } });
    const [credit] = await upload({
      amount: '119.00',
      batch: { groupId: groupOf(sent.payments[0]) },
      details: [],
    });
    expect(credit).toMatchObject({ state: 'booked', run: sent.id });
    expect([
      await balanceOf('1360'),
      await balanceOf('4970'),
      (await openOf(company, 'receivable')).total,
    ]).toEqual(['0.00', '5.00', '119.00']);
    // Taken back, the money is to come once more; the payment stays reversed.
    expect((await undo(back.id)).status).toBe(201);
    expect([await balanceOf('1360'), await balanceOf('4970')]).toEqual(['-119.00', '0.00']);
  });
});

describe('fees, rules, what was booked before', () => {
  const phone = (amount: string, reference: string): CamtEntry => ({
    amount,
    reference,
    code: 'PMNT-RDDT-ESDD',
    details: [{ remittance: `Telefon ${reference}`, name: 'Telekom', iban: 'DE02120300000000202051' }],
  });

  it('a fee is proposed on the account for it; booked only where that is said', async () => {
    const fee: CamtEntry = { amount: '-9.90', code: 'ACMT-MDOP-CHRG', details: [{ remittance: 'Entgelt' }] };
    const [proposed] = await (await newCompany({ feeAccount: '4970' })).upload(fee);
    expect([proposed.state, proposed.proposals[0]]).toMatchObject([
      'proposed',
      { account: '4970', reasons: ['fee-code'] },
    ]);
    const [booked] = await (await newCompany({ feeAccount: '4970', bookFees: true })).upload(fee);
    expect(booked).toMatchObject({ state: 'booked', automatic: true });
  });

  it('what a person booked is proposed, tried as a rule, and booked by it', async () => {
    const { upload, book, ask, balanceOf, undo } = await newCompany();
    const [first] = await upload(phone('-11.90', 'B-1'));
    expect([first.state, first.proposals]).toEqual(['new', undefined]);
    await book(first.id, { account: '4920', taxCode: '9', costCentre: '100' });
    const [second] = await upload(phone('-23.80', 'B-2'));
    expect([second.state, second.proposals]).toEqual([
      'proposed',
      [
        {
          items: [],
          account: '4920',
          taxCode: '9',
          costCentre: '100',
          times: 1,
          score: 0.5,
          reasons: ['booked-before', 'iban', 'text'],
        },
      ],
    ]);
    const conditions = { counterpartyName: 'TELEKOM', direction: 'paid', maxAmount: '100.00' };
    const trial = await ask(
      'POST',
      '/bank-rules/trial',
      {},
      { body: { conditions, account: '4920', from: '2026-06-01', to: '2026-06-30' } },
    );
    expect(trial.body).toMatchObject({ transactions: 2, met: 2, more: false });
    expect(trial.body.items.find(({ id }: { id: string }) => id === first.id)).toMatchObject({
      bookedOn: ['4920', '1576'],
      agrees: true,
    });
    const nothing = await ask(
      'PUT',
      '/bank-rules/{ruleId}',
      { ruleId: 'all' },
      { body: { conditions: { direction: 'paid' }, account: '4920' } },
    );
    expect(nothing.body.type).toBe('/problems/banking.invalid-rule');
    const rule = await ask(
      'PUT',
      '/bank-rules/{ruleId}',
      { ruleId: 'phone' },
      { body: { conditions, account: '4920', taxCode: '9', automatic: true } },
    );
    expect(rule.status).toBe(201);
    const [third, dear] = await upload(phone('-11.90', 'B-3'), phone('-119.00', 'B-4'));
    expect([third.state, third.automatic, dear.state]).toEqual(['booked', true, 'proposed']);
    expect(await balanceOf('4920')).toBe('20.00');
    const headers = { 'if-match': rule.headers.etag ?? '' };
    expect((await ask('DELETE', '/bank-rules/{ruleId}', { ruleId: 'phone' }, { headers })).status).toBe(204);
    // What was taken back is unlearned.
    await undo(first.id);
    const [fourth] = await upload(phone('-11.90', 'B-5'));
    expect([fourth.state, fourth.proposals]).toEqual(['new', undefined]);
  });

  it('what is announced is seen until it is booked', async () => {
    const { upload, ask } = await newCompany();
    const coming: CamtEntry = {
      amount: '7.00',
      status: 'PDNG',
      details: [{ remittance: 'x', charges: '1.00' }],
    };
    await upload(coming);
    const pending = () => ask('GET', '/bank-transactions', {}, { query: { state: 'pending' } });
    expect((await pending()).body.items).toMatchObject([
      { amount: '7.00', state: 'pending', charges: '1.00' },
    ]);
    await upload({ ...coming, status: 'BOOK' });
    expect((await pending()).body.items).toEqual([]);
  });
});

describe('killed before each of its writes', () => {
  it('an import books each line once and leaves none unseen', async () => {
    const company = await newCompany({ feeAccount: '4970', bookFees: true });
    const { companyId, place, balanceOf, ask } = company;
    const sent = await transferRun(company);
    const entries = [
      ...sent.payments.map(
        ({ endToEndId }: { endToEndId: string }): CamtEntry => ({
          amount: '-119.00',
          details: [{ endToEndId }],
        }),
      ),
      { amount: '-9.90', code: 'ACMT-MDOP-CHRG', details: [{ remittance: 'Entgelt' }] },
      { amount: '5.00', details: [{ remittance: 'unknown' }] },
    ].map((entry) => ({ date: '2026-06-16', ...entry }));
    const { importId, key } = await place(entries);
    let deaths = 0;
    for (; deaths < 60; deaths += 1) {
      // Every life has its lease and two writes more, and dies before the next.
      await bankingUploadWorker(
        dyingTable(api.table, deaths < 3 ? deaths : 3),
        files,
        () => new Date(now),
      )(key);
      now += 60_000;
      if ((await api.table.get(Import, { companyId, importId }))?.state === 'done') break;
    }
    expect(deaths).toBeGreaterThan(3);
    expect(deaths).toBeLessThan(60);
    const { items } = (await ask('GET', '/bank-transactions', {}, { query: { importId } })).body;
    expect(items.map(({ state }: { state: string }) => state).sort()).toEqual([
      'booked',
      'booked',
      'booked',
      'new',
    ]);
    expect([await balanceOf('1200'), await balanceOf('1360'), await balanceOf('4970')]).toEqual([
      '-247.90',
      '0.00',
      '9.90',
    ]);
  });
});
