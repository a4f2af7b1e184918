import { expect, it } from 'vitest';
import { askFor, createCompany, importFile } from '../../support/stories.ts';

const SUMS = `account;month;debit;credit
1200;2026-01;1190,00;0,00
1400;2026-01;1190,00;1190,00
8400;2026-01;0,00;1000,00
1776;2026-01;0,00;190,00
1200;2026-02;10,00;
8400;2026-02;;9,00
`;
const PARTNERS =
  '"EXTF";700;16;"Debitoren/Kreditoren";5;;;;;;1001;1;20260101;4\r\n' +
  'Konto;Name (Adressattyp Unternehmen);Adressattyp;Ort;IBAN-Nr. 1;Nummer Fremdsystem\r\n' +
  '10000;"Neu GmbH";"2";"Lübeck";"";"neu"\r\n' +
  '70000;"Papier AG";"2";"";"DE89370400440532013000";"papier"\r\n' +
  '70001;"Falsch AG";"2";"";"DE00";""\r\n';

it('a running year comes over from another program: sums of months, customers and vendors', async () => {
  const company = await createCompany({ startDate: '2026-01-01' });
  const partners = await importFile(company, 'datev-partners', { name: 'EXTF.csv', content: PARTNERS });
  expect(partners).toMatchObject({ state: 'done', done: 2, refusedCount: 1, refused: [{ row: 5 }] });
  expect((await askFor(company, 200, 'GET', '/partners/papier')).iban).toBe('DE89370400440532013000');
  const sums = await importFile(company, 'monthly-sums', { name: 'Summen.csv', content: SUMS });
  expect(sums).toMatchObject({ state: 'done', done: 1, refusedCount: 1 });
  const report = await askFor(company, 200, 'GET', '/reports/takeover?fiscalYear=2026');
  expect(report).toMatchObject({ agrees: true, differences: [], months: [{ month: '2026-01' }] });
  const vat = await askFor(company, 200, 'GET', '/reports/vat-return?year=2026&period=01');
  expect(vat.figures).toMatchObject({ 81: '1000', 83: '190.00' });
});
