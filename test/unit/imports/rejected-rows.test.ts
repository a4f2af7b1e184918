import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportFile } from '../../../functions/ledger/domain/formats/import-item.ts';
import { openJournalCsv } from '../../../functions/ledger/domain/formats/read-journal-csv.ts';
import { writeRejectedRows } from '../../../shared/imports/write-rejected-rows.ts';
import { chunksOf, collect } from '../../support/byte-chunks.ts';

function open(text: string): Promise<ImportFile> {
  return openJournalCsv(chunksOf(new TextEncoder().encode(text), 50), { currency: 'EUR' });
}

async function rejectedOf(text: string): Promise<string> {
  const file = await open(text);
  const refused = (await collect(file.items)).flatMap((item) =>
    item.outcome === 'refused' ? [{ row: item.row, reason: item.reason.detail, source: item.source }] : [],
  );
  return (await collect(writeRejectedRows(file, refused))).join('');
}

test('rows stand as they were sent, with number and reason', async () => {
  const text =
    'entry,date,text,account,debit,credit\n1,2026-01-01,"a, ""b""",1000,"1,23,4",\n1,2026-01-01,x,2000,,"1,00"\n';
  const reason = '"debit ""1,23,4"" is not a number like 1234.56 or 1.234,56."';
  const other = reason.replace('"debit', '"Row 2 of the same entry: debit');
  expect(await rejectedOf(text)).toBe(
    '\uFEFFentry,date,text,account,debit,credit,row,reason\r\n' +
      `1,2026-01-01,"a, ""b""",1000,"1,23,4",,2,${reason}\r\n` +
      `1,2026-01-01,x,2000,,"1,00",3,${other}\r\n`,
  );
});

test('what a spreadsheet would run is guarded, numbers are not', async () => {
  const cells = ['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\t=1', '-5,00', '+5', "'x", 'a=b', '＝1', 'nul\0'];
  const source = [{ row: 2, cells }];
  const file = { headings: cells.map((_, index) => `c${index}`), delimiter: ';' };
  const [, row] = await collect(writeRejectedRows(file, [{ row: 2, reason: '=2', source }]));
  expect(row).toBe(`'=1+1;'+cmd;'-cmd;'@SUM(A1);"'\t=1";-5,00;+5;'x;a=b;'＝1;nul\uFFFD;2;'=2\r\n`);
});

test('the corrected file is read again, without its added columns or guards', async () => {
  const text = 'date;text;debitAccount;creditAccount;amount\n2026-01-01;=SUM(A1);1000;2000;1,234\n';
  const corrected = (await rejectedOf(text)).replace('1,234', '1234,00');
  expect(await collect((await open(corrected)).items)).toMatchObject([
    {
      outcome: 'entry',
      entry: { text: '=SUM(A1)', lines: [{ debitMinor: 123400n }, { creditMinor: 123400n }] },
    },
  ]);
  const again = await rejectedOf(corrected.replace('1000', 'x'));
  expect(again.split('\r\n')[0]).toBe('\uFEFFdate;text;debitAccount;creditAccount;amount;row;reason');
});

test('whatever stands in refused rows, the file reads back to the same rows', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ';', '\n', ',', '=', '-', "'", '1') });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      const file = { headings: ['date', 'text', 'account', 'debit', 'credit'], delimiter: ';' };
      const source = rows.map(([debit, text], index) => ({
        row: index + 2,
        cells: ['x', text, '1', debit, ''],
      }));
      const rejected = source.map((row) => ({ row: row.row, reason: 'because', source: [row] }));
      const written = (await collect(writeRejectedRows(file, rejected))).join('');
      const items = await collect((await open(written)).items);
      expect(items.flatMap((item) => item.source).map((row) => row.cells.at(-2))).toEqual(
        source.map(({ row }) => String(row)),
      );
    }),
  );
});
