import { expect, it } from 'vitest';
import { reportingExports } from '../../../functions/reporting/exports.ts';
import { openReportingApi, taxedSale } from '../../support/reporting-api.ts';

it('the export of a VAT return has every field of the form, and refuses periods that are none', async () => {
  const api = await openReportingApi();
  await api.createCompany('acme');
  await api.book('acme', taxedSale('2026-03-10', 1000));
  const [definition] = reportingExports(api.reporting);
  const now = new Date();
  const file = await definition?.make('acme', { year: 2026, period: '03' }, now);
  expect(file?.fileName).toBe('acme-ustva-2026-03.csv');
  const text = (await Array.fromAsync(file?.chunks ?? [])).join('');
  expect(text.startsWith('\uFEFFZeile;Kz;')).toBe(true);
  expect(text).toContain('13;81;Umsätze zu 19 %;1000;190,00;1000,00\r\n');
  expect(text).toContain(';83;Vorauszahlung (Überschuss negativ);190,00;;190,00\r\n');
  await expect(definition?.make('acme', { year: 2026, period: '13' }, now)).rejects.toThrow();
});
