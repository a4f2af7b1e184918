import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type BookToPrint, printBook } from '../../../functions/cash/domain/print-book.ts';
import { writeBookPdf } from '../../../functions/cash/print/write-book-pdf.ts';

const row = (number: number, date: string, amountMinor: bigint, balanceMinor: bigint) => ({
  number,
  date,
  documentNumber: `B-${number}`,
  text: `Vorgang ${number}`,
  contraAccount: '8400',
  amountMinor,
  balanceMinor,
  entryId: `cash-1000-${number}`,
  recordedAt: `${date}T15:00:00.000Z`,
  recordedBy: 'till',
});
const BOOK: BookToPrint = {
  company: 'Hafencafé Łódź GmbH',
  name: 'Ladenkasse',
  account: '1000',
  from: '2026-06-01',
  to: '2026-06-30',
  openingMinor: 100_00n,
  rows: [
    row(1, '2026-06-01', 119_00n, 219_00n),
    { ...row(2, '2026-06-02', -19_00n, 200_00n), recordedAt: '2026-06-04T10:00:00.000Z' },
  ],
  counts: [
    { number: 1, date: '2026-06-01', countedMinor: 218_00n, bookMinor: 219_00n, closes: false },
    { number: 2, date: '2026-06-02', countedMinor: 200_00n, bookMinor: 200_00n, closes: true },
  ],
  currency: 'EUR',
  language: 'de',
};

describe('a book to print', () => {
  it('has every row with its balance, counts below their days, sums, and a mark at what came late', () => {
    const { opening, lines, closing, note } = printBook(BOOK);
    expect([opening, ...lines, closing].map(({ cells }) => cells.filter(Boolean).join(' | '))).toEqual([
      'Anfangsbestand | 100,00',
      '1 | 01.06.2026 | B-1 | Vorgang 1 | 8400 | 119,00 | 219,00',
      '01.06.2026 | Zählung 1: 218,00, Differenz -1,00',
      '2 | 02.06.2026* | B-2 | Vorgang 2 | 8400 | 19,00 | 200,00',
      '02.06.2026 | Zählung 2: 200,00, Differenz 0,00',
      'Endbestand | 119,00 | 19,00 | 200,00',
    ]);
    expect(note).toContain('§146');
    expect(printBook({ ...BOOK, rows: [], counts: [] }).closing.balance).toBe('100,00');
  });

  it('becomes the same PDF each time, of as many pages as it takes', async () => {
    const font = (name: string) => readFileSync(`node_modules/dejavu-fonts-ttf/ttf/${name}.ttf`);
    const fonts = { regular: font('DejaVuSans'), bold: font('DejaVuSans-Bold') };
    const rows = Array.from({ length: 70 }, (_, at) => ({
      ...row(at + 1, '2026-06-03', 1_00n, 100_00n + BigInt(at + 1) * 1_00n),
      text:
        at % 10 === 0
          ? 'Ein langer Text, der über mehrere Zeilen seiner Spalte geht, damit nichts von ihm fehlt'
          : 'Verkauf',
    }));
    const printed = printBook({ ...BOOK, rows });
    const at = new Date('2026-07-01T08:00:00.000Z');
    const one = await writeBookPdf(printed, fonts, at);
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
    const short = () => writeBookPdf(printBook(BOOK), fonts, at);
    expect((await short()).equals(await short())).toBe(true);
    expect(one.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBe(2);
  });
});
