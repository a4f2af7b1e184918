import type { ListEntry } from './list-entry.ts';
import type { Explanation, Match } from './matching/score-match.ts';

/**
 * `open`: nobody has looked. `false-positive`, `cleared`: somebody else. `confirmed`: it is them; to say otherwise takes two people, in
 * between it is `clearing-requested`. `lapsed`: nobody had decided, and it is no hit any more.
 */
export const HIT_STATES = [
  'open',
  'false-positive',
  'confirmed',
  'clearing-requested',
  'cleared',
  'lapsed',
] as const;
export type HitState = (typeof HIT_STATES)[number];

/** `hit`: the names are nearly the same; `possible`: alike enough to be looked at. */
export type HitLevel = 'hit' | 'possible';

export interface Thresholds {
  readonly hitFrom: number;
  readonly possibleFrom: number;
}

/** Identical names of two words out of three score 87, one wrong letter in a surname 90 and more. */
export const STANDARD_THRESHOLDS: Thresholds = { hitFrom: 92, possibleFrom: 82 };

export interface Decision {
  readonly state: HitState;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** A customer or vendor that could be somebody on a list, and what was decided about it. */
export interface Hit {
  readonly partner: string;
  readonly list: string;
  readonly entryId: string;
  readonly state: HitState;
  readonly level: HitLevel;
  readonly score: number;
  readonly explanation: Explanation;
  readonly entry: ListEntry;
  /** What was compared: the same again is not asked again. */
  readonly nameDigest: string;
  readonly entryDigest: string;
  readonly listVersion: string;
  readonly foundAt: string;
  /** Oldest first; what was decided before the name or the entry changed too. */
  readonly decisions: readonly Decision[];
}

export interface FoundMatch {
  readonly list: string;
  readonly listVersion: string;
  readonly match: Match;
  readonly nameDigest: string;
  readonly entryDigest: string;
}

/** Decisions that are kept with a hit; the trail of changes has them all. */
const MAX_DECISIONS = 20;

/** States in which somebody has said who it is, or is not. */
const NOBODY: ReadonlySet<HitState> = new Set(['false-positive', 'cleared']);
const SOMEBODY: ReadonlySet<HitState> = new Set(['confirmed', 'clearing-requested']);

/**
 * What becomes of a partner's hits when it is screened again. Decided ones stay decided as long as name and entry are what they
 * were; otherwise they are asked again, except confirmed ones: those only people undo, even where the entry has gone from the list.
 */
export function nextHits(
  partner: string,
  seen: readonly Hit[],
  found: readonly FoundMatch[],
  thresholds: Thresholds,
  at: string,
): readonly Hit[] {
  const keyOf = (list: string, entryId: string) => `${list}~${entryId}`;
  const known = new Map(seen.map((hit) => [keyOf(hit.list, hit.entryId), hit]));
  const foundKeys = new Set(found.map(({ list, match }) => keyOf(list, match.entry.id)));
  const matched = found.map((one) =>
    nextHit(partner, known.get(keyOf(one.list, one.match.entry.id)), one, thresholds, at),
  );
  const lost = seen.filter(({ list, entryId }) => !foundKeys.has(keyOf(list, entryId)));
  return [
    ...matched,
    ...lost.map((hit) => (hit.state === 'open' ? { ...hit, state: 'lapsed' as const } : hit)),
  ];
}

function nextHit(
  partner: string,
  seen: Hit | undefined,
  { list, listVersion, match, nameDigest, entryDigest }: FoundMatch,
  { hitFrom }: Thresholds,
  at: string,
): Hit {
  const { entry, score, explanation } = match;
  const isSame = seen?.nameDigest === nameDigest && seen.entryDigest === entryDigest;
  const stays = seen && (SOMEBODY.has(seen.state) || (isSame && seen.state !== 'lapsed'));
  // As it was looked at: a decision must be understood years later.
  if (seen && stays && isSame && (seen.state !== 'open' || seen.score === score)) return seen;
  return {
    partner,
    list,
    entryId: entry.id,
    state: stays ? seen.state : 'open',
    level: score >= hitFrom ? 'hit' : 'possible',
    score,
    explanation,
    entry,
    nameDigest,
    entryDigest,
    listVersion,
    foundAt: stays ? seen.foundAt : at,
    decisions: seen?.decisions ?? [],
  };
}

/** What screening says of a partner as a whole. */
export type ScreenedState = 'clear' | 'pending' | 'hit';

export function screenedStateOf(hits: readonly Pick<Hit, 'state'>[]): ScreenedState {
  if (hits.some(({ state }) => SOMEBODY.has(state))) return 'hit';
  return hits.some(({ state }) => state === 'open') ? 'pending' : 'clear';
}

/** What people may do with a hit, by the state that it is in. */
const STEPS: Readonly<
  Record<'false-positive' | 'confirmed' | 'clearing-requested' | 'cleared' | 'kept', ReadonlySet<HitState>>
> = {
  'false-positive': new Set(['open']),
  confirmed: new Set(['open', ...NOBODY]),
  'clearing-requested': new Set(['confirmed']),
  cleared: new Set(['clearing-requested']),
  kept: new Set(['clearing-requested']),
};
export type HitStep = keyof typeof STEPS;

/** The hit after somebody has decided; undefined where that cannot be decided now. */
export function decideHit(hit: Hit, step: HitStep, by: string, at: string, reason: string): Hit | undefined {
  if (!STEPS[step].has(hit.state)) return undefined;
  const state = step === 'kept' ? 'confirmed' : step;
  return { ...hit, state, decisions: [...hit.decisions, { state, by, at, reason }].slice(-MAX_DECISIONS) };
}

/** Who asked to clear it, where somebody did. */
export function clearingAskedBy({ state, decisions }: Hit): string | undefined {
  return state === 'clearing-requested' ? decisions.at(-1)?.by : undefined;
}

/** What is wrong with thresholds, or undefined. */
export function thresholdsProblem({ hitFrom, possibleFrom }: Thresholds): string | undefined {
  return possibleFrom > hitFrom ? 'What is a hit must be at least as alike as what is possible.' : undefined;
}
