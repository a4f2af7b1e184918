import { weighWords, wordsOf } from '../knowledge/words.ts';
import { phaseOf, type Ticket } from '../ticket/ticket.ts';

/** Words that a ticket is found by, the weightiest of all that was written. */
export const WORDS_A_TICKET = 150;
/** Longer ones are found by their beginning. */
const LONGEST_WORD = 40;

/** What a ticket is found by: its words, and what lists ask for. Words hold letters and digits only, so they never look alike. */
export type Facet = 'phase' | 'state' | 'team' | 'assignee' | 'requester' | 'watcher';

export function facet(what: Facet, value: string): string {
  return `=${what}:${value}`;
}

/** A word as it stands in the index. */
export function indexed(word: string): string {
  return word.length <= LONGEST_WORD ? word : [...word].slice(0, LONGEST_WORD).join('');
}

export interface Findable extends Ticket {
  readonly title: string;
  readonly requester: { readonly email: string; readonly name?: string | undefined };
}

/**
 * All that a ticket is found by, given what was written in it. One that was merged is found by its number, and by the
 * words of the ticket that has its articles now.
 */
export function termsOf(ticket: Findable, texts: readonly string[]): string[] {
  const { state, team = '-', assignee, requesterId, watchers = [] } = ticket;
  const facets = [
    facet('phase', phaseOf(ticket)),
    facet('state', state),
    facet('team', team),
    facet('requester', requesterId),
    ...(assignee === undefined ? [] : [facet('assignee', assignee)]),
    ...watchers.map((watcher) => facet('watcher', watcher)),
  ];
  const isMerged = ticket.links.some(({ relation }) => relation === 'merged-into');
  return isMerged ? facets : [...facets, ...foundBy(ticket, texts)];
}

/** Title and requester count like the title of an article of the knowledge base: they are never crowded out. */
function foundBy({ title, requester }: Findable, texts: readonly string[]): string[] {
  const head = `${title} ${requester.name ?? ''} ${requester.email}`;
  const words = Object.keys(weighWords(head, texts.join('\n'), WORDS_A_TICKET));
  return [...new Set(words.map(indexed))];
}

/** What changes in the index when a ticket is found by other terms than before. */
export function difference(before: readonly string[], after: readonly string[]) {
  const [had, has] = [new Set(before), new Set(after)];
  return { added: after.filter((term) => !had.has(term)), gone: before.filter((term) => !has.has(term)) };
}

/** The words of a text, as the index has them. */
export function searchedWords(text: string): string[] {
  return [...new Set(wordsOf(text).map(indexed))];
}
