import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { packDocumentIndex } from '../../../functions/ledger/domain/document-index.ts';
import type { PostedEntry } from '../../../functions/ledger/domain/entry.ts';
import {
  type AccountPeriod,
  collectTouches,
  emptyAccountPeriod,
  foldRows,
  type StatementPage,
  touchKey,
} from '../../../functions/ledger/domain/fold.ts';
import { tracedStates } from '../../../functions/ledger/domain/period-rules.ts';
import { expectDocumentIndex } from '../../../functions/ledger/domain/verify-document-index.ts';
import {
  expectFold,
  pageKey,
  toStoredPage,
  toStoredPeriod,
} from '../../../functions/ledger/domain/verify-fold.ts';
import { simpleEntry } from '../../support/simple-entry.ts';

const BLOCK = 10;

/** A journal of blocks of ten entries, on accounts and with document numbers that the seed decides. */
function journalOf(accounts: readonly number[]): PostedEntry[] {
  const place = { fiscalYear: 2026, postedAt: '', postedBy: '' };
  return accounts.map((account, index) => ({
    ...simpleEntry('2026-03-05', String(1200 + account), '8400', BigInt(index + 1)),
    ...place,
    id: `x${index}`,
    number: index + 1,
    ...(account === 0 ? {} : { documentNumber: `RE ${index}` }),
  }));
}

function foldOf(entries: readonly PostedEntry[]) {
  const states: AccountPeriod[] = [];
  const pages: StatementPage[] = [];
  for (const { account, period, rows } of collectTouches(entries, '01-01').values()) {
    const folded = foldRows(emptyAccountPeriod(account, period), rows);
    states.push(folded.state);
    pages.push(...folded.pages);
  }
  return { states, pages };
}

function verify(
  journal: readonly PostedEntry[],
  states: AccountPeriod[],
  pages: StatementPage[],
  foldedThrough: number,
) {
  const periods = new Map(states.map((one) => [touchKey(one.account, one.period), toStoredPeriod(one)]));
  const stored = { periods, pages: new Map(pages.map((one) => [pageKey(one), toStoredPage(one)])) };
  const fold = expectFold('01-01', stored, foldedThrough);
  for (let at = 0; at < journal.length; at += BLOCK) fold.add(journal.slice(at, at + BLOCK));
  return fold.firstDifference();
}

const anyJournal = fc.array(fc.nat(3), { minLength: 300, maxLength: 300 }).map(journalOf);
const anyBlocks = fc.integer({ min: 0, max: 30 });

test('a fold that some accounts have carried further than the head says is no difference', () => {
  fc.assert(
    fc.property(anyJournal, anyBlocks, anyBlocks, (journal, one, other) => {
      const [less, more] = one < other ? [one, other] : [other, one];
      const near = foldOf(journal.slice(0, less * BLOCK));
      const far = foldOf(journal.slice(0, more * BLOCK));
      const ahead = (account: string) => account === '1201';
      const states = [
        ...near.states.filter(({ account }) => !ahead(account)),
        ...far.states.filter(({ account }) => ahead(account)),
      ];
      // Pages go before the sums that count them.
      expect(verify(journal, states, far.pages, less * BLOCK)).toBeUndefined();
      if (less === more || near.states.length < 2) return;
      const late = verify(journal, near.states, near.pages, journal.length);
      expect(late).toMatchObject({ what: 'balance', detail: expect.stringContaining('missing') });
    }),
    { numRuns: 30 },
  );
});

test('sums that end amid a block, and pages that are missing, are differences', () => {
  const journal = journalOf(Array(300).fill(0));
  const amid = foldOf(journal.slice(0, 15));
  expect(verify(journal, amid.states, [], 0)).toMatchObject({ what: 'balance' });
  const { states, pages } = foldOf(journal);
  expect(verify(journal, states, pages.slice(1), 300)).toMatchObject({
    what: 'page',
    detail: expect.stringMatching(/0 .*missing/),
  });
  expect(verify(journal, states.slice(1), pages, 300)).toMatchObject({ what: 'balance', number: 300 });
  expect(verify(journal.slice(0, 290), states, pages, 290)).toMatchObject({ what: 'balance' });
});

test('the document index may overlap, but neither lack nor invent a pair', () => {
  const journal = journalOf(Array.from({ length: 60 }, (_, index) => index % 3));
  const parts = (from: number, to: number) =>
    [...packDocumentIndex(journal.slice(from, to))].map(([shard, content]) => ({
      shard,
      content,
      through: to,
    }));
  const check = (stored: ReturnType<typeof parts>, foldedThrough: number) => {
    const index = expectDocumentIndex(foldedThrough);
    for (const part of stored) index.store(part);
    index.add(journal);
    return index.firstDifference();
  };
  expect(check([...parts(0, 20), ...parts(0, 60), ...parts(20, 40)], 60)).toBeUndefined();
  expect(check(parts(0, 20), 20)).toBeUndefined();
  expect(check(parts(0, 20), 40)).toMatchObject({
    what: 'document-index',
    detail: expect.stringMatching(/missing/),
  });
  expect(
    check([...parts(0, 40), ...parts(40, 60).map((part) => ({ ...part, through: 41 }))], 40),
  ).toBeDefined();
  expect(
    check(
      parts(0, 40).map((part) => ({ ...part, shard: (part.shard + 1) % 16 })),
      40,
    ),
  ).toBeDefined();
  const [first, ...rest] = parts(0, 20);
  const cut = {
    through: 20,
    shard: first?.shard ?? 0,
    content: (first?.content ?? new Uint8Array()).slice(0, -1),
  };
  expect(check([cut, ...rest], 0)).toMatchObject({ detail: expect.stringMatching(/cut amid a pair/) });
});

test('closings and reopenings come to the states of periods, in whatever order they were noted', () => {
  const trace = (action: string, period: number, year = 2026) => ({
    action: `ledger.period-${action}`,
    subject: `periods/${year}/${period}`,
  });
  const traces = [
    trace('reopened', 1),
    trace('closed', 1),
    trace('closed', 2),
    trace('closed', 3, 2025),
    trace('closed', 12),
  ];
  const closed = (states: readonly string[]) =>
    states.flatMap((state, period) => (state === 'closed' ? [period] : []));
  expect(closed(tracedStates(traces, 2026))).toEqual([2, 12]);
  expect(closed(tracedStates([...traces, trace('closed', 1)], 2026))).toEqual([1, 2, 12]);
});
