import type { Page, SortKeyRange, Table } from '../../../shared/table/table.ts';
import type { Probe } from '../domain/search/postings.ts';
import { PostingRow, postingKey, TicketTermsRow, wordPartition } from '../table/search.ts';
import { TicketArticleRow, ticketPartition } from '../table/tickets.ts';

export type SearchReader = ReturnType<typeof searchReader>;

/** Postings that are read at once while distinct words are looked for. */
const WORDS_A_READ = 10;

/** Read-only queries of the index of tickets. Strongly consistent. */
export function searchReader(table: Table) {
  return {
    loadTerms: (companyId: string, ticketId: string) => table.get(TicketTermsRow, { companyId, ticketId }),
    /** The last articles of a ticket, newest first: one page of at most 1 MB. */
    newestArticles: async (
      companyId: string,
      ticketId: string,
      limit: number,
    ): Promise<TicketArticleRow[]> => {
      const pk = ticketPartition(companyId, ticketId);
      const range = { beginsWith: 'ARTICLE#', descending: true, limit };
      return (await table.query(TicketArticleRow, { pk, ...range })).items;
    },
    /** Postings of a term from a block on down. */
    listPostings: async (companyId: string, term: string, block: number, limit: number): Promise<Probe> => {
      const range = { from: `${term}#`, to: postingKey(term, block), descending: true, limit };
      const page = await table.query(PostingRow, { pk: wordPartition(companyId, term), ...range });
      return { postings: page.items, hasMore: page.next !== undefined };
    },
    loadPostings: (keys: readonly { companyId: string; term: string; block: number }[]) =>
      table.getMany(PostingRow, keys),
    /** Words that begin so, in the order of the alphabet: the first of them, and one more than `most` where there are more. */
    async wordsBeginning(companyId: string, beginning: string, most: number): Promise<string[]> {
      const found = new Set<string>();
      const pk = wordPartition(companyId, beginning);
      let from: string | undefined = beginning;
      while (from !== undefined && found.size <= most) {
        const range: SortKeyRange & { limit: number } = {
          from,
          to: `${beginning}\u{10ffff}`,
          limit: WORDS_A_READ,
        };
        const { items, next }: Page<PostingRow> = await table.query(PostingRow, { pk, ...range });
        for (const { term } of items) found.add(term);
        const last = items.at(-1);
        // Over all further postings of the word: blocks are digits.
        from = next && last ? `${last.term}#~` : undefined;
      }
      return [...found].slice(0, most + 1);
    },
  };
}
