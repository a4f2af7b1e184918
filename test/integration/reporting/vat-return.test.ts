import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_SETTINGS, MISTAKE } from '../../../infra/local/demo-books.ts';
import { type DemoEntry, demoJournal } from '../../../infra/local/demo-journal.ts';
import { openReportingApi, type ReportingApi, taxedSale } from '../../support/reporting-api.ts';

let api: ReportingApi;
beforeAll(async () => {
  api = await openReportingApi();
});

async function companyWith(companyId: string, ...entries: readonly unknown[]) {
  await api.createCompany(companyId);
  const { body } = await api.book(companyId, ...entries);
  const refused = body.results.filter((result: { status: string }) => result.status !== 'posted');
  expect(refused).toEqual([]);
}

const returnOf = async (companyId: string, period: string, year = '2026') =>
  (await api.report(companyId, 'vat-return', { year, period })).body;

describe('the VAT return', () => {
  it('of plain sales and purchases, with what is behind it and the tax accounts beside it', async () => {
    const purchase = {
      date: '2026-03-12',
      text: 'Toner',
      lines: [
        { account: '4930', debit: '100.00' },
        { account: '1576', debit: '19.00' },
        { account: '1200', credit: '119.00' },
      ],
    };
    await companyWith('acme', taxedSale('2026-03-10', 1000), purchase, taxedSale('2026-04-10', 50));
    const answer = await api.report('acme', 'vat-return', { year: '2026', period: '03' });
    expect(answer.status).toBe(200);
    const { figures, details, reconciliation, asOfNumbers, form } = answer.body;
    expect(figures).toEqual({ '66': '19.00', '81': '1000', '83': '171.00' });
    expect(form).toEqual({ year: 2026, name: 'USt 1 A', confirmed: true });
    expect(asOfNumbers).toEqual({ '2026': 3 });
    expect(details.map(({ kz, line }: { kz: string; line: number }) => [kz, line])).toEqual([
      ['81', 13],
      ['66', 38],
      ['83', 50],
    ]);
    expect(details[0]).toMatchObject({ exact: '1000.00', value: '1000', computedTax: '190.00', lines: 1 });
    expect(reconciliation).toMatchObject({ balanced: true, findings: [], findingsInAll: 0 });
    expect(
      reconciliation.accounts.map(({ account, amount }: Record<string, string>) => [account, amount]),
    ).toEqual([
      ['1576', '19.00'],
      ['1776', '190.00'],
    ]);
    expect((await returnOf('acme', '42')).figures).toEqual({ '81': '50', '83': '9.50' });
    const year = await returnOf('acme', 'year');
    expect(year.form).toEqual({ year: 2026, name: 'USt 2 A', confirmed: true });
    expect(year.figures).toEqual({
      '177': '1050',
      '320': '19.00',
      remaining: '180.50',
      prepayments: '0.00',
      settlement: '180.50',
    });
    const behind = { year: '2026', period: 'year' };
    for (const kz of ['177', '81']) {
      const { items } = (await api.report('acme', 'vat-return/entries', { ...behind, kz })).body;
      expect(items.map(({ amount }: { amount: string }) => amount)).toEqual(['1000.00', '50.00']);
    }
    expect((await returnOf('acme', '05')).figures).toEqual({ '83': '0.00' });
    expect((await returnOf('acme', '01', '2030')).form.confirmed).toBe(false);
  });

  it('goes by the day of the supply, also across years, and says as of which journals', async () => {
    const late = taxedSale('2026-01-15', 100, { serviceDate: '2025-12-20' });
    await companyWith('late', late, taxedSale('2025-12-31', 10), taxedSale('2025-11-30', 7));
    const december = await returnOf('late', '12', '2025');
    expect(december.figures).toEqual({ '81': '110', '83': '20.90' });
    expect(december.asOfNumbers).toEqual({ '2025': 2, '2026': 1 });
    expect((await returnOf('late', '01')).figures).toEqual({ '83': '0.00' });
  });

  it('takes a reversal to the period of its original, a credit note to its own', async () => {
    await companyWith(
      'undo',
      { ...taxedSale('2026-03-10', 1000), id: 'wrong' },
      taxedSale('2026-03-11', 500),
    );
    const reversal = { date: '2026-05-20' };
    const params = { companyId: 'undo', entryId: 'wrong' };
    const path = '/companies/{companyId}/journal-entries/{entryId}/reversal';
    expect((await api.call('POST', path, { params, body: reversal })).status).toBe(201);
    const note = {
      date: '2026-05-21',
      text: 'Credit note',
      lines: [
        { account: '8400', debit: '100.00' },
        { account: '1776', debit: '19.00' },
        { account: '1200', credit: '119.00' },
      ],
    };
    await api.book('undo', note);
    expect((await returnOf('undo', '03')).figures).toEqual({ '81': '500', '83': '95.00' });
    expect((await returnOf('undo', '05')).figures).toEqual({ '81': '-100', '83': '-19.00' });
  });

  it('lists the entries behind a Kennzahl, page by page, as of one journal number', async () => {
    const proof = { serviceDate: '2026-06-01', documentNumber: 'RE-1' };
    const abroad = (net: string, partner: string) => ({
      date: '2026-06-02',
      text: 'Supply to France',
      lines: [
        { account: '10000', debit: net },
        { account: '8125', credit: net, taxCode: 'exempt-41', partner },
      ],
      ...proof,
    });
    await companyWith('pages', abroad('100.50', 'FR1'), abroad('200.00', 'FR2'), abroad('300.00', 'FR3'));
    const query = { year: '2026', period: '06', kz: '41', limit: '2' };
    const first = (await api.report('pages', 'vat-return/entries', query)).body;
    expect(first.items.map(({ amount }: { amount: string }) => amount)).toEqual(['100.50', '200.00']);
    expect(first.items[0]).toMatchObject({
      number: 1,
      ...proof,
      lines: [{ account: '8125', partner: 'FR1' }],
    });
    await api.book('pages', abroad('400.00', 'FR4'));
    const second = (await api.report('pages', 'vat-return/entries', { ...query, cursor: first.next })).body;
    expect(second.items.map(({ amount }: { amount: string }) => amount)).toEqual(['300.00']);
    expect(second.next).toBeUndefined();
    expect(second.asOfNumbers).toEqual({ '2026': 3 });
    for (const kz of ['83', '99']) {
      const refused = await api.report('pages', 'vat-return/entries', { ...query, kz });
      expect([refused.status, refused.body.type]).toEqual([400, '/problems/reporting.unknown-kz']);
    }
  });

  it('is refused where no form fits', async () => {
    await api.createCompany('own', { chart: 'none' });
    await api.createCompany('usd', { currency: 'USD' });
    const march = { year: '2026', period: '03' };
    const codeOf = async (company: string, query: Record<string, string>) => {
      const { status, body } = await api.report(company, 'vat-return', query);
      return [status, body.type];
    };
    expect(await codeOf('own', march)).toEqual([422, '/problems/reporting.chart-without-tax']);
    expect(await codeOf('usd', march)).toEqual([422, '/problems/reporting.not-in-euros']);
    expect(await codeOf('acme', { year: '2019', period: '03' })).toEqual([
      422,
      '/problems/reporting.no-form',
    ]);
    for (const period of ['13', '00', '45', '3', 'x'])
      expect((await codeOf('acme', { year: '2026', period }))[0]).toBe(400);
    expect((await codeOf('acme', { period: '03' }))[0]).toBe(400);
    const stranger = { params: { companyId: 'acme' }, query: march, principal: 'nobody' };
    expect((await api.call('GET', '/companies/{companyId}/reports/vat-return', stranger)).status).toBe(404);
  });
});

const ANNUAL_KZ = (kz: string) =>
  ({ '81': '177', '86': '275', '89': '781', '61': '761', '66': '320' })[kz] ?? 'remaining';

describe('the demo’s books', () => {
  const entries = demoJournal().flat();
  beforeAll(async () => {
    await api.createCompany('demo', DEMO_SETTINGS);
    for (const month of demoJournal()) await api.book('demo', ...month);
    const params = { companyId: 'demo', entryId: `demo-${MISTAKE.number}` };
    const path = '/companies/{companyId}/journal-entries/{entryId}/reversal';
    await api.call('POST', path, { params, body: { date: MISTAKE.reversedOn } });
  });

  /** What the entries say, counted without the code under test. */
  function booked(account: string, side: 'debit' | 'credit', month?: string): number {
    const inMonth = (one: DemoEntry) =>
      !one.id.startsWith('demo-US') &&
      !one.id.startsWith(`demo-${MISTAKE.number}`) &&
      (month === undefined || one.date.slice(5, 7) === month);
    const lines = entries.filter(inMonth).flatMap(({ lines }) => lines);
    return lines
      .filter((line) => line.account === account)
      .reduce((sum, line) => sum + Number(line[side] ?? 0), 0);
  }

  it.each([undefined, '01', '02', '08', '12'])(
    'give the figures that a count by hand gives: %s',
    async (month) => {
      const { figures, reconciliation } = await returnOf('demo', month ?? 'year', '2025');
      const bases = { '81': booked('4400', 'credit', month), '86': booked('4300', 'credit', month) };
      const acquired = booked('5425', 'debit', month);
      const input = booked('1406', 'debit', month) + booked('1401', 'debit', month);
      const kz = month === undefined ? ANNUAL_KZ : (one: string) => one;
      const owed = (bases['81'] * 0.19 + bases['86'] * 0.07 - input).toFixed(2);
      expect(figures).toEqual({
        [kz('81')]: String(bases['81']),
        [kz('86')]: String(bases['86']),
        ...(acquired === 0 ? {} : { [kz('89')]: String(acquired), [kz('61')]: (acquired * 0.19).toFixed(2) }),
        [kz('66')]: input.toFixed(2),
        [kz('83')]: owed,
        ...(month === undefined ? { prepayments: '0.00', settlement: owed } : {}),
      });
      expect(reconciliation.balanced).toBe(true);
    },
  );
});
