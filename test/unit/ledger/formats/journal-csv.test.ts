import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartAccount } from '../../../../functions/ledger/domain/charts/charts.ts';
import type { NewEntry } from '../../../../functions/ledger/domain/entry.ts';
import type { ImportItem } from '../../../../functions/ledger/domain/formats/import-item.ts';
import {
  type JournalCsvOptions,
  openJournalCsv,
} from '../../../../functions/ledger/domain/formats/read-journal-csv.ts';
import { chunksOf, collect, cutAt } from '../../../support/byte-chunks.ts';
import { journalCsv, utf8Chunks } from '../../../support/journal-fixtures.ts';

const EUR = { currency: 'EUR' };

async function read(text: string, options: JournalCsvOptions = EUR): Promise<ImportItem[]> {
  const file = await openJournalCsv(chunksOf(new TextEncoder().encode(text), 64), options);
  return collect(file.items);
}

function entriesOf(items: readonly ImportItem[]): NewEntry[] {
  return items.map((item) => {
    if (item.outcome === 'refused') throw new Error(`row ${item.row}: ${item.reason.detail}`);
    return item.entry;
  });
}

function summaryOf(items: readonly ImportItem[]) {
  return items.map((item) =>
    item.outcome === 'entry'
      ? [item.firstRow, item.lastRow, item.entry.text]
      : [item.firstRow, item.lastRow, item.row, item.reason.code],
  );
}

describe('the long form', () => {
  test('reads German headings, numbers and dates', async () => {
    const text = [
      'Datum;Belegnummer;Text;Konto;Soll;Haben;Steuerschlüssel;Kostenstelle',
      '31.12.2026;RE-1;Verkauf;1400;1.190,00;;;',
      '31.12.2026;RE-1;Verkauf;8400;;1.000,00;USt19;100',
      '31.12.2026;RE-1;Umsatzsteuer;1776;0,00;190;;',
    ].join('\r\n');
    expect(entriesOf(await read(text))).toEqual([
      {
        kind: 'regular',
        date: '2026-12-31',
        documentNumber: 'RE-1',
        text: 'Verkauf',
        lines: [
          { account: '1400', debitMinor: 119000n },
          { account: '8400', creditMinor: 100000n, taxCode: 'USt19', costCentre: '100' },
          { account: '1776', creditMinor: 19000n, text: 'Umsatzsteuer' },
        ],
      },
    ]);
  });

  test('reads every column, in English and comma-separated', async () => {
    const text = [
      'entry,id,kind,date,documentNumber,text,account,debit,credit,lineText,taxCode,costCentre,costCentre2,partner,' +
        'currency,foreignAmount,rate,serviceDate,reference,row,reason',
      'A,x-1,opening,2026-01-01,D1,"Opening, cash",1000,100.00,,till,T,C1,C2,P1,USD,"1,082.30",10.823,2025-12-31,R,2,old',
      'A,,,,,,9000,,100.00,,,,,,EUR,,,,,,',
    ].join('\n');
    const foreign = { currency: 'USD', amountMinor: 108230n, rate: '10.823' };
    const first = { account: '1000', debitMinor: 10000n, text: 'till', taxCode: 'T', costCentre: 'C1' };
    expect(entriesOf(await read(text))).toEqual([
      {
        id: 'x-1',
        kind: 'opening',
        date: '2026-01-01',
        documentNumber: 'D1',
        text: 'Opening, cash',
        serviceDate: '2025-12-31',
        reference: 'R',
        lines: [
          { ...first, costCentre2: 'C2', partner: 'P1', foreign },
          { account: '9000', creditMinor: 10000n },
        ],
      },
    ]);
  });

  test('puts rows together by entry, else id, else date and document number, else date and text', async () => {
    const rowsOf = (items: ImportItem[]) => items.map(({ source }) => source.map(({ row }) => row));
    const byEntry =
      'entry;date;text;account;debit;credit\n1;2026-01-01;a;1;1,00;\n2;2026-01-01;a;1;1,00;\n2;;;2;;1,00';
    expect(rowsOf(await read(byEntry))).toEqual([[2], [3, 4]]);
    const byId =
      'id;date;text;account;debit;credit\nx;2026-01-01;a;1;1,00;\ny;2026-01-01;a;1;1,00;\ny;;;2;;1,00';
    expect(rowsOf(await read(byId))).toEqual([[2], [3, 4]]);
    const byDocument =
      'date;documentNumber;text;account;debit;credit\n2026-01-01;1;a;1;1,00;\n2026-01-01;1;b;1;;1,00\n' +
      '2026-01-01;2;b;2;;1,00\n2026-01-02;2;b;2;;1,00\n\n2026-01-02;;b;2;;1,00\n2026-01-02;;c;2;;1,00';
    expect(rowsOf(await read(byDocument))).toEqual([[2, 3], [4], [5], [7], [8]]);
  });

  test('refuses the whole entry of a broken row, names the row, and reads on', async () => {
    const text = [
      'entry;date;text;account;debit;credit',
      '1;2026-01-01;good;1000;1,00;',
      '1;2026-01-01;good;2000;;1,00',
      '2;2026-01-01;bad;1000;1,00;',
      '2;2026-01-01;bad;2000;;1,234',
      '2;2026-01-01;bad;2000;;1,00',
      '3;01.01.26;year;1000;1,00;',
      '4;2026-01-01;"quote"d;1000;1,00;',
      '4;2026-01-01;quoted;1000;;1,00',
      '5;2026-01-01;both;1000;1,00;1,00',
      '6;2026-01-01;none;1000;;0,00',
      '7;2026-01-01;minus;1000;-1,00;',
      '8;2026-01-01;surplus;1000;1,00;;x',
      `9;2026-01-01;${'long'.repeat(51)};1000;1,00;`,
      '10;2026-01-01;nul\0;1000;1,00;',
      '11;2026-01-01;disagrees;1000;1,00;',
      '11;2026-01-02;disagrees;1000;;1,00',
      '12;2026-01-01;account;12A;1,00;',
      ';2026-01-01;no key;1000;1,00;',
      '13;2026-01-01;good;1000;1,00;',
    ].join('\n');
    expect(summaryOf(await read(text))).toEqual([
      [2, 3, 'good'],
      [4, 6, 5, 'ledger.row-amount'],
      [7, 7, 7, 'ledger.row-date'],
      [8, 9, 8, 'ledger.row-malformed'],
      [10, 10, 10, 'ledger.row-amount'],
      [11, 11, 11, 'ledger.row-amount'],
      [12, 12, 12, 'ledger.row-amount'],
      [13, 13, 13, 'ledger.row-malformed'],
      [14, 14, 14, 'ledger.row-field'],
      [15, 15, 15, 'ledger.row-field'],
      [16, 17, 17, 'ledger.row-disagrees'],
      [18, 18, 18, 'ledger.row-field'],
      [19, 19, 19, 'ledger.row-field'],
      [20, 20, 'good'],
    ]);
  });

  test('refuses an entry of more rows than an entry can have', async () => {
    const rows = Array.from({ length: 2000 }, () => '1;2026-01-01;a;1000;1,00;');
    const items = await read(['entry;date;text;account;debit;credit', ...rows].join('\n'));
    expect(summaryOf(items)).toEqual([[2, 2001, 2, 'ledger.row-malformed']]);
  });
});

describe('the short form', () => {
  test('has one row an entry', async () => {
    const text =
      'Datum\tText\tSollkonto\tHabenkonto\tBetrag\n01.02.2026\tMiete\t4210\t1200\t1.500,00\n1.3.2026\tx\t1\t2\t0';
    const items = await read(text);
    expect(summaryOf(items)).toEqual([
      [2, 2, 'Miete'],
      [3, 3, 3, 'ledger.row-amount'],
    ]);
    expect(items[0]).toMatchObject({
      entry: {
        lines: [
          { account: '4210', debitMinor: 150000n },
          { account: '1200', creditMinor: 150000n },
        ],
      },
    });
  });
});

describe('a file is refused at once', () => {
  test.each([
    ['', 'ledger.file-empty', /empty/],
    [
      'date;text;account;debit;credit;colour\n',
      'ledger.csv-columns',
      /"colour".*Known are: entry\/Beleggruppe/,
    ],
    ['date;text;account;debit\n', 'ledger.csv-columns', /lacks the columns credit/],
    [
      'date;text;debitAccount\n',
      'ledger.csv-columns',
      /lacks the columns creditAccount, amount \(short form\)/,
    ],
    ['date;Datum;text;account;debit;credit', 'ledger.csv-columns', /two columns for date/],
    [
      'date;text;Sollkonto;Habenkonto;Betrag;taxCode',
      'ledger.csv-columns',
      /taxCode, which need one row a line/,
    ],
    ['31.12.2026;Miete;4210;1200;5,00\n', 'ledger.csv-columns', /unknown columns/],
    ['date;"text\nmore', 'ledger.file-unreadable', /opened in row 1/],
    ['x'.repeat(100_000), 'ledger.csv-columns', /more than 65536/],
  ])('%.40s', async (text, code, message) => {
    await expect(read(text)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

test('headings may be quoted, even over lines', async () => {
  const items = await read('"date";"credit\nAccount";"debit\nAccount";amount\n2026-01-01;1;2;1,00\n');
  expect(items).toMatchObject([{ firstRow: 4, outcome: 'entry' }]);
});

test('empty headings at the end are no columns, and nothing may stand below them', async () => {
  const items = await read(
    'date,text,Sollkonto,Habenkonto,Betrag,,\n2026-01-01,a,1,2,1.00,,\n2026-01-01,b,1,2,1.00,x,\n',
  );
  expect(summaryOf(items)).toEqual([
    [2, 2, 'a'],
    [3, 3, 3, 'ledger.row-malformed'],
  ]);
});

test('zeros that a spreadsheet dropped from account numbers are restored', async () => {
  const text = 'date;account;debit;credit\n2026-01-01;27;1,00;\n2026-01-01;10000;;1,00';
  const [entry] = entriesOf(await read(text, { ...EUR, accountLength: 4 }));
  expect(entry?.lines.map(({ account }) => account)).toEqual(['0027', '10000']);
});

test('ids have the form of ids, and not that of the ledger', async () => {
  const text = 'id;date;account;debit;credit\na b;2026-01-01;1;1,00;\nent_2026_1;2026-01-01;1;1,00;\n';
  expect((await read(text)).map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
});

test('a refused file lets go of its bytes', async () => {
  let open = true;
  async function* bytes() {
    try {
      for (;;) yield new TextEncoder().encode('colour\n');
    } finally {
      open = false;
    }
  }
  await expect(openJournalCsv(bytes(), EUR)).rejects.toMatchObject({ code: 'ledger.csv-columns' });
  expect(open).toBe(false);
});

test('reading goes on at any row that ended an entry', async () => {
  const text = [...journalCsv({ entries: 20, accounts: 10, seed: 3 })].join('');
  const all = await read(text);
  for (const item of all) {
    const later = await read(text, { ...EUR, fromRow: item.lastRow + 1 });
    expect(later).toEqual(all.slice(all.indexOf(item) + 1));
  }
});

test('a generated file is read completely, each entry balanced, on as many accounts as were asked for', async () => {
  const file = await openJournalCsv(utf8Chunks(journalCsv({ entries: 3500, accounts: 45, seed: 5 })), EUR);
  const accounts = new Set<string>();
  let count = 0;
  for await (const item of file.items) {
    const [entry] = entriesOf([item]);
    const sum = entry?.lines.reduce(
      (total, line) => total + (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n),
      0n,
    );
    expect(sum).toBe(0n);
    for (const { account } of entry?.lines ?? []) accounts.add(account);
    count += 1;
  }
  expect([count, accounts.size]).toEqual([3500, 45]);
  expect([...accounts].filter((account) => !chartAccount('SKR03', account))).toEqual([]);
});

test('what stands before an unreadable row is read, except the entry that may go on in it', async () => {
  const long =
    'entry;date;account;debit;credit\n1;2026-01-01;1;1,00;\n1;2026-01-01;2;;1,00\n2;2026-01-01;1;1,00;\n"2;...\n';
  const short =
    'date;Sollkonto;Habenkonto;Betrag\n2026-01-01;1;2;1,00\n2026-01-01;1;2;2,00\n"2026-01-02;1;2;1,00\n';
  const outcomes = async (text: string, size: number) => {
    const { items } = await openJournalCsv(chunksOf(new TextEncoder().encode(text), size), EUR);
    const found: unknown[] = [];
    try {
      for await (const item of items) found.push([item.firstRow, item.lastRow, item.outcome]);
    } catch (error) {
      found.push((error as Error).message);
    }
    return found;
  };
  for (const size of [1, 7, 1000]) {
    expect(await outcomes(long, size)).toEqual([
      [2, 3, 'entry'],
      [4, 4, 'refused'],
      'The quote opened in row 5 is never closed: nothing from that row on was read.',
    ]);
    expect((await outcomes(short, size)).slice(0, 2)).toEqual([
      [2, 2, 'entry'],
      [3, 3, 'entry'],
    ]);
  }
});

test('chunk boundaries anywhere give the same result', async () => {
  const bytes = new TextEncoder().encode(
    'Datum;Text;Sollkonto;Habenkonto;Betrag\r\n1.1.2026;"Größe\r\n""M""";1;2;1,00\r\n\r\n1.1.2026;€;1;2;x\r\n',
  );
  const expected = await collect((await openJournalCsv(chunksOf(bytes, 1000), EUR)).items);
  expect(summaryOf(expected)).toEqual([
    [2, 3, 'Größe "M"'],
    [5, 5, 5, 'ledger.row-amount'],
  ]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 8 }), async (places) => {
      expect(await collect((await openJournalCsv(cutAt(bytes, places), EUR)).items)).toEqual(expected);
    }),
  );
});

test('garbage below a good header gives items or a described refusal, and loses no row', async () => {
  const piece = fc.constantFrom(
    '1',
    ';',
    '"',
    '\n',
    '\r\n',
    ',',
    '.',
    '2026-01-01',
    'x',
    '\0',
    '-',
    'ä',
    '\uFFFD',
    '1,00',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const text = `entry;date;text;account;debit;credit\n${pieces.join('')}`;
      try {
        const rows = (await read(text)).flatMap(({ source }) => source.map(({ row }) => row));
        expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
      } catch (error) {
        expect(error).toMatchObject({ name: 'DomainError', code: 'ledger.file-unreadable' });
      }
    }),
    { numRuns: 400 },
  );
});
