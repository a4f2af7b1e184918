import { LEAST_LETTERS, plainWordsOf } from '../knowledge/words.ts';
import { indexed, searchedWords } from './terms.ts';

export const MOST_WORDS = 10;

/** What somebody looks for. */
export interface TextQuery {
  /** The ticket that is meant where a number was written: `1042`, `#1042`. */
  readonly ticketId?: string | undefined;
  /** All of them must occur. */
  readonly words: readonly string[];
  /** Beginnings of words, written with a star: of each, one word must occur. */
  readonly prefixes: readonly string[];
}

/** Reads what was typed; a string says what is wrong with it. */
export function readQuery(typed: string): TextQuery | string {
  const [ticketId] = /^#?([1-9]\d{0,9})$/.exec(typed.trim())?.slice(1) ?? [];
  const words: string[] = [];
  const prefixes: string[] = [];
  for (const token of typed.split(/\s+/)) {
    const parts = plainWordsOf(token);
    const beginning = token.endsWith('*') ? parts.pop() : undefined;
    if (beginning !== undefined && beginning.length < LEAST_LETTERS)
      return `a star needs ${LEAST_LETTERS} letters before it`;
    if (beginning !== undefined) prefixes.push(indexed(beginning));
    words.push(...searchedWords(parts.join(' ')));
  }
  const count = words.length + prefixes.length;
  if (count > MOST_WORDS) return `must be at most ${MOST_WORDS} words`;
  if (count === 0 && ticketId === undefined) return 'must have a word that says something';
  return { ticketId, words: [...new Set(words)], prefixes: [...new Set(prefixes)] };
}
