import type { Context, SQSRecord } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { paymentImports } from '../../../functions/payments/imports.ts';
import { Import } from '../../../shared/imports/table.ts';
import { uploadWorker } from '../../../shared/imports/upload-worker.ts';
import { NOW } from '../../support/ledger-api.ts';
import { requestUpload } from '../../support/ledger-uploads.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import {
  type AskCompany,
  openPaymentsApi,
  type PaymentsApi,
  PURCHASE,
  SETTINGS,
  VENDOR,
} from '../../support/payments-api.ts';
import { statusReport } from '../../support/status-report.ts';

let api: PaymentsApi;
let companies = 0;
const files = memoryFiles(65_536);

beforeAll(async () => {
  api = await openPaymentsApi();
});

/** A run of two transfers of 116.62 each whose file was fetched. */
async function fetchedRun() {
  companies += 1;
  const companyId = `acme-${companies}`;
  await api.createCompany(companyId);
  const ask = api.at(companyId);
  await ask('PUT', '/payment-settings', {}, { body: SETTINGS });
  await ask('PUT', '/partners/{partnerId}', { partnerId: 'v-1' }, { body: VENDOR });
  for (const documentNumber of ['ER-1', 'ER-2'])
    await ask('POST', '/postings', {}, { body: { ...PURCHASE, documentNumber } });
  const wish = { kind: 'transfer', executionDate: '2026-06-16', nextRunOn: '2026-06-23', collect: 'item' };
  const { body } = await ask('POST', '/payment-runs', {}, { body: wish });
  const params = { runId: body.id };
  await ask('POST', '/payment-runs/{runId}/approval', params, { principal: 'bert' });
  const xml = await ask('GET', '/payment-runs/{runId}/file', params);
  expect(xml.status).toBe(200);
  const run = async () => (await ask('GET', '/payment-runs/{runId}', params)).body;
  const [one, two] = (await run()).payments;
  return {
    companyId,
    ask,
    run,
    messageId: `PAY-${body.id.slice(4)}`,
    ids: [one.endToEndId, two.endToEndId] as const,
  };
}

async function upload(companyId: string, xml: string) {
  const { importId, key } = await requestUpload(api.table, { companyId, kind: 'payment-status' });
  await files.write(key, [xml], 'application/xml');
  const handler = uploadWorker(
    {
      table: api.table,
      files,
      putBack: async () => {},
      bury: async () => {},
      log: () => {},
      measure: () => {},
      clock: () => new Date(NOW),
    },
    { queue: 'payments-uploads', definitions: paymentImports(api.payments) },
  );
  const context = { getRemainingTimeInMillis: () => 600_000 } as unknown as Context;
  const body = JSON.stringify({ Records: [{ s3: { object: { key } } }] });
  await handler({ Records: [{ messageId: 'm', body } as unknown as SQSRecord] }, context);
  return api.table.get(Import, { companyId, importId });
}

const states = (run: { payments: { state: string }[] }) => run.payments.map(({ state }) => state);
async function open(ask: AskCompany): Promise<string> {
  return (await ask('GET', '/reports/open-items', {}, { query: { side: 'payable', asOf: '2026-12-31' } }))
    .body.total;
}

describe('status reports', () => {
  it('a rejected transfer is reversed, with its code; the other is marked accepted', async () => {
    const { companyId, ask, run, messageId, ids } = await fetchedRun();
    const payments = [
      { id: ids[0], status: 'RJCT', code: 'AC04', words: ['Account closed'] },
      { id: ids[1], status: 'ACSC' },
    ];
    const report = statusReport({ messageId, groupStatus: 'PART', payments });
    expect(await upload(companyId, report)).toMatchObject({
      state: 'done',
      read: 2,
      done: 2,
      refusedCount: 0,
    });
    const after = await run();
    expect(states(after)).toEqual(['rejected', 'accepted']);
    expect(after.payments[0]).toMatchObject({ reason: 'AC04', detail: 'Account closed' });
    expect([after.total, await open(ask)]).toEqual(['116.62', '119.00']);
    const { body: reversal } = await ask('GET', '/journal-entries/{entryId}', {
      entryId: after.payments[0].reversedBy,
    });
    expect([reversal.reverses, reversal.date]).toEqual([after.payments[0].entryId, '2026-06-17']);
    const again = await upload(companyId, `${report}\n`);
    expect(again).toMatchObject({ state: 'done', done: 2, refusedCount: 0 });
    expect([states(await run()), await open(ask)]).toEqual([['rejected', 'accepted'], '119.00']);
  });

  it('a rejected file is rejected payment by payment', async () => {
    const { companyId, ask, run, messageId } = await fetchedRun();
    const report = statusReport({ messageId, groupStatus: 'RJCT', groupCode: 'AM05' });
    expect(await upload(companyId, report)).toMatchObject({ done: 2, refusedCount: 0 });
    const after = await run();
    expect([states(after), after.payments[1].reason, await open(ask)]).toEqual([
      ['rejected', 'rejected'],
      'AM05',
      '238.00',
    ]);
  });

  it('what names no payment, no known status, or contradicts is listed; a second word on one payment counts not', async () => {
    const { companyId, run, messageId, ids } = await fetchedRun();
    const first = [{ id: ids[0], status: 'RJCT', code: 'AC04' }];
    await upload(companyId, statusReport({ messageId, payments: first }));
    const payments = [
      { id: ids[0], status: 'ACSC' },
      { id: 'somebody-else', status: 'ACSC' },
      { id: ids[1], status: 'WHAT' },
    ];
    const done = await upload(companyId, statusReport({ messageId, payments }));
    expect(done).toMatchObject({ state: 'done', read: 3, done: 0, refusedCount: 3 });
    expect(states(await run())).toEqual(['rejected', 'booked']);
  });

  it('another company’s payments are nobody’s here; a file of another kind is refused', async () => {
    const mine = await fetchedRun();
    const other = await fetchedRun();
    const report = statusReport({
      messageId: mine.messageId,
      payments: [{ id: mine.ids[0], status: 'RJCT' }],
    });
    expect(await upload(other.companyId, report)).toMatchObject({ state: 'done', done: 0, refusedCount: 1 });
    expect(states(await mine.run())).toEqual(['booked', 'booked']);
    const wrong = await upload(
      mine.companyId,
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"/>',
    );
    expect(wrong).toMatchObject({ state: 'failed', failure: { code: 'payments.report-refused' } });
  });

  it('a debit that was rejected leaves its mandate as if it had not been used', async () => {
    const { companyId, ask } = await fetchedRun();
    const customer = { kind: 'customer', name: 'Kunde', account: '10000' };
    await ask('PUT', '/partners/{partnerId}', { partnerId: 'k-1' }, { body: customer });
    const mandate = {
      partner: 'k-1',
      iban: 'DE02120300000000202051',
      signedOn: '2026-01-02',
      sequence: 'one-off',
    };
    await ask('PUT', '/mandates/{mandateId}', { mandateId: 'M-1' }, { body: mandate });
    const sale = {
      date: '2026-06-10',
      amount: '50.00',
      debitAccount: '10000',
      creditAccount: '8400',
      text: 'Sale',
    };
    await ask('POST', '/postings', {}, { body: sale });
    const { body } = await ask(
      'POST',
      '/payment-runs',
      {},
      { body: { kind: 'direct-debit', executionDate: '2026-06-17' } },
    );
    await ask('POST', '/payment-runs/{runId}/approval', { runId: body.id }, { principal: 'bert' });
    const stateOf = async () => (await ask('GET', '/mandates/{mandateId}', { mandateId: 'M-1' })).body.state;
    expect(await stateOf()).toBe('used');
    const messageId = `PAY-${body.id.slice(4)}`;
    await upload(companyId, statusReport({ messageId, paymentInformationStatus: 'RJCT' }));
    expect(await stateOf()).toBe('usable');
  });
});
