import { beforeAll, describe, expect, it } from 'vitest';
import { openReportingApi, type ReportingApi } from '../../support/reporting-api.ts';

let api: ReportingApi;

const entry = (date: string, ...lines: readonly (readonly [string, string, Record<string, unknown>?])[]) => ({
  date,
  text: 'Entry',
  lines: lines.map(([account, amount, more]) =>
    amount.startsWith('-')
      ? { account, credit: amount.slice(1), ...more }
      : { account, debit: amount, ...more },
  ),
});

beforeAll(async () => {
  api = await openReportingApi();
  await api.createCompany('acme');
  const answer = await api.book(
    'acme',
    entry('2025-11-03', ['1200', '1000.00'], ['8400', '-1000.00']),
    entry('2026-01-05', ['1200', '5000.00'], ['0800', '-5000.00']),
    entry('2026-02-10', ['10000', '2000.00'], ['8400', '-2000.00', { costCentre: '200' }]),
    entry('2026-02-20', ['4120', '700.00', { costCentre: '100' }], ['1200', '-700.00']),
    entry('2026-03-01', ['4930', '50.00'], ['1200', '-50.00']),
    entry('2026-03-02', ['4600', '30.00', { costCentre: '200' }], ['1200', '-30.00']),
  );
  expect(answer.body.results.every(({ status }: { status: string }) => status === 'posted')).toBe(true);
});

const ask = async (path: string, query: Record<string, string>) =>
  (await api.report('acme', path, query)).body;
type Line = { id: string; amount: string; previous: string };
const told = (lines: Line[]) =>
  Object.fromEntries(lines.flatMap(({ id, amount }) => (Number(amount) === 0 ? [] : [[id, amount]])));

describe('reports of a small company', () => {
  it('BWA: the month, cumulated, the year before, and the share of Gesamtleistung', async () => {
    const body = await ask('bwa', { month: '2026-02' });
    expect(body.ranges.cumulated).toEqual({ from: '2026-01-01', to: '2026-02-28' });
    const line = (id: string) => body.lines.find((one: Line) => one.id === id);
    expect(line('1051').month).toEqual({ amount: '2000.00', ofPerformance: '100.00' });
    expect(line('1100').month).toEqual({ amount: '-700.00', ofPerformance: '-35.00', ofCosts: '100.00' });
    expect(line('1380').cumulated.amount).toBe('1300.00');
    expect((await ask('bwa', { month: '2026-11' })).lines[0].previousMonth.amount).toBe('1000.00');
  });

  it('cost centres: each with its lines, together the profit and loss', async () => {
    const body = await ask('cost-centres', { fiscalYear: '2026' });
    expect([body.result, body.profitAndLoss]).toEqual(['1220.00', '1220.00']);
    const rows = body.costCentres.map((one: { costCentre?: string; result: string }) => [
      one.costCentre,
      one.result,
    ]);
    expect(rows).toEqual([
      ['100', '-700.00'],
      ['200', '1970.00'],
      [undefined, '-50.00'],
    ]);
    const march = await ask('cost-centres', { from: '2026-03-01', to: '2026-03-31' });
    expect(march.result).toBe('-80.00');
  });

  it('cost of sales: by the rules of the company, what none takes is a finding', async () => {
    const put = (rules: unknown, headers = {}) =>
      api.call('PUT', '/companies/{companyId}/report-settings/cost-functions', {
        params: { companyId: 'acme' },
        body: { rules },
        headers,
      });
    const refused = await put([{ accounts: ['4100'], shares: { production: '99' } }]);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/rules/0/shares']);
    const rules = [
      { costCentres: ['100'], shares: { production: '60', administration: '40' } },
      { accounts: ['4600-4699'], shares: { distribution: '100' } },
    ];
    const saved = await put(rules);
    expect([saved.status, saved.body, saved.headers.etag]).toEqual([200, { rules }, '"1"']);
    expect((await put(rules)).headers.etag).toBe('"1"');
    expect((await put([])).status).toBe(428);
    const body = await ask('cost-of-sales', { fiscalYear: '2026' });
    expect(told(body.lines)).toEqual({
      '1': '2000.00',
      '2': '-420.00',
      '3': '1580.00',
      '4': '-30.00',
      '5': '-280.00',
      '7': '-50.00',
      '14': '1220.00',
      '16': '1220.00',
    });
    expect(body).toMatchObject({ result: '1220.00', totalCostResult: '1220.00', previousResult: '1000.00' });
    expect(body.unmapped).toEqual([{ account: '4930', amount: '50.00' }]);
  });

  it('cash flow: operating, investing, financing, and the fund account by account', async () => {
    const body = await ask('cash-flow', { fiscalYear: '2026' });
    expect(told(body.lines)).toEqual({
      result: '1220.00',
      'working-assets': '-2000.00',
      operating: '-780.00',
      'equity-in': '5000.00',
      financing: '5000.00',
      'fund-change': '4220.00',
    });
    expect(body.fund).toMatchObject({ opening: '1000.00', closing: '5220.00', previousClosing: '1000.00' });
    expect(body).toMatchObject({ difference: '0.00', previousDifference: '0.00', problems: [] });
  });

  it('movements of the balance sheet: opening and movements are closing, and the year began as the last one ended', async () => {
    const body = await ask('balance-movements', { asOf: '2026-12-31' });
    const bank = body.lines.find(({ id }: Line) => id === 'A.B.IV');
    expect(bank).toMatchObject({
      opening: '1000.00',
      increase: '5000.00',
      decrease: '780.00',
      closing: '5220.00',
    });
    expect(bank.accounts).toMatchObject([{ account: '1200', opening: '1000.00', closing: '5220.00' }]);
    expect(body).toMatchObject({ provisional: true, differences: [], unassigned: [] });
    // Half an opening: the bank begins with less than it ended with.
    await api.createCompany('odd');
    await api.book('odd', entry('2025-11-03', ['1200', '1000.00'], ['0800', '-1000.00']), {
      ...entry('2026-01-01', ['1200', '900.00'], ['0800', '-900.00']),
      kind: 'opening',
    });
    const odd = (await api.report('odd', 'balance-movements', { asOf: '2026-12-31' })).body;
    expect(odd.differences).toEqual([
      { account: '1200', ended: '1000.00', began: '900.00' },
      { account: 'equity', ended: '-1000.00', began: '-900.00' },
    ]);
  });

  it('are refused when they take longer than an answer may, naming the export', async () => {
    let calls = 0;
    const slow = await openReportingApi(() => 30_000 * calls++);
    await slow.createCompany('acme');
    await slow.book('acme', entry('2026-02-10', ['1200', '1.00'], ['8400', '-1.00']));
    for (const path of ['balance-sheet', 'profit-and-loss', 'bwa', 'cost-centres', 'cash-flow']) {
      const { status, body } = await slow.report('acme', path, {});
      expect([path, status, body.type]).toEqual([path, 422, '/problems/reporting.report-too-long']);
      expect(body.detail).toContain('financial-statements');
    }
  });
});
