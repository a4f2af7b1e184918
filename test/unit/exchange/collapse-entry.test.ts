import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryCollapser } from '../../../functions/exchange/domain/datev/collapse-entry.ts';
import { extfHeader } from '../../../functions/exchange/domain/datev/extf-header.ts';
import type { Finding } from '../../../functions/exchange/domain/datev/finding.ts';
import { BATCH_HEADINGS, rowWriter } from '../../../functions/exchange/domain/datev/write-batch-row.ts';
import type { EntryLine, NewEntry, PostedEntry } from '../../../functions/ledger/domain/entry.ts';
import { openDatevBatch } from '../../../functions/ledger/domain/formats/read-datev-batch.ts';
import { reversalOf } from '../../../functions/ledger/domain/reverse-entry.ts';
import { encodeWindows1252 } from '../../../shared/kernel/windows-1252.ts';
import { chunksOf, collect } from '../../support/byte-chunks.ts';
import { anyEntry } from '../../support/entry-arbitraries.ts';
import { anyTaxedEntry } from '../../support/tagged-entries.ts';

const BOOKS = { chart: 'SKR03', accountLength: 4, currency: 'EUR', clearingAccount: '1590' } as const;
const COMPANY = { chart: 'SKR03', accountLength: 4, currency: 'EUR', fiscalYearStart: '01-01' } as const;
const ORIGIN = {
  consultant: 1001,
  client: 1,
  fiscalYearStart: '2026-01-01',
  accountLength: 4,
  chart: 'SKR03',
  createdAt: '2026-06-15T12:00:00.000Z',
} as const;

function posted(entry: Partial<PostedEntry> & Pick<NewEntry, 'lines'>): PostedEntry {
  return {
    id: 'ent_2026_7',
    fiscalYear: 2026,
    number: 7,
    postedAt: '2026-06-15T12:00:00.000Z',
    postedBy: 'anna',
    kind: 'regular',
    date: '2026-03-10',
    text: 'Buchung',
    ...entry,
  };
}

/** The file of some entries, and what it does not say. */
function write(entries: readonly PostedEntry[]) {
  const findings: Finding[] = [];
  const collapse = entryCollapser(BOOKS);
  let text =
    extfHeader(ORIGIN, { category: 21, name: 'Buchungsstapel', version: 13, currency: 'EUR' }) +
    BATCH_HEADINGS;
  const rows: string[] = [];
  for (const entry of entries) {
    const collapsed = collapse(entry);
    findings.push(...collapsed.findings);
    const writeRow = rowWriter(entry, { currency: 'EUR', locked: false }, (finding) =>
      findings.push(finding),
    );
    rows.push(...collapsed.rows.map(writeRow));
  }
  text += rows.join('');
  const { bytes, unmappable } = encodeWindows1252(text);
  expect(unmappable).toEqual([]);
  return { bytes, rows, findings };
}

async function readBack(bytes: Uint8Array): Promise<NewEntry[]> {
  const file = await openDatevBatch(chunksOf(bytes, 10_000), { company: COMPANY });
  return (await collect(file.items)).map((item) => {
    if (item.outcome === 'refused') throw new Error(`row ${item.row}: ${item.reason.detail}`);
    return item.entry;
  });
}

/** Balances by month and account; empty ones left out. */
function balances(entries: readonly Pick<NewEntry, 'date' | 'lines'>[]): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const { date, lines } of entries) {
    for (const { account, debitMinor = 0n, creditMinor = 0n } of lines) {
      const place = `${date.slice(0, 7)} ${account}`;
      sums.set(place, (sums.get(place) ?? 0n) + debitMinor - creditMinor);
    }
  }
  return Object.fromEntries(
    [...sums]
      .filter(([, sum]) => sum !== 0n)
      .sort()
      .map(([place, sum]) => [place, String(sum)]),
  );
}

/** Konto, Gegenkonto, key, side and amount of every row. */
function shown(entry: PostedEntry): string[] {
  return entryCollapser(BOOKS)(entry).rows.map(
    ({ account, contraAccount, taxKey, side, amountMinor, generalReversal }) =>
      `${account} ${contraAccount} ${taxKey || '-'} ${side} ${amountMinor}${generalReversal ? ' GU' : ''}`,
  );
}

function codes(entry: PostedEntry): string[] {
  return entryCollapser(BOOKS)(entry).findings.map(({ code }) => code);
}

const debit = (account: string, debitMinor: bigint, taxCode?: string): EntryLine => ({
  account,
  debitMinor,
  ...(taxCode ? { taxCode } : {}),
});
const credit = (account: string, creditMinor: bigint, taxCode?: string): EntryLine => ({
  account,
  creditMinor,
  ...(taxCode ? { taxCode } : {}),
});

const SALE = posted({
  lines: [debit('10000', 11_900n), credit('8400', 10_000n, 'output-19'), credit('1776', 1_900n, 'output-19')],
});
const PURCHASE = posted({
  lines: [debit('4930', 10_000n, 'input-19'), debit('1576', 1_900n, 'input-19'), credit('70001', 11_900n)],
});

describe('an entry becomes gross rows', () => {
  test('an Automatikkonto takes no key, another account the key of its tag', () => {
    expect(shown(SALE)).toEqual(['10000 8400 - S 11900']);
    expect(shown(PURCHASE)).toEqual(['70001 4930 9 H 11900']);
    expect(codes(SALE)).toEqual([]);
  });

  test('lines without tags on an Automatikkonto are its automation where the tax is there, and 40 where it is not', () => {
    expect(shown(posted({ lines: SALE.lines.map(({ taxCode: _, ...line }) => line) }))).toEqual([
      '10000 8400 - S 11900',
    ]);
    expect(shown(posted({ lines: [debit('1200', 10_000n), credit('8400', 10_000n)] }))).toEqual([
      '1200 8400 40 S 10000',
    ]);
  });

  test('a cent of tax on an amount that need not bear one is in its row', () => {
    const small = posted({
      lines: [debit('3300', 7n, 'input-7'), debit('1571', 1n, 'input-7'), credit('1200', 8n)],
    });
    expect([shown(small), codes(small)]).toEqual([['1200 3300 - H 8'], []]);
  });

  test('no cent of tax is made up where a small amount on an Automatikkonto has none', () => {
    const small = posted({ lines: [debit('1200', 3n), credit('8400', 3n)] });
    expect(shown(small)).toEqual(['1200 8400 40 S 3']);
  });

  test('a reversal keeps key and sides: Storno on the other side, Generalumkehr by its flag', () => {
    const storno = {
      ...PURCHASE,
      ...reversalOf(PURCHASE, { method: 'storno' }),
      id: 'ent_2026_8',
      number: 8,
    };
    expect(shown(storno)).toEqual(['70001 4930 9 S 11900']);
    const general = {
      ...PURCHASE,
      ...reversalOf(PURCHASE, { method: 'general-reversal' }),
      id: 'ent_2026_8',
      number: 8,
    };
    expect(shown(general)).toEqual(['70001 4930 9 S 11900 GU']);
    const automatic = {
      ...SALE,
      ...reversalOf(SALE, { method: 'general-reversal' }),
      id: 'ent_2026_8',
      number: 8,
    };
    expect(shown(automatic)).toEqual(['10000 8400 - H 11900 GU']);
  });

  test('tax that the recipient owes is on top: acquisitions, §13b with its case, §13b undeducted', () => {
    const acquisition = posted({
      lines: [
        debit('4650', 10_000n, 'acquisition-19'),
        debit('1574', 1_900n, 'acquisition-19'),
        credit('1774', 1_900n, 'acquisition-19'),
        credit('70001', 10_000n),
      ],
    });
    expect(shown(acquisition)).toEqual(['70001 4650 19 H 10000']);
    const tag = 'reverse-charge-19-case-7';
    const services = posted({
      lines: [
        debit('4900', 10_000n, tag),
        debit('1577', 1_900n, tag),
        credit('1787', 1_900n, tag),
        credit('70001', 10_000n),
      ],
    });
    expect(entryCollapser(BOOKS)(services).rows).toMatchObject([
      { contraAccount: '4900', taxKey: '94', reverseChargeCase: '7' },
    ]);
    const undeducted = posted({
      lines: [
        debit('4900', 11_900n, 'reverse-charge-undeducted-19'),
        credit('1787', 1_900n, 'reverse-charge-undeducted-19'),
        credit('70001', 10_000n),
      ],
    });
    expect(shown(undeducted)).toEqual(['70001 4900 95 H 10000']);
  });

  test('an Automatikkonto that computes a case of §13b takes neither key nor case', () => {
    const tag = 'reverse-charge-19-case-7';
    const abroad = posted({
      lines: [
        debit('3123', 10_000n, tag),
        debit('1577', 1_900n, tag),
        credit('1787', 1_900n, tag),
        credit('70001', 10_000n),
      ],
    });
    expect([shown(abroad), codes(abroad)]).toEqual([['70001 3123 - H 10000'], []]);
    expect(entryCollapser(BOOKS)(abroad).rows[0]?.reverseChargeCase).toBeUndefined();
  });

  test('the rate follows the service date', () => {
    const lowered = posted({
      serviceDate: '2020-12-15',
      lines: [
        debit('10000', 11_600n),
        credit('8400', 10_000n, 'output-16'),
        credit('1775', 1_600n, 'output-16'),
      ],
    });
    expect(shown(lowered)).toEqual(['10000 8400 - S 11600']);
  });

  test('several rates against one account: a row each, without clearing', () => {
    const mixed = posted({
      lines: [
        debit('10000', 22_600n),
        credit('8400', 10_000n, 'output-19'),
        credit('1776', 1_900n, 'output-19'),
        credit('8300', 10_000n, 'output-7'),
        credit('1771', 700n, 'output-7'),
      ],
    });
    expect(shown(mixed)).toEqual(['10000 8400 - S 11900', '10000 8300 - S 10700']);
  });

  test('tax computed in total, a cent apart from its rows, is made up on the tax account', () => {
    const three = posted({
      lines: [
        debit('10000', 11_899n),
        credit('8400', 3_333n, 'output-19'),
        credit('8400', 3_333n, 'output-19'),
        credit('8400', 3_333n, 'output-19'),
        credit('1776', 1_900n, 'output-19'),
      ],
    });
    expect(shown(three).slice(0, 3)).toEqual([
      '10000 8400 - S 3966',
      '10000 8400 - S 3966',
      '10000 8400 - S 3966',
    ]);
    expect(shown(three).slice(3)).toEqual(['10000 1776 - S 1']);
    expect(codes(three)).toEqual(['tax-rounding']);
  });

  test('an advance that waits, and its payment, lose nothing without a key', () => {
    const asked = [debit('10000', 11_900n), credit('1593', 11_900n, 'advance-output-19')];
    expect([shown(posted({ lines: asked })), codes(posted({ lines: asked }))]).toEqual([
      ['10000 1593 - S 11900'],
      [],
    ]);
    const paid = posted({
      lines: [
        debit('1200', 11_900n),
        debit('1593', 11_900n, 'moved-advance-output-19'),
        credit('1718', 10_000n, 'output-19'),
        credit('1776', 1_900n, 'output-19'),
        credit('10000', 11_900n),
      ],
    });
    expect(codes(paid)).toEqual([]);
    expect(shown(paid)).toContain('1590 1718 - S 11900');
  });

  test('lines on both sides go through the clearing account, which is empty afterwards', async () => {
    const both = posted({
      lines: [debit('4930', 5_000n), debit('4940', 3_000n), credit('1200', 6_000n), credit('1000', 2_000n)],
    });
    expect(shown(both)).toEqual([
      '4930 1590 - S 5000',
      '4940 1590 - S 3000',
      '1200 1590 - H 6000',
      '1000 1590 - H 2000',
    ]);
    expect(balances(await readBack(write([both]).bytes))).toEqual(balances([both]));
  });

  test('an opening entry stands against 9000, whatever it is booked against', async () => {
    const opening = posted({
      kind: 'opening',
      date: '2026-01-01',
      lines: [debit('1200', 500n), debit('1718', 100n), credit('0800', 600n)],
    });
    expect(shown(opening)).toEqual(['1200 9000 - S 500', '1718 9000 40 S 100', '0800 9000 - H 600']);
    const read = await readBack(write([opening]).bytes);
    expect(read.map(({ kind }) => kind)).toEqual(['opening', 'opening', 'opening']);
    const customers = posted({
      kind: 'opening',
      date: '2026-01-01',
      lines: [debit('10000', 500n), credit('9008', 500n)],
    });
    expect(shown(customers)).toEqual(['10000 9008 - S 500']);
  });

  test('what no key says is written net and listed', () => {
    const own = posted({ lines: [debit('4930', 100n, 'mine'), credit('1200', 100n)] });
    expect([shown(own), codes(own)]).toEqual([['4930 1200 - S 100'], ['tax-tag-not-expressible']]);
    const untaxed = posted({ lines: [debit('1200', 10_000n), credit('8400', 10_000n, 'output-19')] });
    expect([shown(untaxed), codes(untaxed)]).toEqual([['1200 8400 40 S 10000'], ['tax-differs-from-base']]);
  });

  test('amounts of more than ten digits are several rows with the tax of the whole', async () => {
    const net = 10n ** 14n + 7n;
    const huge = posted({
      lines: [
        debit('10000', net + 19n * 10n ** 12n + 1n),
        credit('8400', net, 'output-19'),
        credit('1776', 19n * 10n ** 12n + 1n, 'output-19'),
      ],
    });
    const { bytes, rows, findings } = write([huge]);
    expect(rows.length).toBeGreaterThan(100);
    expect(findings.map(({ code }) => code)).toEqual(['amount-split']);
    expect(balances(await readBack(bytes))).toEqual(balances([huge]));
  });

  test('a tag on the clearing account makes up no tax', async () => {
    const odd = posted({
      lines: [credit('1590', 3n, 'reverse-charge-19'), credit('8400', 1n, 'output-19'), debit('1200', 4n)],
    });
    const { bytes, findings } = write([odd]);
    expect(findings.map(({ code }) => code)).toContain('tax-tag-not-expressible');
    expect(balances(await readBack(bytes))).toEqual(balances([odd]));
  });

  test('an entry on one account only is not lost', async () => {
    for (const account of ['1200', '1590']) {
      const { rows } = write([posted({ lines: [debit(account, 100n), credit(account, 100n)] })]);
      expect(rows.length).toBeGreaterThan(0);
    }
  });
});

describe('read again', () => {
  test('any entries have the same balances on every account in every month', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTaxedEntry, { minLength: 1, maxLength: 4 }), async (entries) => {
        const { bytes, rows } = write(entries);
        const read = await readBack(bytes);
        expect(read).toHaveLength(rows.length);
        expect(balances(read)).toEqual(balances(entries));
        expect(write(entries).rows).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  test('entries with any texts, tags, partners and foreign amounts are read, and lose no amount', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntry, async (entry) => {
        const cut = (minor: bigint | undefined) => minor && minor % 10n ** 11n;
        const lines = entry.lines.map(({ debitMinor, creditMinor, foreign: _, ...line }) => ({
          ...line,
          ...(debitMinor ? { debitMinor: cut(debitMinor) || 1n } : { creditMinor: cut(creditMinor) || 1n }),
        }));
        const one = posted({ ...entry, lines: lines as EntryLine[] });
        expect(balances(await readBack(write([one]).bytes))).toEqual(balances([one]));
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  test('date, accounts, amount, side, key and document number of every row are those that were written', async () => {
    await fc.assert(
      fc.asyncProperty(anyTaxedEntry, async (entry) => {
        const { bytes, rows } = write([entry]);
        // Every row read is an entry of its own, which is written again.
        const read = (await readBack(bytes)).map((one, at) => ({ ...posted(one), number: at + 1 }));
        expect(write(read).rows.map(facts).sort()).toEqual(rows.map(facts).sort());
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  test('foreign amounts are on their lines again', async () => {
    const foreign = { currency: 'USD', amountMinor: 12_888n, rate: '1.083' };
    const abroad = posted({
      lines: [{ ...debit('10000', 11_900n), foreign }, ...SALE.lines.slice(1)],
    });
    const [read] = await readBack(write([abroad]).bytes);
    expect(read?.lines[0]).toEqual(abroad.lines[0]);
    const shared = posted({
      lines: [{ ...debit('1200', 300n), foreign }, credit('1000', 100n), credit('1460', 200n)],
    });
    expect(codes(shared)).toEqual(['foreign-amount-left-out']);
  });

  test('service date, tax period and due date come back', async () => {
    const dates = { serviceDate: '2026-02-27', taxDate: '2026-03-01' };
    const due = posted({
      ...dates,
      lines: [{ ...debit('10000', 11_900n), dueDate: '2026-04-09' }, ...SALE.lines.slice(1)],
    });
    const [read] = await readBack(write([due]).bytes);
    expect(read).toMatchObject({ ...dates, lines: due.lines });
    const [only] = await readBack(write([posted({ serviceDate: '2026-02-27', lines: SALE.lines })]).bytes);
    expect(only).not.toHaveProperty('taxDate');
  });
});

/** What a row books, whichever of the two accounts stands first. */
function facts(row: string): string {
  const cells = row.split(';').map((cell) => cell.replaceAll('"', ''));
  const [amount, side, , , , , account, contra, key, date, document] = cells;
  const [debited, credited] = side === 'S' ? [account, contra] : [contra, account];
  return [amount, debited, credited, key, date, document, cells[114], cells[117]].join(' ');
}
