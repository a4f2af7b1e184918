import type { ListEntry, ListedName } from '../list-entry.ts';
import { compareNames, couldBeSimilar, wordSimilarity } from '../names/compare-names.ts';
import { normalizeName } from '../names/normalize-name.ts';
import { letterCounts, sharedLetters } from './letter-counts.ts';
import { type Match, MOST_SUPPORT, type Subject, scoreMatch } from './score-match.ts';

interface IndexedName {
  readonly entry: ListEntry;
  readonly listed: ListedName;
  readonly tokens: readonly string[];
  readonly letters: number;
}

/** Names of one version of a list, found by their words. */
export interface NameIndex {
  readonly names: readonly IndexedName[];
  /** Every word once, with its letters counted. */
  readonly words: readonly {
    readonly text: string;
    readonly counts: Uint8Array;
    readonly names: readonly number[];
  }[];
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  /** Names by two neighbouring words written as one. */
  readonly byJoin: ReadonlyMap<string, readonly number[]>;
}

/** Made once a version and kept in memory: 27,000 names take 21 MB and half a second. */
export function indexNames(entries: Iterable<ListEntry>): NameIndex {
  const names: IndexedName[] = [];
  const byWord = new Map<string, number[]>();
  const byJoin = new Map<string, number[]>();
  for (const entry of entries) {
    for (const listed of entry.names) {
      const tokens = normalizeName(listed.text);
      const at = names.push({ entry, listed, tokens, letters: lettersOf(tokens) }) - 1;
      for (const word of new Set(tokens)) push(byWord, word, at);
      for (const [before, word] of tokens.slice(1).entries()) push(byJoin, `${tokens[before]}${word}`, at);
    }
  }
  const words = [...byWord].map(([text, found]) => ({ text, counts: letterCounts(text), names: found }));
  return { names, words, byWord, byJoin };
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/**
 * Names that share a word with these, or one so like it that the two could be paired, and that can come to so much altogether. All
 * others stay below: that nobody is missed does not depend on how the index is made.
 */
function candidatesOf(index: NameIndex, tokens: readonly string[], least: number): Iterable<number> {
  const { words, byWord, byJoin, names } = index;
  const letters = lettersOf(tokens);
  /** At most so many letters of the name that is looked for, and of the listed one, are found in the other. */
  const own = new Float64Array(names.length);
  const listed = new Float64Array(names.length);
  const found = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    for (const name of byJoin.get(token) ?? []) found.add(name);
    for (const name of byWord.get(token + (tokens[at + 1] ?? '')) ?? []) found.add(name);
    const counts = letterCounts(token);
    for (const word of words) {
      if (!couldBeSimilar(token, word.text, Math.min(token.length, word.text.length))) continue;
      if (!couldBeSimilar(token, word.text, sharedLetters(counts, word.counts))) continue;
      const similarity = wordSimilarity(token, word.text);
      if (similarity === 0) continue;
      for (const name of word.names) {
        own[name] = (own[name] ?? 0) + token.length * similarity;
        listed[name] = (listed[name] ?? 0) + word.text.length * similarity;
        const most = Math.max((own[name] ?? 0) / letters, (listed[name] ?? 0) / (names[name]?.letters ?? 1));
        if (most >= least) found.add(name);
      }
    }
  }
  return found;
}

function lettersOf(tokens: readonly string[]): number {
  return tokens.reduce((sum, { length }) => sum + length, 0);
}

/** The entries that somebody could be, the likeliest first; of each the name that fits best. @param from least score */
export function findMatches(index: NameIndex, subject: Subject, from: number): readonly Match[] {
  const tokens = normalizeName(subject.name);
  const best = new Map<string, Match>();
  const least = (from - MOST_SUPPORT - 0.5) / 100;
  for (const at of candidatesOf(index, tokens, least)) {
    const name = index.names[at];
    if (!name) continue;
    const compared = compareNames(tokens, name.tokens);
    if (compared.similarity < least) continue;
    const match = scoreMatch(subject, name.entry, name.listed, compared);
    const other = best.get(name.entry.id);
    if (match.score >= from && (!other || isBetter(match, other))) best.set(name.entry.id, match);
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1));
}

function isBetter(one: Match, other: Match): boolean {
  return (
    one.score > other.score ||
    (one.score === other.score && one.explanation.nameScore > other.explanation.nameScore)
  );
}
