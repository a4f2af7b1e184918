import type { Page } from '../../../shared/table/table.ts';
import { readQuery, type TextQuery } from '../domain/search/read-query.ts';
import { facet, searchedWords } from '../domain/search/terms.ts';
import { type Phase, phaseOf, type TicketState } from '../domain/ticket/ticket.ts';
import { refuse } from '../errors.ts';
import type { SearchReader } from '../reader/search.ts';
import type { PageSpec, TicketReader } from '../reader/tickets.ts';
import type { TicketRow } from '../table/tickets.ts';
import { searchTickets } from './search-tickets.ts';

export interface FindDeps {
  readonly reader: Pick<TicketReader, 'loadTickets' | 'listTickets' | 'listTicketsOf' | 'findRequester'> &
    Pick<SearchReader, 'listPostings' | 'loadPostings' | 'wordsBeginning'>;
}

/** Which tickets somebody wants to see. */
export interface TicketWish {
  readonly q?: string | undefined;
  readonly phase?: Phase | undefined;
  readonly team?: string | undefined;
  readonly assignee?: string | undefined;
  readonly requester?: string | undefined;
  readonly watcher?: string | undefined;
  readonly state?: TicketState | undefined;
  readonly openedFrom?: string | undefined;
  readonly openedBefore?: string | undefined;
}

/** Words that one beginning may stand for. */
const WORDS_OF_A_BEGINNING = 20;
const NO_WORDS: TextQuery = { words: [], prefixes: [] };
/** Beyond every number. */
const NO_NUMBER = 10_000_000_000;

/**
 * Tickets by the list or index that reads least. Indexes may tell of a moment ago: what is returned is as was asked for.
 * @throws tickets.invalid-search
 */
export async function findTickets(
  deps: FindDeps,
  companyId: string,
  wish: TicketWish,
  page: PageSpec,
): Promise<Page<TicketRow>> {
  if (wish.q !== undefined) return search(deps, companyId, wish, readWords(wish.q), page);
  const listed = { ...wish, phase: wish.phase ?? phaseOfWish(wish) };
  if (wish.watcher !== undefined) return search(deps, companyId, listed, NO_WORDS, page);
  const { items, next } = await list(deps, companyId, listed, page);
  const wanted = items.filter((row) => isWanted(row, listed));
  return next ? { items: wanted, next } : { items: wanted };
}

/** Who asks for a state of done tickets means those. */
function phaseOfWish({ state }: TicketWish): Phase {
  return state === undefined ? 'open' : phaseOf({ state });
}

async function list(
  { reader }: FindDeps,
  companyId: string,
  { requester, assignee, team, phase, openedFrom, openedBefore }: TicketWish & { readonly phase: Phase },
  page: PageSpec,
): Promise<Page<TicketRow>> {
  if (requester !== undefined) {
    const known = await reader.findRequester(companyId, requester);
    if (!known) return { items: [] };
    return reader.listTicketsOf(companyId, { list: 'requester', of: known.requesterId, phase }, page);
  }
  if (assignee !== undefined)
    return reader.listTicketsOf(companyId, { list: 'agent', of: assignee, phase }, page);
  const listed = { phase: phase === 'open' ? 'OPEN' : 'DONE', team, openedFrom, openedBefore } as const;
  return reader.listTickets(companyId, listed, page);
}

async function search(
  deps: FindDeps,
  companyId: string,
  wish: TicketWish,
  query: TextQuery,
  { limit, after }: PageSpec,
): Promise<Page<TicketRow>> {
  const { ticketId } = query;
  const direct = ticketId !== undefined && after === undefined ? [ticketId] : [];
  const groups = await groupsOf(deps, companyId, wish, query);
  const below = after?.below === undefined ? NO_NUMBER : Number(after.below);
  const { numbers, next } =
    groups === undefined
      ? { numbers: [], next: undefined }
      : await searchTickets(deps, companyId, { groups, below, limit });
  const found = numbers.map(String).filter((id) => id !== ticketId);
  const rows = await deps.reader.loadTickets(companyId, [...direct, ...found]);
  const items = rows.filter((row) => isWanted(row, wish));
  return next === undefined ? { items } : { items, next: { below: String(next) } };
}

/** @throws tickets.invalid-search */
function readWords(q: string): TextQuery {
  const query = readQuery(q);
  if (typeof query === 'string') throw invalidSearch(query);
  return query;
}

/** The terms that a ticket must have, one of each group; undefined where no ticket can. */
async function groupsOf(
  { reader }: FindDeps,
  companyId: string,
  { requester, ...wish }: TicketWish,
  { words, prefixes }: TextQuery,
): Promise<readonly (readonly string[])[] | undefined> {
  if (wish.q !== undefined && words.length + prefixes.length === 0) return undefined;
  const known = requester === undefined ? undefined : await reader.findRequester(companyId, requester);
  if (requester !== undefined && !known) return undefined;
  const facets = (['phase', 'state', 'team', 'assignee', 'watcher'] as const).flatMap((what) => {
    const value = wish[what];
    return value === undefined ? [] : [facet(what, value)];
  });
  const beginning = await Promise.all(prefixes.map((prefix) => wordsOfBeginning(reader, companyId, prefix)));
  const exact = [...words, ...facets, ...(known ? [facet('requester', known.requesterId)] : [])];
  return [...exact.map((term) => [term]), ...beginning];
}

async function wordsOfBeginning(reader: FindDeps['reader'], companyId: string, beginning: string) {
  const words = await reader.wordsBeginning(companyId, beginning, WORDS_OF_A_BEGINNING);
  // `drucker*` means `Drucker` too, which stands in the index without its ending.
  if (words.length <= WORDS_OF_A_BEGINNING) return [...new Set([...words, ...searchedWords(beginning)])];
  throw invalidSearch(`more than ${WORDS_OF_A_BEGINNING} words begin with ${beginning}: write more of it`);
}

function invalidSearch(detail: string) {
  return refuse('tickets.invalid-search', `The search ${detail}.`, {
    errors: [{ pointer: 'query/q', detail }],
  });
}

function isWanted(row: TicketRow, wish: TicketWish): boolean {
  const { requester, assignee, watcher, team, state, phase, openedFrom, openedBefore } = wish;
  return (
    (phase === undefined || phaseOf(row) === phase) &&
    (state === undefined || row.state === state) &&
    (team === undefined || (row.team ?? '-') === team) &&
    (assignee === undefined || row.assignee === assignee) &&
    (requester === undefined || row.requester.email === requester) &&
    (watcher === undefined || row.watchers?.includes(watcher) === true) &&
    (openedFrom === undefined || row.openedAt >= openedFrom) &&
    (openedBefore === undefined || row.openedAt < openedBefore)
  );
}
