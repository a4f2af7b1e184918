import { expect, test } from 'vitest';
import {
  MAX_BLOCK_ENTRIES,
  MAX_BLOCK_TEXT_BYTES,
  readBlock,
} from '../../../functions/ledger/domain/block.ts';
import type { NewEntry } from '../../../functions/ledger/domain/entry.ts';
import { type KnownId, planCommit } from '../../../functions/ledger/domain/plan-commit.ts';
import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import { BLOCK_CONTEXT, rulesOf } from '../../support/entry-arbitraries.ts';
import { simpleEntry } from '../../support/simple-entry.ts';

const rules = rulesOf({ head: { ...rulesOf().head, nextNumber: 7 } });
const plan = (entries: readonly NewEntry[], known: ReadonlyMap<string, KnownId> = new Map()) =>
  planCommit({ entries, rules, context: BLOCK_CONTEXT, known, hash: sha256Hex });
const sale = (date: string, id?: string, amountMinor = 100n): NewEntry => ({
  ...simpleEntry(date, '1200', '8400', amountMinor),
  ...(id === undefined ? {} : { id }),
});
const codes = ({ results }: ReturnType<typeof plan>) =>
  results.map((result) => (result.status === 'refused' ? result.problem.code : result.status));

test('entries are numbered on from the head; a refused one leaves the batch and no gap', () => {
  const made = plan([sale('2026-01-01'), sale('2026-01-02', 'bad', 0n), sale('2026-01-03', 'x')]);
  expect(codes(made)).toEqual(['posted', 'ledger.invalid-amount', 'posted']);
  expect(made.results).toMatchObject([
    { id: 'ent_2026_7', number: 7 },
    { id: 'bad' },
    { id: 'x', number: 8 },
  ]);
  expect(made.block).toMatchObject({ firstNumber: 7, lastNumber: 8, previousHash: rules.head.lastHash });
  expect(made.ids).toMatchObject([{ id: 'x', number: 8, fiscalYear: 2026 }]);
});

test('an id means one entry, within a batch and against what is known', () => {
  const first = plan([sale('2026-01-01', 'a'), sale('2026-01-01', 'a'), sale('2026-01-02', 'a')]);
  expect(codes(first)).toEqual(['posted', 'duplicate', 'ledger.id-reused']);
  expect(first.ids).toHaveLength(1);
  const known = new Map(first.ids.map((id) => [id.id, id]));
  const again = plan([sale('2026-01-01', 'a'), sale('2026-01-01', 'a', 200n)], known);
  expect(codes(again)).toEqual(['duplicate', 'ledger.id-reused']);
  expect(again.results[0]).toMatchObject({ number: 7 });
  expect(again.block).toBeUndefined();
});

test('what a refused entry called itself may be used by a later one', () => {
  expect(codes(plan([sale('2026-01-01', 'a', 0n), sale('2026-01-01', 'a')]))).toEqual([
    'ledger.invalid-amount',
    'posted',
  ]);
});

test('a plan ends where another fiscal year begins', () => {
  const made = plan([sale('2026-12-31'), sale('2027-01-01'), sale('2026-01-01')]);
  expect(made.taken).toBe(1);
  expect(made.results).toHaveLength(1);
});

test('opening entries are told', () => {
  expect(plan([sale('2026-01-01')]).opens).toBe(false);
  expect(plan([{ ...sale('2026-01-01'), kind: 'opening' }]).opens).toBe(true);
});

test('a block is cut by count', () => {
  const made = plan(Array.from({ length: MAX_BLOCK_ENTRIES + 5 }, () => sale('2026-01-01')));
  expect(made.taken).toBe(MAX_BLOCK_ENTRIES);
  expect(readBlock(made.block?.text ?? '')).toHaveLength(MAX_BLOCK_ENTRIES);
});

test('a block is cut by bytes, counted in UTF-8, and one entry too large is refused', () => {
  const wide = (characters: number): NewEntry => ({ ...sale('2026-01-01'), text: 'ü'.repeat(characters) });
  const third = MAX_BLOCK_TEXT_BYTES / 3 / 2;
  const made = plan([wide(third), wide(third), wide(third), wide(third)]);
  expect(made.taken).toBe(2);
  expect(Buffer.byteLength(made.block?.text ?? '')).toBeLessThan(MAX_BLOCK_TEXT_BYTES + 1_024);
  expect(codes(plan([wide(MAX_BLOCK_TEXT_BYTES / 2), sale('2026-01-01')]))).toEqual([
    'ledger.entry-too-large',
    'posted',
  ]);
});
