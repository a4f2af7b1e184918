import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { companiesReader } from '../../../functions/companies/reader.ts';
import { reportingExports } from '../../../functions/reporting/exports.ts';
import { reportFonts } from '../../support/report-fonts.ts';
import { openReportingApi, type ReportingApi, taxedSale } from '../../support/reporting-api.ts';

let api: ReportingApi;
beforeAll(async () => {
  api = await openReportingApi();
  await api.createCompany('acme');
  await api.book('acme', taxedSale('2026-03-10', 1000), taxedSale('2025-06-10', 500), {
    date: '2026-03-20',
    text: 'Wages',
    lines: [
      { account: '4120', debit: '700.00', costCentre: '=100' },
      { account: '1200', credit: '700.00' },
    ],
  });
});

const NOW = new Date('2026-04-02T10:00:00Z');

async function make(kind: string, params: object) {
  const loadSettings = companiesReader(api.reporting.table).loadCompany;
  const definitions = reportingExports({ ...api.reporting, loadSettings }, reportFonts);
  const definition = definitions.find((one) => one.kind.kind === kind);
  const file = await definition?.make('acme', params, NOW);
  return { fileName: file?.fileName, chunks: await Array.fromAsync(file?.chunks ?? []) };
}

it('the export of a VAT return has every field of the form, and refuses periods that are none', async () => {
  const { fileName, chunks } = await make('vat-return', { year: 2026, period: '03' });
  expect(fileName).toBe('acme-ustva-2026-03.csv');
  const text = chunks.join('');
  expect(text.startsWith('\uFEFFZeile;Kz;')).toBe(true);
  expect(text).toContain('13;81;Umsätze zu 19 %;1000;190,00;1000,00\r\n');
  expect(text).toContain(';83;Vorauszahlung (Überschuss negativ);190,00;;190,00\r\n');
  await expect(make('vat-return', { year: 2026, period: '13' })).rejects.toThrow();
});

it('statements are files: German labels, the year before, decimal commas, nothing that a spreadsheet runs', async () => {
  const csv = async (params: object) =>
    (await make('financial-statements', { ...params, format: 'csv' })).chunks.join('');
  const sheet = await csv({ report: 'balance-sheet', asOf: '2026-03-31' });
  expect(sheet).toContain('Posten;31.03.2026;31.12.2025\r\n');
  expect(sheet).toContain('IV. Kasse, Bankguthaben und Schecks;1085,00;595,00\r\n');
  expect(sheet).toContain('Summe Aktiva;1085,00;595,00\r\n');
  expect(sheet).toContain('Summe Passiva;1085,00;595,00\r\n');
  expect(await csv({ report: 'profit-and-loss', fiscalYear: 2026 })).toContain('300,00;500,00\r\n');
  expect(await csv({ report: 'cost-of-sales', fiscalYear: 2026 })).toContain('Konto 4120');
  expect(await csv({ report: 'cash-flow', fiscalYear: 2026 })).toContain(
    'Finanzmittelfonds am Ende;1085,00;595,00',
  );
  expect(await csv({ report: 'bwa', month: '2026-03' })).toContain(
    'Gesamtleistung;1000,00;100,00;;0;1000,00;100,00;;0\r\n',
  );
  const centres = await csv({ report: 'cost-centres', fiscalYear: 2026 });
  expect(centres).toContain('Kostenstelle =100\r\n');
  expect(centres).toContain('Ergebnis aller Kostenstellen;300,00\r\n');
});

it('statements are PDFs, the same bytes for the same books', async () => {
  for (const report of ['balance-sheet', 'bwa', 'cash-flow'] as const) {
    const once = await make('financial-statements', { report });
    const twice = await make('financial-statements', { report });
    const bytes = Buffer.concat(once.chunks as Uint8Array[]);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.equals(Buffer.concat(twice.chunks as Uint8Array[]))).toBe(true);
    if (process.env.KEEP_REPORTS) {
      mkdirSync(process.env.KEEP_REPORTS, { recursive: true });
      writeFileSync(`${process.env.KEEP_REPORTS}/${once.fileName}`, bytes);
    }
  }
});
