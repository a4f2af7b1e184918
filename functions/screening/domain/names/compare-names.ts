import { jaroBound, jaroWinkler, jaroWinklerBound } from './jaro-winkler.ts';

/** Words that are less alike are others. */
export const PAIR_FROM = 0.8;
const ROUNDING = 1e-9;
/** Jaro-Winkler is too lenient on words that begin differently. */
const OTHER_INITIAL = 0.9;
/** What the words that only one of the names has weigh: little (a patronymic, a place), more where there is one word to go by. */
const SURPLUS_WEIGHT = 0.15;
const SURPLUS_WEIGHT_OF_ONE = 0.5;

/** Two words that were taken for the same, 0 to 1. */
export interface WordPair {
  readonly word: string;
  readonly listed: string;
  readonly similarity: number;
}

export interface NameComparison {
  /** 0 to 1. */
  readonly similarity: number;
  readonly pairs: readonly WordPair[];
}

/** How alike two words are, 0 to 1: Jaro-Winkler, less a tenth where they begin differently; 0 below `PAIR_FROM`. */
export function wordSimilarity(one: string, other: string): number {
  if (one === other) return 1;
  const similarity = jaroWinkler(one, other) * (one[0] === other[0] ? 1 : OTHER_INITIAL);
  return similarity >= PAIR_FROM ? similarity : 0;
}

/** Cheap, and right: false only where `wordSimilarity` is 0. @param shared letters that both have, at most */
export function couldBeSimilar(one: string, other: string, shared: number): boolean {
  const [long, short] = [one.length, other.length];
  // Without a letter in common at the beginning there is no boost.
  const bound =
    one[0] === other[0]
      ? jaroWinklerBound(long, short, shared)
      : jaroBound(long, short, shared) * OTHER_INITIAL;
  return bound >= PAIR_FROM - ROUNDING;
}

/** Spaces within a name: two words that the other name has as one become one. */
export function joinSplit(tokens: readonly string[], other: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const [word = '', next] = [tokens[at], tokens[at + 1]];
    const together = word + (next ?? '');
    const isSplit =
      next !== undefined && other.includes(together) && ![word, next].some((part) => other.includes(part));
    joined.push(isSplit && !tokens.includes(together) ? together : word);
    if (isSplit && !tokens.includes(together)) at += 1;
  }
  return joined;
}

/**
 * How alike two names are, by their normalized words: the words are paired, best pairs first, each word once; what is paired
 * counts by similarity and letters. The name with less to it must be found in the other; what only the other has takes off little. So it
 * does not matter which name is which, nor in which order the words stand.
 */
export function compareNames(tokens: readonly string[], listed: readonly string[]): NameComparison {
  const own = joinSplit(tokens, listed);
  const theirs = joinSplit(listed, tokens);
  const pairs = pairWords(own, theirs);
  const similarity = Math.max(covered(own, theirs, pairs, 'word'), covered(theirs, own, pairs, 'listed'));
  return { similarity, pairs };
}

function pairWords(tokens: readonly string[], listed: readonly string[]): readonly WordPair[] {
  const candidates = tokens.flatMap((word, a) =>
    listed.flatMap((other, b) => {
      const similarity = wordSimilarity(word, other);
      return similarity > 0 ? [{ a, b, word, listed: other, similarity }] : [];
    }),
  );
  // Equal ones in an order that depends on the words alone: neither on their places nor on the side.
  candidates.sort(
    (x, y) => y.similarity - x.similarity || lettersOf(y) - lettersOf(x) || compareText(keyOf(x), keyOf(y)),
  );
  const taken = { a: new Set<number>(), b: new Set<number>() };
  return candidates.flatMap(({ a, b, ...pair }) => {
    if (taken.a.has(a) || taken.b.has(b)) return [];
    taken.a.add(a);
    taken.b.add(b);
    return [pair];
  });
}

function lettersOf({ word, listed }: WordPair): number {
  return word.length + listed.length;
}

function keyOf({ word, listed }: WordPair): string {
  return [word, listed].sort().join(' ');
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** How far `base` is found in the other name. */
function covered(
  base: readonly string[],
  other: readonly string[],
  pairs: readonly WordPair[],
  side: 'word' | 'listed',
): number {
  const letters = base.reduce((sum, { length }) => sum + length, 0);
  if (letters === 0) return 0;
  const otherSide = side === 'word' ? 'listed' : 'word';
  const paired = pairs.reduce((sum, pair) => sum + pair[side].length * pair.similarity, 0);
  const others = other.reduce((sum, { length }) => sum + length, 0);
  const surplus = others - pairs.reduce((sum, pair) => sum + pair[otherSide].length, 0);
  const weight = base.length === 1 ? SURPLUS_WEIGHT_OF_ONE : SURPLUS_WEIGHT;
  return paired / (letters + weight * surplus);
}
