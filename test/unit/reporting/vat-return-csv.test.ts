import { expect, it } from 'vitest';
import { vatReturnCsv } from '../../../functions/reporting/domain/vat-return-csv.ts';
import { declare, FORM_2026, posting } from '../../support/vat-figures.ts';

it('lists every field of the form in its order, with what is declared', () => {
  const { figures } = declare([posting('1200', '8400', 11999n), posting('3425', '1600', 10050n)]);
  const rows = [...vatReturnCsv(FORM_2026, figures)];
  expect(rows).toHaveLength(FORM_2026.fields.length + 1);
  expect(rows[0]).toBe('Zeile;Kz;Bezeichnung;Wert;Steuer;gebucht\r\n');
  expect(rows[1]).toBe('13;81;Umsätze zu 19 %;100;19,00;100,83\r\n');
  expect(rows.find((row) => row.includes(';61;'))).toContain(';19,10;;19,10\r\n');
  expect(rows.find((row) => row.includes(';83;'))).toContain(';18,90;;18,90\r\n');
  expect(rows.find((row) => row.includes(';86;'))).toMatch(/;;;\r\n$/);
});
