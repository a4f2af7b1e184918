import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PostedEntry } from '../../../functions/ledger/domain/entry.ts';
import {
  type AccountPeriod,
  collectTouches,
  emptyAccountPeriod,
  foldRows,
  PAGE_LINES,
  type StatementPage,
  sumDays,
} from '../../../functions/ledger/domain/fold.ts';
import { anyEntry } from '../../support/entry-arbitraries.ts';
import { simpleEntry } from '../../support/simple-entry.ts';

type Fold = { states: Map<string, AccountPeriod>; pages: StatementPage[] };

/** Folds a journal in steps of these lengths, as workers do. */
function foldInSteps(entries: readonly PostedEntry[], steps: readonly number[]): Fold {
  const states = new Map<string, AccountPeriod>();
  const pages: StatementPage[] = [];
  let at = 0;
  for (const step of [...steps, entries.length]) {
    for (const [key, touch] of collectTouches(entries.slice(at, at + step), '01-01')) {
      const folded = foldRows(states.get(key) ?? emptyAccountPeriod(touch.account, touch.period), touch.rows);
      states.set(key, folded.state);
      pages.push(...folded.pages);
    }
    at += step;
  }
  const place = ({ account, period, page }: StatementPage) => `${account}#${period}#${page}`;
  return { states, pages: pages.sort((a, b) => (place(a) < place(b) ? -1 : 1)) };
}

function posted(entries: readonly Omit<PostedEntry, 'number'>[]): PostedEntry[] {
  return entries.map((entry, index) => ({ ...entry, number: index + 1 }));
}
const place = { id: 'x', fiscalYear: 2026, postedAt: '', postedBy: '' };

test('in whatever steps a journal is folded, sums, lines and pages come out the same', () => {
  // Few accounts and months, so that pages become full.
  const many = fc.array(anyEntry, { minLength: 60, maxLength: 120 });
  fc.assert(
    fc.property(many, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }), (entries, steps) => {
      const journal = posted(
        entries.map((entry) => ({ ...entry, ...place, date: entry.date.replace(/-\d\d-/, '-03-') })),
      );
      const once = foldInSteps(journal, []);
      expect(foldInSteps(journal, steps)).toEqual(once);
      let total = 0n;
      for (const { debits, credits } of once.states.values()) total += sumDays(debits) - sumDays(credits);
      expect(total).toBe(0n);
    }),
    { numRuns: 20 },
  );
});

test('a page has 128 lines and is full exactly then', () => {
  const journal = posted(
    Array.from({ length: PAGE_LINES * 2 + 3 }, () => ({
      ...simpleEntry('2026-03-05', '1200', '8400', 1n),
      ...place,
    })),
  );
  const before = foldInSteps(journal.slice(0, PAGE_LINES - 1), []);
  expect(before.pages).toEqual([]);
  const { states, pages } = foldInSteps(journal, [PAGE_LINES - 1, 2]);
  expect(pages.map(({ account, page, rows }) => [account, page, rows[0]?.[0], rows.at(-1)?.[0]])).toEqual([
    ['1200', 0, 1, 128],
    ['1200', 1, 129, 256],
    ['8400', 0, 1, 128],
    ['8400', 1, 129, 256],
  ]);
  expect(states.get('1200#03')).toMatchObject({ lines: 259, through: 259, debits: { 5: 259n } });
  expect(states.get('1200#03')?.recent).toHaveLength(3);
});

test('opening and closing entries have periods of their own; a row names the contra account where it is one', () => {
  const [opening, closing] = (['opening', 'closing'] as const).map((kind) => ({
    ...simpleEntry(kind === 'opening' ? '2026-01-01' : '2026-12-31', '1200', '9000', 5n),
    ...place,
    kind,
  }));
  const three: Omit<PostedEntry, 'number'> = {
    ...simpleEntry('2026-02-28', '1200', '8400', 5n),
    ...place,
    lines: [
      { account: '1200', debitMinor: 12n, text: 'own text' },
      { account: '8400', creditMinor: 10n, taxCode: '19' },
      { account: '1776', creditMinor: 2n },
    ],
  };
  const touches = collectTouches(
    posted([opening, three, closing].filter((entry) => entry !== undefined)),
    '01-01',
  );
  expect([...touches.keys()]).toEqual([
    '1200#00',
    '9000#00',
    '1200#02',
    '8400#02',
    '1776#02',
    '1200#13',
    '9000#13',
  ]);
  expect(touches.get('1200#00')?.rows).toEqual([[1, 1, 'D', '5', '9000', '', 'test']]);
  expect(touches.get('1200#02')?.rows).toEqual([[2, 28, 'D', '12', '', '', 'own text']]);
  expect(touches.get('8400#02')?.rows).toEqual([[2, 28, 'C', '10', '1200', '', 'test', '19']]);
});

test('sums count up to a day', () => {
  expect([0, 1, 9, 10, 31].map((day) => sumDays({ 1: 5n, 10: 7n, 31: -2n }, day))).toEqual([
    0n,
    5n,
    5n,
    12n,
    10n,
  ]);
});
