import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clearingAskedBy,
  decideHit,
  type FoundMatch,
  type Hit,
  type HitStep,
  nextHits,
  STANDARD_THRESHOLDS,
  screenedStateOf,
} from '../../../functions/screening/domain/hit.ts';

const AT = '2026-06-15T12:00:00.000Z';
const found = (more: Partial<FoundMatch> & { score?: number } = {}): FoundMatch => ({
  list: 'eu-fsf',
  listVersion: 'v1',
  nameDigest: 'n1',
  entryDigest: 'e1',
  match: {
    entry: { id: '13', kind: 'person', names: [{ text: 'Sergei Ivanov' }] },
    score: more.score ?? 95,
    explanation: { listedName: 'Sergei Ivanov', nameScore: 95, pairs: [], adjustments: [] },
  },
  ...more,
});
const screen = (seen: readonly Hit[], matches: readonly FoundMatch[]) =>
  nextHits('k-1', seen, matches, STANDARD_THRESHOLDS, AT);
const decide = (hits: readonly Hit[], step: HitStep, by = 'anna') =>
  hits.map((hit) => decideHit(hit, step, by, AT, 'because') ?? hit);

describe('hits', () => {
  it('are open when they are new, and told apart by their score', () => {
    expect(screen([], [found()])).toMatchObject([{ state: 'open', level: 'hit', score: 95 }]);
    expect(screen([], [found({ score: 85 })])).toMatchObject([{ level: 'possible' }]);
  });

  it('that were decided are not asked again, whatever else the list changes', () => {
    const decided = decide(screen([], [found()]), 'false-positive');
    expect(screen(decided, [found({ listVersion: 'v2', score: 90 })])).toEqual(decided);
    expect(screenedStateOf(decided)).toBe('clear');
  });

  it('are asked again when the name or the entry is another', () => {
    const decided = decide(screen([], [found()]), 'false-positive');
    for (const change of [{ nameDigest: 'n2' }, { entryDigest: 'e2' }]) {
      const [again] = screen(decided, [found(change)]);
      expect(again).toMatchObject({ state: 'open', decisions: [{ state: 'false-positive', by: 'anna' }] });
    }
  });

  it('lapse when nobody had decided and they are none any more; decided ones stay', () => {
    const open = screen([], [found()]);
    expect(screen(open, [])).toMatchObject([{ state: 'lapsed' }]);
    expect(screen(screen(open, []), [found()])).toMatchObject([{ state: 'open' }]);
    const confirmed = decide(open, 'confirmed');
    expect(screen(confirmed, [])).toEqual(confirmed);
    expect(screen(confirmed, [found({ entryDigest: 'e2' })])).toMatchObject([
      { state: 'confirmed', entryDigest: 'e2' },
    ]);
  });

  it('that were confirmed are cleared by somebody else only', () => {
    const confirmed = decide(screen([], [found()]), 'confirmed');
    expect(decide(confirmed, 'false-positive')).toEqual(confirmed);
    expect(decide(confirmed, 'cleared')).toEqual(confirmed);
    const [asked] = decide(confirmed, 'clearing-requested', 'bert');
    expect(asked && clearingAskedBy(asked)).toBe('bert');
    expect(asked && screenedStateOf([asked])).toBe('hit');
    expect(decide(asked ? [asked] : [], 'kept')).toMatchObject([{ state: 'confirmed' }]);
    expect(decide(asked ? [asked] : [], 'cleared')).toMatchObject([{ state: 'cleared' }]);
  });

  it('never make a confirmed customer anything but a hit by screening it again', () => {
    const change = fc.record({
      nameDigest: fc.constantFrom('n1', 'n2'),
      entryDigest: fc.constantFrom('e1', 'e2'),
      isThere: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        let hits: readonly Hit[] = decide(screen([], [found()]), 'confirmed');
        for (const { isThere, ...digests } of changes) hits = screen(hits, isThere ? [found(digests)] : []);
        expect(screenedStateOf(hits)).toBe('hit');
      }),
    );
  });
});
