import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EntryView } from '../../../../functions/ledger/contract/entry.ts';
import type { NewEntry } from '../../../../functions/ledger/domain/entry.ts';
import type { ImportItem } from '../../../../functions/ledger/domain/formats/import-item.ts';
import { openDatevBatch } from '../../../../functions/ledger/domain/formats/read-datev-batch.ts';
import { toEntryView } from '../../../../functions/ledger/domain/parse-entry.ts';
import { encodeWindows1252 } from '../../../../shared/kernel/windows-1252.ts';
import { chunksOf, collect } from '../../../support/byte-chunks.ts';
import {
  type ExtfFields,
  extfBatch,
  extfHeader,
  extfHeadings,
  extfRow,
} from '../../../support/extf-fixtures.ts';

const COMPANY = { chart: 'SKR03', accountLength: 4, currency: 'EUR', fiscalYearStart: '01-01' } as const;
const PLAIN = { 1: '119,00', 2: 'S', 7: '1200', 8: '1000', 10: '3112' };

const windows1252 = (text: string) => encodeWindows1252(text).bytes;

async function read(
  text: string,
  company: Parameters<typeof openDatevBatch>[1]['company'] = COMPANY,
  fromRow = 3,
) {
  const file = await openDatevBatch(chunksOf(windows1252(text), 100), { company, fromRow });
  return collect(file.items);
}

/** What one row of a good batch becomes. */
async function readRow(fields: ExtfFields, header: ExtfFields = {}, company = COMPANY): Promise<ImportItem> {
  const version = Number(header[5] ?? 13);
  const text = extfHeader(header) + extfHeadings(version) + extfRow({ ...PLAIN, ...fields }, version);
  const [item] = await read(text, company);
  if (!item) throw new Error('no item');
  return item;
}

async function entryOf(...input: Parameters<typeof readRow>): Promise<NewEntry> {
  const item = await readRow(...input);
  if (item.outcome === 'refused') throw new Error(item.reason.detail);
  return item.entry;
}

async function refusalOf(...input: Parameters<typeof readRow>): Promise<string> {
  const item = await readRow(...input);
  return item.outcome === 'refused' ? `${item.reason.code}: ${item.reason.detail}` : 'booked';
}

function differenceOf({ lines }: NewEntry): bigint {
  return lines.reduce((sum, line) => sum + (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n), 0n);
}

/** What was booked must fit the form in which it is answered: a longer tag once made the journal unreadable. */
function expectAnswerable(entry: NewEntry): void {
  const place = {
    id: 'ent_2026_1',
    fiscalYear: 2026,
    number: 1,
    postedAt: '2026-01-01T00:00:00Z',
    postedBy: 'x',
  };
  expect(EntryView.safeParse(toEntryView({ ...entry, ...place }, 'EUR')).error).toBeUndefined();
}

function linesOf({ lines }: NewEntry) {
  return lines.map(({ account, debitMinor, creditMinor }) => [account, debitMinor ?? 0n, creditMinor ?? 0n]);
}

describe('the header', () => {
  test.each<[ExtfFields, RegExp]>([
    [{ 1: 'CSV' }, /does not begin with "EXTF"/],
    [{ 2: '510' }, /Field 2 \(Versionsnummer\) is "510", expected 700/],
    [{ 3: '16', 4: 'Debitoren' }, /Field 3 .*Field 4 /],
    [{ 5: '8' }, /Field 5 \(Formatversion\) is "8", expected 9 to 13/],
    [{ 5: '14' }, /Field 5/],
    [{ 11: '1000' }, /Field 11 \(Beraternummer\)/],
    [{ 12: '' }, /Field 12/],
    [{ 13: '20260230' }, /Field 13 \(WJ-Beginn\)/],
    [{ 14: '9' }, /Field 14 \(Sachkontenlänge\)/],
    [
      { 15: '20251231' },
      /Field 15 \(Datum von\) 2025-12-31 lies outside the fiscal year 2026-01-01 to 2026-12-31/,
    ],
    [{ 16: '20270101' }, /Field 16 .*outside/],
    [{ 15: '20260601', 16: '20260531' }, /lies before field 15/],
    [{ 17: 'x'.repeat(31) }, /Field 17/],
    [{ 22: 'XYZ' }, /Field 22 \(WKZ\)/],
    [{ 27: '14' }, /Field 27/],
  ])('%j is refused by number and name of the field', async (fields, message) => {
    const text = extfHeader(fields) + extfHeadings();
    await expect(read(text)).rejects.toMatchObject({
      code: 'ledger.datev-header',
      message: expect.stringMatching(message),
    });
  });

  test.each<[ExtfFields, RegExp]>([
    [{ 27: '04' }, /field 27 names SKR04/],
    [{ 14: '6' }, /field 14 says 6 digits/],
    [{ 22: 'CHF' }, /field 22 says CHF/],
    [{ 13: '20260401', 15: '', 16: '' }, /field 13 begins the year on 2026-04-01/],
    [{ 20: '64' }, /field 20/],
  ])('%j is refused where the books differ', async (fields, message) => {
    const text = extfHeader(fields) + extfHeadings();
    await expect(read(text)).rejects.toMatchObject({
      code: 'ledger.datev-mismatch',
      message: expect.stringMatching(message),
    });
  });

  test('needs headings after it, and a chart that knows tax keys', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'ledger.file-empty' });
    await expect(read(extfHeader())).rejects.toMatchObject({ code: 'ledger.datev-header' });
    await expect(read(extfHeader() + extfRow(PLAIN))).rejects.toThrow(/Row 2 must hold the headings/);
    await expect(read(extfHeader() + extfHeadings(), { ...COMPANY, chart: 'none' })).rejects.toThrow(
      /chart of its own/,
    );
    await expect(read(extfHeader().replace('"";""\r\n', '\r\n') + extfHeadings())).rejects.toThrow(
      /fields, expected 31/,
    );
  });
});

describe('a row', () => {
  test('becomes net and tax, on the side that refers to field 7', async () => {
    const sale = await entryOf({
      7: '10000',
      8: '8400',
      11: 'RE-1',
      12: 'B2',
      14: 'Größe €',
      115: '30122026',
    });
    expect(sale).toMatchObject({
      kind: 'regular',
      date: '2026-12-31',
      documentNumber: 'RE-1',
      reference: 'B2',
      text: 'Größe €',
      serviceDate: '2026-12-30',
    });
    expect(linesOf(sale)).toEqual([
      ['10000', 11900n, 0n],
      ['8400', 0n, 10000n],
      ['1776', 0n, 1900n],
    ]);
    expect(linesOf(await entryOf({ 2: 'H', 7: '1200', 8: '4940', 9: '0008', 1: '107,00' }))).toEqual([
      ['1200', 0n, 10700n],
      ['4940', 10000n, 0n],
      ['1571', 700n, 0n],
    ]);
  });

  test('that is a Generalumkehr keeps the sides of what it reverses, negative', async () => {
    for (const flag of ['1', 'G']) {
      const entry = await entryOf({ 2: 'H', 7: '10000', 8: '8400', 118: flag });
      expect(entry.generalReversal).toBe(true);
      expect(linesOf(entry)).toEqual([
        ['10000', -11900n, 0n],
        ['8400', 0n, -10000n],
        ['1776', 0n, -1900n],
      ]);
    }
  });

  test('in a foreign currency is booked with its base amount', async () => {
    const entry = await entryOf({ 1: '1082,30', 3: 'USD', 4: '1,0823', 5: '1000,00', 6: 'EUR', 9: '' });
    expect(entry.lines[0]).toEqual({
      account: '1200',
      debitMinor: 100000n,
      foreign: { currency: 'USD', amountMinor: 108230n, rate: '1.0823' },
    });
    expect(await refusalOf({ 3: 'USD' })).toMatch(/Field 6/);
    expect(await refusalOf({ 3: 'USD', 6: 'EUR', 4: '1,1' })).toMatch(/Field 5/);
    expect(await refusalOf({ 3: 'USD', 5: '1,00', 6: 'EUR' })).toMatch(/Field 4/);
    expect(
      (await entryOf({ 1: '1200,00', 3: 'JPY', 4: '160,5', 5: '7,48', 6: 'EUR' })).lines[0]?.foreign
        ?.amountMinor,
    ).toBe(1200n);
  });

  test('names its foreign amount on the line that has all of it, with the sign of that line', async () => {
    const dollars = { 1: '1191,00', 3: 'USD', 4: '1,191', 5: '1000,00', 6: 'EUR' };
    const foreignOf = (entry: NewEntry) =>
      entry.lines
        .filter(({ foreign }) => foreign)
        .map(({ account, foreign }) => [account, foreign?.amountMinor]);
    // 8400 on field 7 keeps 840.34 EUR of the 1,000.00: no longer worth 1,191.00 USD.
    expect(foreignOf(await entryOf({ ...dollars, 2: 'H', 7: '8400', 8: '10000' }))).toEqual([
      ['10000', 119100n],
    ]);
    expect(foreignOf(await entryOf({ ...dollars, 7: '10000', 8: '8400' }))).toEqual([['10000', 119100n]]);
    const reversal = await entryOf({ ...dollars, 2: 'H', 7: '10000', 8: '8400', 118: '1' });
    expect(foreignOf(reversal)).toEqual([['10000', -119100n]]);
    expect(await refusalOf({ ...dollars, 7: '8400', 8: '3400' })).toMatch(/both accounts carry tax/);
  });

  test('of §13b UStG keeps its case in the tag, as key and as Automatikkonto', async () => {
    const tags = async (fields: ExtfFields) => (await entryOf(fields)).lines.map(({ taxCode }) => taxCode);
    const reverseCharge = [
      'reverse-charge-19-case-7',
      'reverse-charge-19-case-7',
      'reverse-charge-19-case-7',
    ];
    expect(await tags({ 7: '4940', 8: '70000', 9: '94', 43: '007' })).toEqual([...reverseCharge, undefined]);
    expect(await tags({ 7: '3123', 8: '70000', 43: '7' })).toEqual([...reverseCharge, undefined]);
    expect(await tags({ 7: '4940', 8: '70000', 9: '94', 43: '0' })).toContain('reverse-charge-19');
    expect(await tags({ 7: '4940', 8: '70000', 9: '9', 43: '7' })).toEqual([
      'input-19',
      'input-19',
      undefined,
    ]);
    expect(await refusalOf({ 9: '94', 43: 'x' })).toMatch(/Field 43 \(Sachverhalt L\+L\)/);
  });

  test('puts cost centres on the income or expense account', async () => {
    const entry = await entryOf({ 2: 'H', 8: '4940', 9: '8', 37: 'K1', 38: 'K2' });
    const centres = entry.lines.map(({ account, costCentre, costCentre2 }) => [
      account,
      costCentre,
      costCentre2,
    ]);
    expect(centres).toEqual([
      ['1200', undefined, undefined],
      ['4940', 'K1', 'K2'],
      ['1571', undefined, undefined],
    ]);
  });

  test('gets leading zeros back, and a text where it has none', async () => {
    const entry = await entryOf({ 7: '27', 8: '1200' });
    expect(entry.lines[0]?.account).toBe('0027');
    expect(entry.text).toBe('0027 / 1200');
  });

  test('is an opening entry on the first day against a carry-forward account', async () => {
    expect((await entryOf({ 8: '9000', 10: '0101' })).kind).toBe('opening');
    expect((await entryOf({ 8: '9008', 7: '10000', 10: '101' })).kind).toBe('opening');
    expect((await entryOf({ 8: '9000', 10: '0201' })).kind).toBe('regular');
    expect((await entryOf({ 10: '0101' })).kind).toBe('regular');
  });

  test.each<[ExtfFields, RegExp]>([
    [{ 1: '0,00' }, /row-amount: Field 1 \(Umsatz\) "0,00" is zero/],
    [{ 1: '-1,00' }, /row-amount/],
    [{ 1: '1.190,00' }, /row-amount/],
    [{ 1: '12345678901,00' }, /row-amount/],
    [{ 1: '119.00' }, /row-amount/],
    [{ 2: 'X' }, /Field 2/],
    [{ 3: 'EURO' }, /Field 3/],
    [{ 7: '' }, /Field 7 \(Konto\)/],
    [{ 7: '123456' }, /Field 7/],
    [{ 8: '12A0' }, /Field 8/],
    [{ 10: '3002' }, /row-date: Field 10 \(Belegdatum\) "3002" is no day of the fiscal year/],
    [{ 10: '31.12.' }, /TTMM/],
    [{ 9: '777' }, /tax-key-unknown/],
    [{ 8: '8400', 9: '3' }, /tax-key-on-automatic-account/],
    [{ 13: '2,00' }, /row-unsupported: Field 13 \(Skonto/],
    [{ 42: 'I' }, /Field 42/],
    [{ 96: 'AA' }, /Field 96/],
    [{ 114: '2' }, /Field 114/],
    [{ 115: '30022026' }, /Field 115/],
    [{ 118: 'X' }, /Field 118/],
    [{ 14: 'x'.repeat(61) }, /61 characters; 60/],
    [{ 11: 'a\tb\u0001' }, /control characters/],
  ])('%j is refused with the field', async (fields, message) => {
    expect(await refusalOf(fields)).toMatch(message);
  });

  test.each<[ExtfFields, string, string]>([
    [{ 13: '20260701', 15: '', 16: '' }, '0107', '2026-07-01'],
    [{ 13: '20260701', 15: '', 16: '' }, '3006', '2027-06-30'],
    [{ 13: '20270701', 15: '', 16: '' }, '2902', '2028-02-29'],
    [{ 13: '20260701', 15: '20270101', 16: '20270131' }, '1501', '2027-01-15'],
  ])('gets its year from the fiscal year: %j %s', async (header, day, date) => {
    const company = { ...COMPANY, fiscalYearStart: '07-01' } as unknown as typeof COMPANY;
    expect((await entryOf({ 10: day }, header, company)).date).toBe(date);
  });

  test('outside the range of the batch is refused', async () => {
    const header = { 15: '20260201', 16: '20260228' };
    expect(await refusalOf({ 10: '0103' }, header)).toMatch(
      /is 2026-03-01, outside the batch's 2026-02-01 to 2026-02-28/,
    );
    expect(await refusalOf({ 10: '2802' }, header)).toBe('booked');
  });

  test('may leave out fields at its end, not have more than its version', async () => {
    const beginning = extfHeader() + extfHeadings();
    const [short] = await read(`${beginning}119,00;S;;;;;1200;1000;;3112\r\n`);
    expect(short?.outcome).toBe('entry');
    const surplus = extfHeader({ 5: '9' }) + extfHeadings(9) + extfRow({ ...PLAIN, 121: 'x' }, 12);
    const [long] = await read(surplus);
    expect(long).toMatchObject({ outcome: 'refused', reason: { code: 'ledger.row-malformed' } });
  });
});

describe('a batch', () => {
  test.each([9, 10, 11, 12, 13])(
    'of format version %i is read completely, every row balanced',
    async (version) => {
      const items = await read([...extfBatch({ rows: 300, seed: version, version })].join(''));
      expect(items.map(({ firstRow }) => firstRow)).toEqual(
        Array.from({ length: 300 }, (_, index) => index + 3),
      );
      for (const item of items) {
        expect(item).toMatchObject({ outcome: 'entry' });
        if (item.outcome !== 'entry') continue;
        expect(differenceOf(item.entry)).toBe(0n);
        expectAnswerable(item.entry);
      }
    },
  );

  test.each(['2', '9', '13', '19', '91', '94', '95', '11', '402', '29', '40'])(
    'with key %s makes an entry that can be answered',
    async (key) => expectAnswerable(await entryOf({ 7: '4940', 8: '70000', 9: key, 43: '123' })),
  );

  test('is read on from any row', async () => {
    const text = [...extfBatch({ rows: 10, seed: 1, version: 13 })].join('');
    expect(await read(text, COMPANY, 8)).toEqual((await read(text)).slice(5));
  });

  test('may be UTF-8 or UTF-16 with a byte order mark', async () => {
    const text = `\uFEFF${extfHeader()}${extfHeadings()}${extfRow({ ...PLAIN, 14: 'Ł€' })}`;
    const utf16 = new Uint8Array(
      new Uint16Array([...text].map((character) => character.charCodeAt(0))).buffer,
    );
    for (const bytes of [new TextEncoder().encode(text), utf16]) {
      const { items } = await openDatevBatch(chunksOf(bytes, 33), { company: COMPANY });
      expect(await collect(items)).toMatchObject([{ outcome: 'entry', entry: { text: 'Ł€' } }]);
    }
  });

  test('of garbage is refused row by row, or as a whole, with a reason', async () => {
    const piece = fc.constantFrom(
      '1',
      ';',
      '"',
      '\r\n',
      ',',
      '8400',
      '1200',
      'S',
      '3112',
      '\0',
      'ä',
      '1,00;S;;;;;',
    );
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(piece, { maxLength: 60 }), async (goodHeader, pieces) => {
        const text = (goodHeader ? extfHeader() + extfHeadings() : '"EXTF";700') + pieces.join('');
        try {
          for (const item of await read(text)) {
            if (item.outcome === 'entry') expect(differenceOf(item.entry)).toBe(0n);
            else expect(item.reason.code).toMatch(/^ledger\./);
          }
        } catch (error) {
          expect(error).toMatchObject({ name: 'DomainError', code: expect.stringMatching(/^ledger\./) });
        }
      }),
      { numRuns: 300 },
    );
  });
});

const realFile = resolve(import.meta.dirname, '../../../../../shared/data/datev/EXTF_Buchungsstapel.csv');

test.skipIf(!existsSync(realFile))(
  'the real file (skipped where ../shared/data is absent) is read completely',
  async () => {
    const file = await openDatevBatch(chunksOf(readFileSync(realFile), 1000), { company: COMPANY });
    expect(file.header).toMatchObject({
      formatVersion: 9,
      fiscalYearStart: '2018-01-01',
      label: 'Beispiel-Buchungen',
    });
    // 4940 and 8400 are books and 19 % sales in SKR03; in SKR04 they would be other revenue and no account.
    const items = await collect(file.items);
    const entries = items.map((item) => (item.outcome === 'entry' ? item.entry : item.reason));
    expect(entries).toMatchObject([
      { date: '2018-02-21', text: 'Fachbuch: Controlling für Dummies' },
      { date: '2018-02-22', text: 'Honorar FiBu-Seminar', documentNumber: 'RE201802-135' },
    ]);
    expect(items.map((item) => (item.outcome === 'entry' ? linesOf(item.entry) : []))).toEqual([
      [
        ['1200', 0n, 2495n],
        ['4940', 2332n, 0n],
        ['1571', 163n, 0n],
      ],
      [
        ['10000', 595000n, 0n],
        ['8400', 0n, 500000n],
        ['1776', 0n, 95000n],
      ],
    ]);
  },
);

test('the tax period is kept where it is another day than the service date, the due date on the personal account', async () => {
  const fields = { 7: '10000', 8: '8400', 115: '31122025', 117: '15012026' };
  expect(await entryOf({ ...fields, 116: '01012026' })).toMatchObject({
    serviceDate: '2025-12-31',
    taxDate: '2026-01-01',
    lines: [{ account: '10000', dueDate: '2026-01-15' }, { account: '8400' }, { account: '1776' }],
  });
  expect(await entryOf({ ...fields, 116: '31122025' })).not.toHaveProperty('taxDate');
  expect(await refusalOf({ 116: '31022026' })).toContain('Field 116 (Datum Zuord. Steuerperiode)');
  expect(await refusalOf({ 117: '1.2.2026' })).toContain('Field 117 (Fälligkeit)');
});
