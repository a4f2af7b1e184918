import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMonthlySums } from '../../../../functions/ledger/domain/formats/read-monthly-sums.ts';
import { monthsOfYear } from '../../../../functions/ledger/domain/takeover.ts';
import { chunksOf, collect } from '../../../support/byte-chunks.ts';

const BOOKS = { currency: 'EUR', accountLength: 4, language: 'de' } as const;
const HEAD = 'Konto;Monat;Soll;Haben;Bezeichnung';

async function read(...rows: string[]) {
  const file = await openMonthlySums(chunksOf(Buffer.from([HEAD, ...rows].join('\r\n')), 7), BOOKS);
  return collect(file.items);
}

/** What became of each month: its entry's lines as text, or row and reason. */
async function outcomes(...rows: string[]) {
  return (await read(...rows)).map((item) =>
    item.outcome === 'refused'
      ? [item.row, item.reason.detail]
      : item.entry.lines.map(
          ({ account, debitMinor, creditMinor }) => `${account} ${debitMinor ?? -(creditMinor ?? 0n)}`,
        ),
  );
}

describe('a month', () => {
  it('is one entry on its last day, both sides of an account kept', async () => {
    const [first, second] = await read(
      '1200;2026-02;1.000,00;300,00;Bank',
      '8400;2026-02;0;588,24;',
      '1776;2026-02;;111,76',
      '',
      '0420;03.2026;50.00;',
      '1200;3/2026;;50.00',
    );
    expect(first).toMatchObject({
      firstRow: 2,
      lastRow: 4,
      entry: {
        id: 'takeover-2026-02',
        kind: 'regular',
        date: '2026-02-28',
        reference: 'takeover',
        lines: [
          { account: '1200', debitMinor: 100_000n },
          { account: '1200', creditMinor: 30_000n },
          { account: '8400', creditMinor: 58_824n },
          { account: '1776', creditMinor: 11_176n },
        ],
      },
    });
    expect(second).toMatchObject({ firstRow: 6, entry: { date: '2026-03-31' } });
  });

  it.each([
    [
      ['1200;2026-01;10,00;', '8400;2026-01;;9,99'],
      [2, 'Debits of 2026-01 exceed its credits by 0.01 EUR.'],
    ],
    [
      ['10000;2026-01;10,00;', '8400;2026-01;;10,00'],
      [2, expect.stringContaining('collective account')],
    ],
    [
      ['1200;2026-01;10,00;', '8400;2026-01;;-10,00'],
      [3, expect.stringContaining('other side')],
    ],
    [
      ['1200;2026-01;10,00;', '1200;2026-01;;10,00'],
      [3, '2026-01 has two rows for account 1200.'],
    ],
    [['1200;2026-01;x;'], [2, expect.stringContaining('is not a number')]],
    [['1200;2026-13;10,00;'], [2, expect.stringContaining('not a month')]],
    [['1200;2026-01;0;0,00'], [2, expect.stringContaining('Nothing moved')]],
    [['Bank;2026-01;10,00;'], [2, expect.stringContaining('not an account number')]],
    [
      Array.from({ length: 251 }, (_, at) => `${2000 + at};2026-01;1,00;1,00`),
      [2, expect.stringContaining('makes 502 lines')],
    ],
  ])('is refused whole, with row and reason (%#)', async (rows, refusal) => {
    expect(await outcomes(...rows, '1200;2026-02;5,00;', '8400;2026-02;;5,00')).toEqual([
      refusal,
      ['1200 500', '8400 -500'],
    ]);
  });
});

describe('a file', () => {
  it.each([
    [
      ['1200;2026-01;1,00;', '8400;2026-01;;1,00', '1200;2026-02;1,00;1,00', '1200;2026-01;1,00;1,00'],
      'Row 5 belongs to 2026-01',
    ],
  ])('whose months are mixed is refused before anything is booked', async (rows, reason) => {
    await expect(read(...rows)).rejects.toThrow(reason);
  });

  it.each([
    ['', 'empty'],
    ['Konto;Monat;Soll', 'lacks the columns credit'],
    ['Konto;Monat;Soll;Haben;Saldo', 'unknown column "Saldo"'],
    ['Konto;Monat;Soll;Haben;debit', 'two columns for debit'],
  ])('with the header "%s" is refused', async (head, reason) => {
    await expect(openMonthlySums(chunksOf(Buffer.from(head), 5), BOOKS)).rejects.toThrow(reason);
  });

  it('of any balanced months comes out as it went in', async () => {
    const month = fc.uniqueArray(
      fc.record({
        account: fc.integer({ min: 1000, max: 8999 }),
        minor: fc.integer({ min: 1, max: 10 ** 9 }),
      }),
      {
        selector: ({ account }) => account,
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(month, { minLength: 1, maxLength: 4 }), async (months) => {
        const text = (minor: number) => `${Math.floor(minor / 100)},${String(minor % 100).padStart(2, '0')}`;
        const rows = months.flatMap((sums, at) => [
          ...sums.map(({ account, minor }) => `${account};2026-0${at + 1};${text(minor)};`),
          `9000;2026-0${at + 1};;${text(sums.reduce((sum, { minor }) => sum + minor, 0))}`,
        ]);
        const items = await read(...rows);
        expect(items.map(({ outcome }) => outcome)).toEqual(months.map(() => 'entry'));
        expect(items.map(({ source }) => source.length)).toEqual(months.map((sums) => sums.length + 1));
      }),
      { numRuns: 50 },
    );
  });
});

it('months of a year follow its beginning', () => {
  expect(monthsOfYear(2026, '01-01')).toEqual(expect.arrayContaining(['2026-01', '2026-12']));
  expect(monthsOfYear(2026, '07-01').slice(5, 7)).toEqual(['2026-12', '2027-01']);
});
