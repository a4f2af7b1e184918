import { describe, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { composeLedger } from '../../../functions/ledger/compose.ts';
import { composePayments } from '../../../functions/payments/compose.ts';
import { approveRun } from '../../../functions/payments/usecases/approve-run.ts';
import { cancelRun } from '../../../functions/payments/usecases/cancel-run.ts';
import { composeReceivables } from '../../../functions/receivables/compose.ts';
import { dyingTable, Killed } from '../../support/dying-table.ts';
import { NOW } from '../../support/ledger-api.ts';
import { openPaymentsApi, type PaymentsApi, PURCHASE, SETTINGS, VENDOR } from '../../support/payments-api.ts';

const hasTime = () => true;

/** A proposed run of three transfers of 116.62 each, one of which pays an invoice that is settled before it is approved. */
async function proposedRun(api: PaymentsApi, companyId: string): Promise<string> {
  await api.createCompany(companyId);
  const ask = api.at(companyId);
  await ask('PUT', '/payment-settings', {}, { body: SETTINGS });
  await ask('PUT', '/partners/{partnerId}', { partnerId: 'v-1' }, { body: VENDOR });
  for (const documentNumber of ['ER-1', 'ER-2', 'ER-3'])
    await ask('POST', '/postings', {}, { body: { ...PURCHASE, documentNumber } });
  const wish = { kind: 'transfer', executionDate: '2026-06-16', nextRunOn: '2026-06-23', collect: 'item' };
  const { body } = await ask('POST', '/payment-runs', {}, { body: wish });
  const paid = { date: '2026-06-15', bankAccount: '1200', items: [{ item: body.payments[1].items[0].item }] };
  await ask('POST', '/clearings', {}, { body: paid });
  return body.id;
}

/** Does `step` with a table that dies before each write in turn, taking it up again each time, until it is through. */
async function dieAndGoOn(
  api: PaymentsApi,
  companyId: string,
  step: (
    payments: ReturnType<typeof composePayments>,
    action: Parameters<typeof approveRun>[1],
  ) => Promise<unknown>,
): Promise<number> {
  const company = await api.ledger.loadCompany(companyId);
  if (!company) throw new Error('no company');
  const principal = { id: 'bert', kind: 'person' } as const;
  const action = { company, principal, now: new Date(NOW), requestId: 'r' };
  for (let deaths = 0; deaths < 60; deaths += 1) {
    // Every life has one write and dies before its second; the first life before any.
    const mortal = dyingTable(api.table, deaths === 0 ? 0 : 1);
    const ledger = composeLedger(mortal, companiesReader(mortal));
    const payments = composePayments(mortal, ledger, composeReceivables(mortal, ledger));
    try {
      await step(payments, action);
      return deaths;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
  throw new Error('it never came through');
}

describe('killed before each of its writes', () => {
  it('an approval books each payment once and writes one file; a cancellation reverses each once', async () => {
    const api = await openPaymentsApi();
    const runId = await proposedRun(api, 'acme');
    const ask = api.at('acme');
    const balance = async () => {
      const { body } = await ask('GET', '/reports/trial-balance', {}, { query: { asOf: '2026-12-31' } });
      return body.accounts.find(({ account }: { account: string }) => account === '1360')?.balance;
    };
    const states = async () => {
      const { body } = await ask('GET', '/payment-runs/{runId}', { runId });
      return [body.state, ...body.payments.map(({ state }: { state: string }) => state)];
    };
    const deaths = await dieAndGoOn(api, 'acme', (payments, action) =>
      approveRun({ ...payments, hasTime }, action, runId, 'approved'),
    );
    expect(deaths).toBeGreaterThan(3);
    expect(await states()).toEqual(['booked', 'booked', 'left-out', 'booked']);
    expect(await balance()).toBe('-233.24');
    const file = await api.payments.reader.loadFile('acme', runId);
    expect([file?.payments, file?.totalMinor]).toEqual([2, 23_324n]);
    const more = await dieAndGoOn(api, 'acme', (payments, action) =>
      cancelRun({ ...payments, hasTime }, action, runId),
    );
    expect(more).toBeGreaterThan(2);
    expect(await states()).toEqual(['cancelled', 'reversed', 'left-out', 'reversed']);
    expect(await balance()).toBe('0.00');
    const { body } = await ask(
      'GET',
      '/reports/open-items',
      {},
      { query: { side: 'payable', asOf: '2026-12-31' } },
    );
    expect([body.total, body.difference]).toEqual(['238.00', '0.00']);
  });

  it('out of time, an approval goes on when asked again', async () => {
    const api = await openPaymentsApi();
    const runId = await proposedRun(api, 'slow');
    const company = await api.ledger.loadCompany('slow');
    if (!company) throw new Error('no company');
    const action = {
      company,
      principal: { id: 'bert', kind: 'person' },
      now: new Date(NOW),
      requestId: 'r',
    } as const;
    const seen: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      let left = 1;
      const once = () => left-- > 0;
      const { state } = await approveRun({ ...api.payments, hasTime: once }, action, runId, 'approved');
      seen.push(state);
      if (state === 'booked') break;
    }
    expect(seen).toEqual(['approved', 'approved', 'booked']);
  });

  it('an approval that came to no end can be given up: nothing more is booked, what was is reversed', async () => {
    const api = await openPaymentsApi();
    const runId = await proposedRun(api, 'half');
    const company = await api.ledger.loadCompany('half');
    if (!company) throw new Error('no company');
    const action = {
      company,
      principal: { id: 'bert', kind: 'person' },
      now: new Date(NOW),
      requestId: 'r',
    } as const;
    let left = 1;
    const once = () => left-- > 0;
    expect((await approveRun({ ...api.payments, hasTime: once }, action, runId, 'approved')).state).toBe(
      'approved',
    );
    expect((await cancelRun({ ...api.payments, hasTime }, action, runId)).state).toBe('cancelled');
    const payments = await api.payments.reader.paymentsOf('half', runId);
    expect(payments.map(({ state }) => state)).toEqual(['reversed', 'left-out', 'left-out']);
    expect(await api.payments.reader.loadFile('half', runId)).toBeUndefined();
  });
});
