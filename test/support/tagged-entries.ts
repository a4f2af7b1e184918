import * as fc from 'fast-check';
import type { EntryLine, PostedEntry } from '../../functions/ledger/domain/entry.ts';
import { reversalOf } from '../../functions/ledger/domain/reverse-entry.ts';
import { expandPosting } from '../../functions/ledger/domain/tax/expand-posting.ts';

/** Accounts by what they do with tax in SKR03: none, Automatikkonten, bases of keys, tax accounts. */
const PLAIN = ['1200', '1000', '10000', '70001', '1590', '0420', '0800', '3970'];
const AUTOMATIC = ['8400', '8300', '3400', '3300', '8125', '8336', '3425', '3123'];
const KEYED: readonly (readonly [string, string])[] = [
  ['4930', '9'], ['4930', '8'], ['4650', '19'], ['4900', '94'], ['4900', '95'], ['8590', '3'], ['8590', '2'], ['0420', '9'], ['8200', '1'],
  ['8200', '11'], ['4930', '401'],
]; // biome-ignore format: a table
const TAX = ['1776', '1771', '1576', '1571', '1588', '1787'];

const amount = fc.oneof(fc.bigInt({ min: 1n, max: 2_000n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), {
  weight: 1,
  arbitrary: fc.bigInt({ min: 10n ** 11n, max: 10n ** 13n }),
});
const date = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

function signedLine(account: string, minor: bigint, more: Partial<EntryLine> = {}): EntryLine {
  return minor > 0n ? { account, debitMinor: minor, ...more } : { account, creditMinor: -minor, ...more };
}

const parts = fc.oneof(
  /** What the ledger makes of a gross posting, its first line apart. */
  fc
    .tuple(
      fc.oneof(
        fc.constantFrom(...KEYED),
        fc.constantFrom(...AUTOMATIC).map((a) => [a, ''] as const),
      ),
      amount,
      fc.boolean(),
    )
    .map(([[account, taxKey], amountMinor, debit]): EntryLine[] => {
      const posting = {
        chart: 'SKR03',
        accountLength: 4,
        account: '1200',
        contraAccount: account,
        taxKey,
      } as const;
      const { lines } = expandPosting({
        ...posting,
        amountMinor,
        side: debit ? 'H' : 'S',
        date: '2026-03-01',
      });
      return lines.slice(1);
    }),
  /** Lines as people write them: with tags that fit nothing, tax without base, Automatikkonten net. */
  fc
    .tuple(
      fc.constantFrom(...PLAIN, ...AUTOMATIC, ...TAX, '4930'),
      amount,
      fc.boolean(),
      fc.option(fc.constantFrom('output-19', 'input-7', 'mine', 'reverse-charge-19-case-7', 'exempt-41'), {
        freq: 3,
        nil: undefined,
      }),
      fc.option(fc.constantFrom('100', '200'), { freq: 4, nil: undefined }),
    )
    .map(([account, minor, debit, taxCode, costCentre]): EntryLine[] => [
      signedLine(account, debit ? minor : -minor, {
        ...(taxCode ? { taxCode } : {}),
        ...(costCentre ? { costCentre } : {}),
      }),
    ]),
);

/** Joins the tax of all bases on one account, as shops do that compute tax in total. */
function inTotal(lines: readonly EntryLine[]): EntryLine[] {
  const joined: EntryLine[] = [];
  const sums = new Map<string, { line: EntryLine; minor: bigint }>();
  for (const line of lines) {
    const minor = (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n);
    if (!TAX.includes(line.account)) joined.push(line);
    else sums.set(line.account, { line, minor: (sums.get(line.account)?.minor ?? 0n) + minor });
  }
  for (const [account, { line, minor }] of sums)
    if (minor !== 0n) joined.push(signedLine(account, minor, line.taxCode ? { taxCode: line.taxCode } : {}));
  return joined;
}

/** A balanced regular entry of 2026 in SKR03 with tax in every shape, sometimes reversed, either way. */
export const anyTaxedEntry: fc.Arbitrary<PostedEntry> = fc
  .tuple(
    fc.array(parts, { minLength: 1, maxLength: 5 }),
    fc.constantFrom(...PLAIN),
    date,
    fc.boolean(),
    fc.constantFrom('as-is', 'as-is', 'storno', 'general-reversal'),
    fc.option(date, { freq: 3, nil: undefined }),
    fc.constantFrom('RE-4711', 'Rechnung Nr. 7/ü', undefined),
    fc.integer({ min: 1, max: 99_999 }),
  )
  .map(([groups, against, day, total, method, serviceDate, documentNumber, number]) => {
    const lines = total ? inTotal(groups.flat()) : groups.flat();
    const sum = lines.reduce((left, line) => left + (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n), 0n);
    const balanced = sum === 0n ? lines : [...lines, signedLine(against, -sum)];
    const enough = balanced.length > 1 ? balanced : [signedLine('1200', 1n), signedLine('1000', -1n)];
    const entry: PostedEntry = {
      id: `ent_2026_${number}`, fiscalYear: 2026, number, postedAt: '2026-06-15T12:00:00.000Z', postedBy: 'anna',
      kind: 'regular', date: day, text: 'Buchung', lines: enough,
      ...(serviceDate ? { serviceDate } : {}), ...(documentNumber ? { documentNumber } : {}),
    }; // biome-ignore format: a record
    if (method === 'as-is') return entry;
    const { id: _id, fiscalYear: _year, number: _number, postedAt: _at, postedBy: _by, ...place } = entry;
    const wish = { method, id: 'r1' } as { method: 'storno' | 'general-reversal'; id: string };
    return { ...entry, ...place, ...reversalOf(entry, wish), id: entry.id };
  });
