import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_SETTINGS } from '../../../infra/local/demo-books.ts';
import { demoJournal } from '../../../infra/local/demo-journal.ts';
import { openReportingApi, type ReportingApi, taxedSale } from '../../support/reporting-api.ts';

let api: ReportingApi;
beforeAll(async () => {
  api = await openReportingApi();
  await api.createCompany('demo', DEMO_SETTINGS);
  for (const month of demoJournal()) await api.book('demo', ...month);
});

type Line = { id: string; amount: string; previous: string };
const amountsOf = (lines: Line[]) => new Map(lines.map(({ id, amount }) => [id, amount]));

describe('statements of the demo’s books', () => {
  it('balance: assets are equity and liabilities, and the result is that of profit and loss', async () => {
    const sheet = (await api.report('demo', 'balance-sheet', { asOf: '2025-12-31' })).body;
    expect(sheet).toMatchObject({ balanced: true, unassigned: [], problems: [], provisional: false });
    expect(sheet.totals.difference).toBe('0.00');
    const income = (await api.report('demo', 'profit-and-loss', { fiscalYear: '2025' })).body;
    expect(income).toMatchObject({ from: '2025-01-01', to: '2025-12-31', unassigned: [] });
    expect(amountsOf(sheet.lines).get('P.A.V')).toBe(income.result);
    expect(amountsOf(sheet.lines).get('P.A.I')).toBe('100000.00');
    // Counted by hand from the entries of the demo.
    const sales = demoJournal()
      .flat()
      .flatMap(({ lines }) => lines)
      .filter(({ account }) => account === '4400' || account === '4300')
      .reduce((sum, { credit = '0' }) => sum + Number(credit), 0);
    expect(amountsOf(income.lines).get('1')).toBe(sales.toFixed(2));
  });

  it('carry the year before as comparison, and months add up to the year', async () => {
    const next = (await api.report('demo', 'balance-sheet', { asOf: '2026-03-31', size: 'small' })).body;
    expect(next).toMatchObject({ balanced: true, provisional: true, previousAsOf: '2025-12-31' });
    expect(next.lines.some(({ id }: Line) => id === 'A.B.II.1')).toBe(false);
    const line = next.lines.find(({ id }: Line) => id === 'A.B.IV');
    expect(line.amount).toBe(line.previous);
    const results = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const month = String(index + 1).padStart(2, '0');
        const to = new Date(Date.UTC(2025, index + 1, 0)).toISOString().slice(0, 10);
        const { body } = await api.report('demo', 'profit-and-loss', { from: `2025-${month}-01`, to });
        return Math.round(Number(body.result) * 100);
      }),
    );
    const year = (await api.report('demo', 'profit-and-loss', { fiscalYear: '2025' })).body;
    expect(results.reduce((sum, result) => sum + result, 0)).toBe(Math.round(Number(year.result) * 100));
    const after = (await api.report('demo', 'profit-and-loss', { fiscalYear: '2026' })).body;
    expect([after.result, after.previousResult]).toEqual(['0.00', year.result]);
  });

  it('refuse what they cannot tell', async () => {
    await api.createCompany('own', { chart: 'none' });
    const codeOf = async (company: string, path: string, query: Record<string, string>) => {
      const { status, body } = await api.report(company, path, query);
      return [status, body.type];
    };
    const places = [422, '/problems/reporting.chart-without-places'];
    expect(await codeOf('own', 'balance-sheet', { asOf: '2026-01-01' })).toEqual(places);
    const range = { from: '2025-12-01', to: '2026-01-31' };
    const refused = [400, '/problems/reporting.invalid-range'];
    expect(await codeOf('demo', 'profit-and-loss', range)).toEqual(refused);
    expect((await codeOf('demo', 'profit-and-loss', { format: 'cost-of-sales' }))[0]).toBe(400);
  });

  it('name accounts without a place instead of losing them', async () => {
    await api.createCompany('odd');
    await api.book('odd', taxedSale('2026-03-10', 100), {
      date: '2026-01-01',
      kind: 'opening',
      text: 'half an opening',
      lines: [
        { account: '1000', debit: '50.00' },
        { account: '9000', credit: '50.00' },
      ],
    });
    const sheet = (await api.report('odd', 'balance-sheet', { asOf: '2026-12-31' })).body;
    expect(sheet.unassigned).toMatchObject([{ account: '9000', amount: '-50.00' }]);
    expect(sheet).toMatchObject({ balanced: false, totals: { difference: '50.00' } });
    expect(sheet.problems).toHaveLength(1);
  });

  it('size classes: two dates in a row decide', async () => {
    const marks = (total: string, revenue: string, employees: number) => ({
      fiscalYearStart: '2025-01-01',
      balanceSheetTotal: total,
      revenue,
      employees,
    });
    const [small, medium] = [marks('1000000', '2000000', 20), marks('9000000', '20000000', 60)];
    const ask = async (body: unknown) =>
      (
        await api.call('POST', '/companies/{companyId}/calculations/size-class', {
          params: { companyId: 'demo' },
          body,
        })
      ).body;
    expect(await ask({ current: small, previous: small })).toMatchObject({
      sizeClass: 'small',
      decidedBy: 'both-dates',
    });
    expect(await ask({ current: medium, previous: small, classBefore: 'small' })).toMatchObject({
      sizeClass: 'small',
      current: 'medium',
    });
    expect(await ask({ current: medium })).toMatchObject({ sizeClass: 'medium', decidedBy: 'first-date' });
    expect((await ask({ current: { ...medium, revenue: 'x' } })).errors[0].pointer).toBe('/current/revenue');
  });
});
