import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryLine, PostedEntry } from '../../../../functions/ledger/domain/entry.ts';
import { writeHledger } from '../../../../functions/ledger/domain/formats/write-hledger.ts';
import { formatMinor } from '../../../../shared/kernel/money.ts';
import { collect } from '../../../support/byte-chunks.ts';

const ACCOUNTS = [
  { number: '1000', name: 'Kasse: klein;  (bar)', category: 'asset' },
  { number: '1200', name: 'Bank' },
  { number: '8400', name: 'Erlöse 19 % USt', category: 'income' },
] as const;

function posted(
  number: number,
  text: string,
  lines: readonly EntryLine[],
  more: Partial<PostedEntry> = {},
): PostedEntry {
  const posting = { fiscalYear: 2026, number, postedAt: '2026-02-01T00:00:00Z', postedBy: 'p' };
  return { id: `ent_${number}`, kind: 'regular', date: '2026-01-31', text, lines, ...posting, ...more };
}

const pair = (minor: bigint, line: Partial<EntryLine> = {}): EntryLine[] => [
  { account: '1000', debitMinor: minor, ...line },
  { account: '8400', creditMinor: minor },
];

const personal = (number: string) =>
  number === '70000' ? ({ number, name: number, category: 'liability' } as const) : undefined;

async function write(entries: readonly PostedEntry[], currency = 'EUR'): Promise<string> {
  return (
    await collect(
      writeHledger({ companyName: 'Muster; AG', currency, accounts: ACCOUNTS, find: personal }, entries),
    )
  ).join('');
}

/** Sums a journal as hledger does: an account ends at two spaces, a comment begins at `;`. Reads no more than that. */
function balancesOf(journal: string): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const line of journal.split('\n')) {
    const [, account, amount] = /^ {4}([^;\s].*?) {2,}(-?[\d.]+) [A-Z]{3}(?: {2};.*)?$/.exec(line) ?? [];
    if (account === undefined || amount === undefined) continue;
    balances.set(account, (balances.get(account) ?? 0n) + BigInt(amount.replace('.', '')));
  }
  return balances;
}

function hledger(journal: string, ...command: string[]): string {
  const { status, stdout, stderr } = spawnSync('hledger', ['-f', '-', ...command], {
    input: journal,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const hledgerIsHere = spawnSync('hledger', ['--version']).status === 0;

const TEXTS = fc.string({
  unit: fc.constantFrom('a', 'ü', ';', '|', '(', ')', ':', ',', '[', ']', '*', '!', ' ', '\n', '\t', '=', '"', '2026-01-01', 'date:', '\u00a0', '\ud800', '\u2028', '@', '%', '~'),
  maxLength: 12,
}); // biome-ignore format: a list

const JOURNALS = fc
  .array(
    fc.record({ text: TEXTS, code: TEXTS, lineText: TEXTS, minor: fc.bigInt({ min: 1n, max: 10n ** 17n }) }),
  )
  .map((rows) =>
    rows.map(({ text, code, lineText, minor }, index) =>
      posted(index + 1, text, pair(minor, { text: lineText, taxCode: code }), {
        documentNumber: code,
        reference: text,
      }),
    ),
  );

test('a journal is written as hledger reads it', async () => {
  const foreign = { currency: 'USD', amountMinor: 108230n, rate: '1.0823' };
  const tagged = { text: 'Zeile, eins', taxCode: '9', costCentre: 'K1', partner: 'P1', foreign };
  const entries = [
    posted(1, 'Eröffnung', pair(100000n, tagged), { kind: 'opening', date: '2026-01-01', serviceDate: '2025-12-31' }),
    posted(2, 'Bar; verkauft |  an:\nLaden', pair(11900n), { documentNumber: 'RE-(1)' }),
    posted(3, '(Storno)', pair(-11900n), { reverses: 'ent_2', generalReversal: true }),
    posted(4, 'Abschluss', [{ account: '70000', creditMinor: 5n }, { account: '1200', debitMinor: 5n }], { kind: 'closing' }),
  ]; // biome-ignore format: one entry a line
  expect(await write(entries)).toBe(`; Journal of Muster； AG
decimal-mark .
commodity 1000.00 EUR

account 1000 Kasse： klein； (bar)  ; type:A
account 1200 Bank
account 8400 Erlöse 19 % USt  ; type:R

2026-01-01 * Eröffnung
    ; year:2026, number:1, id:ent_1, kind:opening, servicedate:2025-12-31
    1000 Kasse： klein； (bar)  1000.00 EUR  ; Zeile， eins, taxcode:9, costcentre:K1, partner:P1, foreign:1082.30 USD, rate:1.0823
    8400 Erlöse 19 % USt  -1000.00 EUR

2026-01-31 * (RE-（1）) Bar； verkauft ｜ an: Laden
    ; year:2026, number:2, id:ent_2
    1000 Kasse： klein； (bar)  119.00 EUR
    8400 Erlöse 19 % USt  -119.00 EUR

2026-01-31 * （Storno)
    ; year:2026, number:3, id:ent_3, reverses:ent_2
    1000 Kasse： klein； (bar)  -119.00 EUR
    8400 Erlöse 19 % USt  119.00 EUR

account 70000  ; type:L

2026-01-31 * Abschluss
    ; year:2026, number:4, id:ent_4, kind:closing
    70000  -0.05 EUR
    1200 Bank  0.05 EUR
`);
});

test('a small reader finds the same balances, whatever the texts are', async () => {
  await fc.assert(
    fc.asyncProperty(JOURNALS, async (entries) => {
      const sum = entries.reduce((total, { lines }) => total + (lines[0]?.debitMinor ?? 0n), 0n);
      const found = balancesOf(await write(entries));
      expect([...found.values()]).toEqual(entries.length === 0 ? [] : [sum, -sum]);
    }),
  );
});

test('large journals come in pieces, the same every time', async () => {
  const entries = Array.from({ length: 2000 }, (_, index) =>
    posted(index + 1, 'Verkauf', pair(BigInt(index + 1))),
  );
  const options = { companyName: 'x', currency: 'EUR', accounts: ACCOUNTS, find: personal };
  const pieces = await collect(writeHledger(options, entries));
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.join('')).toBe(await write(entries).then((text) => text.replace('Muster； AG', 'x')));
});

test.skipIf(!hledgerIsHere)(
  'hledger itself (skipped where it is not installed) finds the same balances',
  async () => {
    await fc.assert(
      fc.asyncProperty(JOURNALS, fc.constantFrom('EUR', 'JPY', 'KWD'), async (entries, currency) => {
        const journal = await write(entries, currency);
        hledger(journal, 'check', '--strict');
        const sum = entries.reduce((total, { lines }) => total + (lines[0]?.debitMinor ?? 0n), 0n);
        const table = hledger(journal, 'balance', '-O', 'csv', '--no-total').trim().split('\n').slice(1);
        const kasse = '1000 Kasse： klein； (bar)';
        const expected = [
          `"${kasse}","${formatMinor(sum, currency)} ${currency}"`,
          `"8400 Erlöse 19 % USt","${formatMinor(-sum, currency)} ${currency}"`,
        ];
        expect(table).toEqual(entries.length === 0 ? [] : expected);
        const register = hledger(journal, 'register', '-O', 'csv', kasse.replace(/[()]/g, '.'))
          .trim()
          .split('\n')
          .slice(1);
        expect(register.length).toBe(entries.length);
      }),
      { numRuns: 10 },
    );
  },
  60_000,
);

test.skipIf(!hledgerIsHere)(
  'hledger itself (skipped where it is not installed) reads code, tags and dates as meant',
  async () => {
    await fc.assert(
      fc.asyncProperty(TEXTS, async (text) => {
        const lines = pair(100n, { text, partner: text });
        const [transaction] = JSON.parse(
          hledger(await write([posted(7, text, lines, { documentNumber: text })]), 'print', '-O', 'json'),
        );
        const plain = (words: string) =>
          words
            .toWellFormed()
            .replace(/[\s\p{Cc}]+/gu, ' ')
            .trim();
        const back = (words: string) =>
          words.replace(/[\uFF01-\uFF5E]/g, (twin) => String.fromCodePoint(twin.charCodeAt(0) - 0xfee0));
        expect(transaction).toMatchObject({ tdate: '2026-01-31', tdate2: null, tstatus: 'Cleared' });
        expect([transaction.tcode, transaction.tdescription].map(back)).toEqual([plain(text), plain(text)]);
        expect(transaction.ttags).toEqual([
          ['year', '2026'],
          ['number', '7'],
          ['id', 'ent_7'],
        ]);
        const [posting] = transaction.tpostings;
        expect(posting.pdate).toBeNull();
        // The account's own tag (its type) is inherited.
        const own = posting.ptags.filter(([name]: string[]) => name !== 'type');
        expect(own.map(([name, value]: string[]) => [name, back(value ?? '')])).toEqual(
          plain(text) === '' ? [] : [['partner', plain(text)]],
        );
      }),
      { numRuns: 25 },
    );
  },
  60_000,
);

/** Two years: the bank has 100.00 at the end of the first, which is carried forward, and 130.00 in the second. */
function twoYears(): PostedEntry[] {
  const line = (account: string, minor: bigint): EntryLine =>
    minor > 0n ? { account, debitMinor: minor } : { account, creditMinor: -minor };
  const entry = (fiscalYear: number, date: string, kind: PostedEntry['kind'], ...lines: EntryLine[]) =>
    posted(1, kind, lines, { fiscalYear, date, kind });
  return [
    entry(2026, '2026-03-01', 'regular', line('1200', 10000n), line('8400', -10000n)),
    entry(2026, '2026-12-31', 'closing', line('8400', 10000n), line('1000', -10000n)),
    entry(2027, '2027-01-01', 'opening', line('1200', 10000n), line('70000', -10000n)),
    entry(2027, '2027-02-01', 'regular', line('1200', 3000n), line('8400', -3000n)),
  ];
}

test.skipIf(!hledgerIsHere)(
  'hledger itself (skipped where it is not installed) finds a year’s balances as the format’s page says',
  async () => {
    const journal = await write(twoYears());
    const balances = (...query: string[]) =>
      hledger(journal, 'balance', '--no-total', '-O', 'csv', ...query)
        .trim()
        .split('\n')
        .slice(1);
    expect(balances('tag:year=2026', 'not:tag:kind=closing')).toEqual([
      '"1200 Bank","100.00 EUR"',
      '"8400 Erlöse 19 % USt","-100.00 EUR"',
    ]);
    expect(balances('tag:year=2027', 'date:..2027-01-31', 'not:tag:kind=closing')).toEqual([
      '"1200 Bank","100.00 EUR"',
      '"70000","-100.00 EUR"',
    ]);
    expect(balances('tag:year=2027', 'not:tag:kind=closing', '1200')).toEqual(['"1200 Bank","130.00 EUR"']);
    hledger(journal, 'check', '--strict');
  },
  60_000,
);
