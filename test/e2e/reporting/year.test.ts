import { beforeAll, describe, expect, it } from 'vitest';
import {
  askFor,
  createCompany,
  fetchExportFile,
  importFile,
  type StoryCompany,
  sale,
} from '../../support/stories.ts';

/* A company at the end of its second year: statements, valuation, tax returns, and the files for them. */

const VAT_ID = 'FR40303265045';
let company: StoryCompany;
const get = (path: string) => askFor(company, 200, 'GET', path);

const two = (date: string, debit: object, credit: object, more: object = {}) => ({
  date,
  text: 'Vorgang',
  lines: [debit, credit],
  ...more,
});

const ENTRIES = [
  two(
    '2025-01-01',
    { account: '1200', debit: '10000.00' },
    { account: '9000', credit: '10000.00' },
    {
      kind: 'opening',
    },
  ),
  two(
    '2025-01-01',
    { account: '9000', debit: '10000.00' },
    { account: '0800', credit: '10000.00' },
    {
      kind: 'opening',
    },
  ),
  sale('2025-06-10', 500),
  sale('2026-03-10', 1000),
  two(
    '2026-02-10',
    { account: '4120', debit: '300.00', costCentre: '100' },
    { account: '1200', credit: '300.00' },
  ),
  two('2026-03-05', { account: '0420', debit: '1800.00' }, { account: '1200', credit: '1800.00' }),
  two(
    '2026-11-02',
    {
      account: '10000',
      debit: '1000.00',
      dueDate: '2027-01-31',
      foreign: { currency: 'USD', amount: '1100.00', rate: '1.10' },
    },
    { account: '8120', credit: '1000.00' },
  ),
  two(
    '2026-03-12',
    { account: '10001', debit: '100.00' },
    { account: '8125', credit: '100.00', taxCode: 'exempt-41', partner: VAT_ID },
    { id: 'to-france' },
  ),
];

beforeAll(async () => {
  company = await createCompany();
  const { results } = await askFor(company, 200, 'POST', '/journal-entries/batch', { entries: ENTRIES });
  expect(results.map(({ status }: { status: string }) => status)).toEqual(ENTRIES.map(() => 'posted'));
});

describe('the year of a company', () => {
  it('foreign currency is valued at its end: proposed, then booked', async () => {
    const wish = { date: '2026-12-31', rates: [{ currency: 'USD', rate: '1.00' }] };
    const proposed = await askFor(company, 200, 'POST', '/revaluations', wish);
    expect(proposed).toMatchObject({ posted: false, gain: '100.00', positions: [{ state: 'proposed' }] });
    const booked = await askFor(company, 200, 'POST', '/revaluations', { ...wish, post: true });
    expect(booked).toMatchObject({ posted: true, positions: [{ adjustment: '100.00', state: 'posted' }] });
    const sheet = await get('/reports/balance-sheet?asOf=2026-12-31');
    const receivables = sheet.lines.find(({ id }: { id: string }) => id === 'A.B.II.1');
    expect(receivables.amount).toBe('1200.00');
  });

  it('its statements add up, and agree with each other', async () => {
    const movements = await get('/reports/balance-movements?asOf=2026-12-31');
    expect(movements).toMatchObject({ unassigned: [], differences: [] });
    const flow = await get('/reports/cash-flow?fiscalYear=2026');
    expect(flow).toMatchObject({ difference: '0.00', unassigned: [], fund: { opening: '10595.00' } });
    const terms = await get('/reports/maturities?asOf=2026-12-31');
    expect(terms.lines.find(({ id }: { id: string }) => id === 'A.B.II.1').total).toBe('1200.00');
    const bwa = await get('/reports/bwa?month=2026-03');
    expect([bwa.form, bwa.unassigned]).toEqual(['01', []]);
    const profit = await get('/reports/profit-and-loss?fiscalYear=2026');
    expect(profit.unassigned).toEqual([]);
    const centres = await get('/reports/cost-centres?fiscalYear=2026');
    expect(centres.costCentres[0]).toMatchObject({ costCentre: '100', result: '-300.00' });
    expect(centres.result).toBe(centres.profitAndLoss);
    const rules = [{ accounts: ['4120'], shares: { administration: '100' } }];
    await askFor(company, 200, 'PUT', '/report-settings/cost-functions', { rules }, { 'if-match': '"0"' });
    const byFunction = await get('/reports/cost-of-sales?fiscalYear=2026');
    expect([byFunction.unmapped, byFunction.result]).toEqual([[], byFunction.totalCostResult]);
  });

  it('what went to another member state is proven, and listed', async () => {
    const note = { name: 'Frachtbrief.pdf', content: '%PDF-1.7 CMR' };
    const { importId } = await importFile(company, 'voucher', note);
    const proof = { kind: 'consignment-note', shippedOn: '2026-03-12', destination: 'FR' };
    const voucherIds = [importId.replace(/^imp_/, 'vch_')];
    await askFor(company, 201, 'PUT', '/delivery-proofs/to-france', { ...proof, voucherIds });
    const check = { vatId: VAT_ID, checkedAt: '2026-03-01T09:00:00.000Z', result: 'valid', qualified: true };
    await askFor(company, 201, 'POST', '/vat-id-checks', check);
    expect((await get(`/vat-id-checks?vatId=${VAT_ID}`)).items).toHaveLength(1);
    expect(await get('/delivery-proofs/to-france')).toMatchObject({ voucherIds });
    const proven = await get('/reports/delivery-proofs?year=2026&period=03');
    expect(proven).toMatchObject({ supplies: 1, lacking: 0 });
    const { items } = await get('/reports/ec-sales-list?year=2026&period=41');
    expect(items).toMatchObject([{ vatId: VAT_ID, kind: 'L', amount: '100' }]);
  });

  it('its VAT is declared month by month, and for the year', async () => {
    const march = await askFor(company, 201, 'POST', '/vat-returns', { year: 2026, period: '03' });
    expect(march).toMatchObject({ sequence: 1, figures: { '81': '1000', '41': '100', '83': '190.00' } });
    const year = await get('/reports/vat-return?year=2026&period=year');
    expect(year).toMatchObject({ form: { name: 'USt 2 A' }, prepayments: { total: '190.00' } });
    await get('/reports/vat-return/entries?year=2026&period=03&kz=81');
    await askFor(company, 201, 'POST', '/vat-returns', { year: 2026, period: 'year' });
    expect((await get('/vat-returns')).items).toHaveLength(2);
    const prepayment = await askFor(company, 200, 'POST', '/calculations/special-prepayment', { year: 2027 });
    expect(prepayment).toMatchObject({ year: 2027, dueDate: '2027-02-10' });
  });

  it('its files are made', async () => {
    const statement = { kind: 'financial-statements', fiscalYear: 2026 };
    const [pdf, csv, sales, vat] = await Promise.all([
      fetchExportFile(company, { ...statement, report: 'profit-and-loss', format: 'pdf' }),
      fetchExportFile(company, { ...statement, report: 'cash-flow', format: 'csv' }),
      fetchExportFile(company, { kind: 'ec-sales-list', year: 2026, period: '41' }),
      fetchExportFile(company, { kind: 'vat-return', year: 2026, period: 'year' }),
    ]);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(csv.toString()).toContain('Finanzmittelfonds am Ende');
    expect(sales.toString()).toContain(VAT_ID.slice(2));
    expect(vat.toString()).toContain(';177;');
  });
});
