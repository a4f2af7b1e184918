import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEntry, PostedEntry } from '../../../functions/ledger/domain/entry.ts';
import { reversalOf } from '../../../functions/ledger/domain/reverse-entry.ts';
import { anyEntry } from '../../support/entry-arbitraries.ts';

const place = { id: 'ent_2026_1', number: 1, fiscalYear: 2026, postedAt: 'then', postedBy: 'anna' };
const anyPosted = anyEntry.map(({ reverses: _reverses, ...entry }): PostedEntry => ({ ...entry, ...place }));
const anyMethod = fc.constantFrom('storno', 'general-reversal');

/** Debits and credits by account and side. */
function turnover(entries: readonly NewEntry[]) {
  const sums = new Map<string, bigint>();
  for (const { lines } of entries) {
    for (const { account, debitMinor, creditMinor } of lines) {
      const key = `${account} ${debitMinor === undefined ? 'credit' : 'debit'}`;
      sums.set(key, (sums.get(key) ?? 0n) + (debitMinor ?? creditMinor ?? 0n));
    }
  }
  return sums;
}

test('together with its reversal an entry comes to nothing, line by line; a Generalumkehr takes back the turnover', () => {
  fc.assert(
    fc.property(anyPosted, anyMethod, (entry, method) => {
      const reversal = reversalOf(entry, { method });
      for (const [index, line] of entry.lines.entries()) {
        const other = reversal.lines[index];
        const sum =
          (line.debitMinor ?? 0n) -
          (line.creditMinor ?? 0n) +
          (other?.debitMinor ?? 0n) -
          (other?.creditMinor ?? 0n);
        expect(sum).toBe(0n);
        expect(other).toMatchObject({ account: line.account });
        expect([other?.taxCode, other?.costCentre]).toEqual([line.taxCode, line.costCentre]);
      }
      expect(reversal).toMatchObject({ reverses: entry.id, date: entry.date });
      expect(reversal.serviceDate).toBe(entry.serviceDate);
      expect(Object.keys(reversal)).not.toContain('number');
      if (method === 'general-reversal')
        for (const amount of turnover([entry, reversal]).values()) expect(amount).toBe(0n);
    }),
  );
});

test('a Storno keeps the sign of its amounts, a Generalumkehr turns it, also that of a Generalumkehr', () => {
  fc.assert(
    fc.property(anyPosted, anyMethod, (entry, method) => {
      const { lines, generalReversal = false } = reversalOf(entry, { method });
      const isNegative = lines.some(({ debitMinor, creditMinor }) => (debitMinor ?? creditMinor ?? 0n) < 0n);
      // What may be negative is marked so, or the rules would refuse it.
      expect(generalReversal).toBe(isNegative);
      expect(isNegative).toBe((entry.generalReversal === true) !== (method === 'general-reversal'));
    }),
  );
});

test('day, text and id can be chosen; a long text is cut amid no character', () => {
  const entry: PostedEntry = {
    kind: 'regular',
    date: '2026-01-01',
    text: '🧾'.repeat(100),
    lines: [],
    ...place,
  };
  expect(reversalOf(entry, { method: 'storno', id: 'r', date: '2026-02-01', text: 'why' })).toMatchObject({
    id: 'r',
    date: '2026-02-01',
    text: 'why',
  });
  const { text } = reversalOf({ ...entry, text: `${'🧾'.repeat(100)}` }, { method: 'general-reversal' });
  expect(text.length).toBeLessThanOrEqual(200);
  expect(text.isWellFormed()).toBe(true);
  expect(text.startsWith('Generalumkehr: 🧾')).toBe(true);
});

test('a reversal is not reversed', () => {
  const entry: PostedEntry = {
    kind: 'regular',
    date: '2026-01-01',
    text: '',
    lines: [],
    reverses: 'a',
    ...place,
  };
  expect(() => reversalOf(entry, { method: 'storno' })).toThrow(
    expect.objectContaining({ code: 'ledger.reversal-of-reversal' }),
  );
});
