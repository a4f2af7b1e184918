import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsvRows } from '../../../../functions/ledger/domain/formats/csv-rows.ts';
import { MAX_LINE_CHARACTERS } from '../../../../functions/ledger/domain/formats/text-lines.ts';
import { chunksOf, collect, cutAt } from '../../../support/byte-chunks.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

async function rowsOf(bytes: Uint8Array, chunkSize = 7) {
  return (await collect(readCsvRows(chunksOf(bytes, chunkSize), () => ';'))).flat();
}

async function cellsOf(text: string) {
  return (await rowsOf(utf8(text))).map(({ cells }) => cells);
}

describe('rows of a CSV file', () => {
  test('end with LF, CRLF or, where the file began so, with CR', async () => {
    const expected = [
      ['a', 'b'],
      ['c', ''],
      ['', ''],
    ];
    expect(await cellsOf('a;b\nc;\n;')).toEqual(expected);
    expect(await cellsOf('a;b\r\nc;\n;\r\n')).toEqual(expected);
    expect(await cellsOf('a;b\rc;\r;')).toEqual(expected);
  });

  test('may hold delimiters, doubled quotes and line breaks in quoted fields', async () => {
    const rows = await rowsOf(utf8('h\r\n"a;b";"say ""no""";"two\r\n\r\nlines"\r\nlast\r\n'));
    expect(rows).toEqual([
      { row: 1, lastRow: 1, cells: ['h'] },
      { row: 2, lastRow: 4, cells: ['a;b', 'say "no"', 'two\n\nlines'] },
      { row: 5, lastRow: 5, cells: ['last'] },
    ]);
  });

  test('take a quote literally where no field begins with it', async () => {
    expect(await cellsOf('12" screen;a"b"')).toEqual([['12" screen', 'a"b"']]);
  });

  test('are marked where text follows a closing quote, and the next row is read', async () => {
    expect(await rowsOf(utf8('"a"b;c\nd;e'))).toEqual([
      { row: 1, lastRow: 1, cells: ['ab', 'c'], problem: 'text-after-quote' },
      { row: 2, lastRow: 2, cells: ['d', 'e'] },
    ]);
  });

  test('are marked where they are too long, without keeping them', async () => {
    const rows = await rowsOf(utf8(`h\n${'x'.repeat(10_000_000)};y\nlast`), 65_536);
    expect(rows.map(({ row, problem }) => [row, problem])).toEqual([
      [1, undefined],
      [2, 'too-long'],
      [3, undefined],
    ]);
    expect(rows[1]?.cells.join('').length).toBeLessThan(MAX_LINE_CHARACTERS + 10);
  });

  test('end the reading where a quote is never closed', async () => {
    await expect(rowsOf(utf8('h\na;"b\nc\n'))).rejects.toMatchObject({
      code: 'ledger.file-unreadable',
      message: expect.stringContaining('opened in row 2'),
      details: { extra: { row: 2 } },
    });
    const endless = utf8(`h\n"${'x\n'.repeat(MAX_LINE_CHARACTERS)}`);
    await expect(rowsOf(endless, 65_536)).rejects.toMatchObject({ code: 'ledger.file-unreadable' });
  });
});

describe('characters of a CSV file', () => {
  const sample = 'Text;Größe €\r\nÜber;„Zitat“\r\n';
  const expected = [
    ['Text', 'Größe €'],
    ['Über', '„Zitat“'],
  ];
  const utf16 = (littleEndian: boolean) => {
    const bytes = new Uint8Array(2 * (sample.length + 1));
    const view = new DataView(bytes.buffer);
    for (const [index, character] of [...`\uFEFF${sample}`].entries()) {
      view.setUint16(2 * index, character.charCodeAt(0), littleEndian);
    }
    return bytes;
  };
  const windows1252 = Uint8Array.from(
    [...sample].map(
      (character) => ({ '€': 0x80, '„': 0x84, '“': 0x93 })[character] ?? character.charCodeAt(0),
    ),
  );

  test.each([
    ['UTF-8', utf8(sample)],
    ['UTF-8 with byte order mark', utf8(`\uFEFF${sample}`)],
    ['UTF-16, little endian', utf16(true)],
    ['UTF-16, big endian', utf16(false)],
    ['Windows-1252', windows1252],
  ])('are read as %s, however the bytes are cut', async (_, bytes) => {
    for (const size of [1, 2, 3, 5, 1000]) {
      expect((await rowsOf(bytes, size)).map(({ cells }) => cells)).toEqual(expected);
    }
  });

  test('that UTF-8 does not have mark their row only', async () => {
    const bytes = Uint8Array.from([...utf8('ä\nb'), 0xe4, ...utf8('\nc')]);
    expect((await rowsOf(bytes)).map(({ problem }) => problem)).toEqual([
      undefined,
      'undecodable',
      undefined,
    ]);
  });
});

test('what is written as CSV is read back, wherever the bytes are cut', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '€', '"', ';', '\n', ' ', '𝄞', "'") });
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(rows, fc.array(fc.nat(), { maxLength: 6 }), async (cells, places) => {
      const quoted = (text: string) =>
        /^"|[;\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
      const text = cells.map((row) => row.map(quoted).join(';')).join('\r\n');
      const read = (await collect(readCsvRows(cutAt(utf8(text), places), () => ';'))).flat();
      expect(read.map((row) => row.cells)).toEqual(cells);
    }),
  );
});

test('random bytes give rows or a described refusal', async () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (garbage, size) => {
      const outcome = (chunk: number) =>
        rowsOf(garbage, chunk).catch((error: { code: string }) => error.code);
      const result = await outcome(size);
      if (typeof result === 'string') expect(result).toBe('ledger.file-unreadable');
      expect(await outcome(300)).toEqual(result);
    }),
    { numRuns: 500 },
  );
});
