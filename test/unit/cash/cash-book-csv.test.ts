import { expect, it } from 'vitest';
import { cashBookCsv } from '../../../functions/cash/domain/cash-book-csv.ts';

const ROW = {
  number: 1,
  date: '2026-06-02',
  documentNumber: 'Z-1',
  text: '=HYPERLINK("x"); "Bar"',
  contraAccount: '8400',
  amountMinor: 119_00n,
  balanceMinor: 219_00n,
  entryId: 'cash-1000-1',
  recordedAt: '2026-06-02T10:00:00.000Z',
  recordedBy: 'till',
};

it('writes rows with the running balance, nothing that a spreadsheet would run', () => {
  const expense = { ...ROW, number: 2, text: 'Porto', amountMinor: -5n, balanceMinor: 218_95n };
  const rows = [...cashBookCsv(100_00n, [ROW, expense], { currency: 'EUR', language: 'de' })]
    .join('')
    .split('\r\n');
  expect(rows).toEqual([
    '\uFEFFNr.;Datum;Beleg;Text;Gegenkonto;Steuer;Einnahme;Ausgabe;Bestand;Buchung;Erfasst;Von',
    ';;;Anfangsbestand;;;;;100,00;;;',
    `1;2026-06-02;Z-1;"'=HYPERLINK(""x""); ""Bar""";8400;;119,00;;219,00;cash-1000-1;2026-06-02T10:00:00.000Z;till`,
    '2;2026-06-02;Z-1;Porto;8400;;;0,05;218,95;cash-1000-1;2026-06-02T10:00:00.000Z;till',
    '',
  ]);
});
