import { beforeAll, describe, expect, it } from 'vitest';
import { type CreditOnBooks, composeOnBooks } from '../../../functions/credit/compose-books.ts';
import { composePortfolio } from '../../../functions/credit/compose-portfolio.ts';
import { type CreditReports, composeReports } from '../../../functions/credit/compose-reports.ts';
import { lossRateBindings } from '../../../functions/credit/handlers/loss-rates.ts';
import { profileBindings } from '../../../functions/credit/handlers/profiles.ts';
import { reportBindings } from '../../../functions/credit/handlers/reports.ts';
import { portfolioStore } from '../../../functions/credit/store/portfolio.ts';
import { foldSales } from '../../../functions/credit/usecases/fold-sales.ts';
import { followBooks } from '../../../functions/credit/usecases/follow-books.ts';
import { takeSnapshot } from '../../../functions/credit/usecases/take-snapshot.ts';
import { INVOICE, openReceivablesApi, type ReceivablesApi } from '../../support/receivables-api.ts';

let api: ReceivablesApi;
let credit: CreditOnBooks;
let reports: CreditReports;
let store: ReturnType<typeof portfolioStore>;
const NOW = new Date('2026-06-15T12:00:00.000Z');

beforeAll(async () => {
  api = await openReceivablesApi(undefined, ({ table }) => {
    credit = composeOnBooks(table);
    reports = composeReports(table);
    store = portfolioStore(table);
    return [
      ...profileBindings(credit),
      ...reportBindings(reports),
      ...lossRateBindings(composePortfolio(table)),
    ];
  });
});

const params = { companyId: 'acme' };
const report = (kind: string, query: Record<string, string> = {}) =>
  api.call('GET', `/companies/{companyId}/credit-reports/${kind}`, { params, query });

async function openBooks() {
  await api.createCompany('acme');
  const at = api.at('acme');
  for (const [id, account, riskClass] of [
    ['k-1', '10000', 'A'],
    ['k-2', '10001', 'B'],
  ] as const) {
    await at.putPartner(id, { kind: 'customer', name: `Kunde ${id}`, account, paymentTermsDays: 30 });
    const path = '/companies/{companyId}/credit/{customerId}';
    await api.call('PUT', path, { params: { ...params, customerId: id }, body: { riskClass } });
  }
  await at.postPosting({ ...INVOICE, date: '2026-01-10', amount: '119.00', documentNumber: 'RE-1' });
  await at.postPosting({
    ...INVOICE,
    date: '2026-02-10',
    amount: '238.00',
    documentNumber: 'RE-2',
    debitAccount: '10001',
  });
  await at.clear({ date: '2026-03-20', bankAccount: '1200', items: [{ item: '2026-1-1' }] });
  await followBooks(credit, 'acme', [{ fiscalYear: 2026, from: 1, to: 9 }], NOW);
  return at;
}

describe('reports', () => {
  it('rest on items as of any day, on customers as they stand today, and on snapshots of the past', async () => {
    const at = await openBooks();
    const ageing = await report('ageing', { asOf: '2026-03-15' });
    expect(ageing.body).toMatchObject({
      totals: { open: '357.00', customers: 2 },
      basis: { kind: 'items', asOfNumbers: { 2026: 3 }, pendingEntries: 0 },
      items: [
        { customerId: 'k-2', name: 'Kunde k-2' },
        { customerId: 'k-1', of: ['31-60'] },
      ],
    });
    expect((await report('ageing', { asOf: '2026-03-20' })).body.totals).toMatchObject({ open: '238.00' });
    const { body: dso } = await report('dso', { asOf: '2026-02-28' });
    expect(dso).toMatchObject({
      totals: { dso: '59.00', balance: '357.00' },
      lines: [
        { key: '2026-02', values: { sales: '238.00', days: 28 } },
        { key: '2026-01', values: { sales: '119.00' } },
      ],
    });

    const rates = {
      params: { ...params, validFrom: '2026-01-01' },
      body: { classes: { B: { pd: '0.1', lgd: '0.5' } } },
    };
    const path = '/companies/{companyId}/credit-loss-rates/{validFrom}';
    expect((await api.call('PUT', path, rates)).status).toBe(201);
    expect((await api.call('PUT', path, rates)).status).toBe(428);
    const { body: exposure } = await report('exposure', { limit: '1' });
    expect(exposure).toMatchObject({
      basis: { kind: 'live' },
      ratesFrom: '2026-01-01',
      lines: [{ key: 'A' }, { key: 'B', values: { exposure: '238.00', expectedLoss: '11.90' } }],
      items: [{ customerId: 'k-2' }],
    });
    const second = await report('exposure', { limit: '1', cursor: exposure.next });
    expect(second.body.items).toMatchObject([{ customerId: 'k-1' }]);
    expect(second.body.next).toBeUndefined();
    expect((await report('exposure', { of: 'B' })).body.items).toHaveLength(1);

    const missing = await report('exposure', { asOf: '2026-06-10' });
    expect(missing).toMatchObject({ status: 404, body: { type: '/problems/credit.no-snapshot' } });
    const deps = { ...reports, snapshots: store };
    const clock = () => new Date('2026-05-31T23:45:10.000Z');
    await takeSnapshot(deps, 'acme', { day: '2026-05-31', mayBegin: true }, clock);
    expect((await report('exposure', { asOf: '2026-06-10' })).body).toMatchObject({ before: '2026-05-31' });
    await at.postPosting({ ...INVOICE, date: '2026-06-01', amount: '1000.00', debitAccount: '10001' });
    await followBooks(credit, 'acme', [{ fiscalYear: 2026, from: 1, to: 9 }], NOW);
    // What the day looked like stays, and another run changes nothing.
    await takeSnapshot(deps, 'acme', { day: '2026-05-31', mayBegin: true }, clock);
    const past = await report('exposure', { asOf: '2026-05-31' });
    expect(past.body).toMatchObject({ totals: { exposure: '238.00' }, basis: { kind: 'snapshot' } });
    expect((await report('limit-use')).body.totals).toMatchObject({ exposure: '1238.00' });
    const moved = await report('migration', { from: '2026-05-31' });
    expect(moved.body.lines).toMatchObject([{ key: 'A>A' }, { key: 'B>B', values: { exposure: '1238.00' } }]);
    const matrix = await report('migration');
    expect(matrix).toMatchObject({ status: 422, body: { errors: [{ pointer: 'query/from' }] } });

    const company = await reports.loadCompany('acme');
    if (!company) throw new Error('no company');
    const before = (await report('dso', { asOf: '2026-02-28' })).body.totals;
    await foldSales({ ...reports, sales: store }, company);
    await foldSales({ ...reports, sales: store }, company);
    expect((await report('dso', { asOf: '2026-02-28' })).body.totals).toEqual(before);

    const chart = await report('overdue', { format: 'svg', language: 'en' });
    expect(chart.headers['content-type']).toBe('image/svg+xml');
    expect(chart.body).toMatch(/^<svg .*Overdue receivables/s);
    const csv = await report('concentration', { format: 'csv' });
    expect(csv.body).toContain('k-2;Kunde k-2;k-2;1238,00;100');
  });

  it('are continued where a run was killed, each customer once', async () => {
    let writes = 0;
    const dying = {
      ...store,
      addPart: async (...args: Parameters<typeof store.addPart>) => {
        writes += 1;
        if (writes === 2) throw new Error('killed');
        await store.addPart(...args);
      },
    };
    const small = {
      ...reports,
      portfolio: {
        ...reports.portfolio,
        profilesAfter: (company: string, customer: string | undefined) =>
          reports.portfolio.profilesAfter(company, customer, 1),
      },
    };
    const slot = { day: '2026-06-05', mayBegin: true };
    const clock = () => new Date('2026-06-05T23:45:00.000Z');
    await expect(takeSnapshot({ ...small, snapshots: dying }, 'acme', slot, clock)).rejects.toThrow('killed');
    expect((await report('limit-use', { asOf: '2026-06-05' })).body.detail).toContain('was not finished');
    const late = { day: '2026-06-05', mayBegin: false };
    await takeSnapshot(
      { ...small, snapshots: store },
      'acme',
      late,
      () => new Date('2026-06-06T00:45:00.000Z'),
    );
    const done = await report('limit-use', { asOf: '2026-06-05' });
    expect(done.body).toMatchObject({ totals: { customers: 2 }, basis: { to: '2026-06-06T00:45:00.000Z' } });
    expect(
      await takeSnapshot(
        { ...small, snapshots: store },
        'acme',
        { day: '2026-06-08', mayBegin: false },
        clock,
      ),
    ).toBeUndefined();
  });
});
