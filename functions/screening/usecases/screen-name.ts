import { findMatches } from '../domain/matching/name-index.ts';
import type { Match, Subject } from '../domain/matching/score-match.ts';
import { refuse } from '../errors.ts';
import type { CurrentLists } from './keep-lists.ts';

/** Matches that an answer shows; how many there were is said. */
export const MAX_SHOWN = 50;

/** Whom somebody could be, of all lists; nothing is kept. @param from least score @throws screening.no-list */
export function screenName(
  { lists }: CurrentLists,
  subject: Subject,
  from: number,
): { readonly found: number; readonly matches: readonly (Match & { readonly list: string })[] } {
  if (lists.length === 0)
    throw refuse('screening.no-list', 'Upload a list first: nobody is clear without one.');
  const matches = lists
    .flatMap(({ list, index }) => findMatches(index, subject, from).map((match) => ({ ...match, list })))
    .sort((a, b) => b.score - a.score);
  return { found: matches.length, matches: matches.slice(0, MAX_SHOWN) };
}
