import type { Retry } from '../../../shared/table/failures.ts';
import { TRANSACTION_ITEMS, type Write } from '../../../shared/table/writes.ts';
import { placeOf } from '../domain/search/postings.ts';
import { difference, termsOf } from '../domain/search/terms.ts';
import type { SearchReader } from '../reader/search.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { SearchStore } from '../store/search.ts';
import type { TicketTermsRow } from '../table/search.ts';
import type { TicketRow } from '../table/tickets.ts';

export interface IndexTicketDeps {
  readonly reader: Pick<TicketReader, 'loadTicket' | 'loadArticle' | 'allTaskWords'> &
    Pick<SearchReader, 'loadTerms' | 'newestArticles' | 'loadPostings'>;
  readonly searchIndex: SearchStore;
  readonly retryWhileContended: Retry;
}

/** Articles whose words count beside those of the first: the newest. */
const ARTICLES_READ = 40;
/** Terms that move in one transaction with the row that says so. */
const TERMS_AT_ONCE = TRANSACTION_ITEMS - 1;

/**
 * Brings the index to where the ticket stands. Postings move in the transaction of the row that tells of them, on what
 * was read: messages may come twice, late, in any order, and to two workers.
 * @param isAnew whether a ticket that was indexed as it stands is looked at again: it may be found by more than then
 * @returns whether its terms were others
 */
export function indexTicket(
  deps: IndexTicketDeps,
  companyId: string,
  ticketId: string,
  isAnew = false,
): Promise<boolean> {
  return deps.retryWhileContended(async () => {
    // Before the ticket: who then reads an older ticket than another worker is outrun when it writes.
    const standing = await deps.reader.loadTerms(companyId, ticketId);
    const row = await deps.reader.loadTicket(companyId, ticketId);
    if (!row) return false;
    const isBehind = !standing || standing.version < row.version;
    // An index that is ahead has seen a later ticket than this one.
    if (!isBehind && !(isAnew && standing.version === row.version)) return false;
    const wanted = termsOf(row, await textsOf(deps, row));
    const { added, gone } = difference(standing?.terms ?? [], wanted);
    const isOther = added.length + gone.length > 0;
    if (isBehind || isOther) await moveTerms(deps, row, standing, { added, gone });
    return isOther;
  });
}

async function textsOf(
  { reader }: IndexTicketDeps,
  { companyId, ticketId, articles, tasks = [] }: TicketRow,
) {
  const [first, last, words] = await Promise.all([
    articles > ARTICLES_READ ? reader.loadArticle(companyId, ticketId, 1) : undefined,
    reader.newestArticles(companyId, ticketId, ARTICLES_READ),
    tasks.length > 0 ? reader.allTaskWords(companyId, ticketId) : [],
  ]);
  const written = [...(first ? [first] : []), ...last].map(({ text, files }) =>
    [text, ...files.map(({ fileName }) => fileName)].join('\n'),
  );
  return [...written, ...words.map(({ title }) => title)];
}

async function moveTerms(
  deps: IndexTicketDeps,
  { companyId, ticketId, version }: TicketRow,
  standing: TicketTermsRow | undefined,
  { added, gone }: ReturnType<typeof difference>,
): Promise<void> {
  const { searchIndex } = deps;
  const moves = [
    ...gone.map((term) => ({ term, isGone: true })),
    ...added.map((term) => ({ term, isGone: false })),
  ];
  const terms = new Set(standing?.terms);
  let seen = standing;
  do {
    const some = moves.splice(0, TERMS_AT_ONCE);
    const writes = await postingWrites(deps, { companyId, ticketId }, some);
    for (const { term, isGone } of some) {
      if (isGone) terms.delete(term);
      else terms.add(term);
    }
    const next: TicketTermsRow = {
      companyId,
      ticketId,
      version: moves.length === 0 ? version : (seen?.version ?? 0),
      revision: (seen?.revision ?? 0) + 1,
      terms: [...terms],
    };
    await searchIndex.commitTerms(searchIndex.moveTerms(seen, next), writes);
    seen = next;
  } while (moves.length > 0);
}

async function postingWrites(
  { reader, searchIndex }: IndexTicketDeps,
  { companyId, ticketId }: { readonly companyId: string; readonly ticketId: string },
  moves: readonly { readonly term: string; readonly isGone: boolean }[],
): Promise<Write[]> {
  const { block, offset } = placeOf(ticketId);
  const keys = moves.filter(({ isGone }) => isGone).map(({ term }) => ({ companyId, term, block }));
  const rows = await reader.loadPostings(keys);
  const standing = new Map(rows.filter(({ offsets }) => offsets.has(offset)).map((row) => [row.term, row]));
  return moves.flatMap(({ term, isGone }) => {
    if (!isGone) return searchIndex.addPosting({ companyId, term, block }, offset);
    const posting = standing.get(term);
    // Another worker took it away since the terms were read: then these do not move here.
    return posting ? searchIndex.dropPosting(posting, offset) : [];
  });
}
