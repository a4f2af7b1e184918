import { ABSENT, where } from '../../../shared/table/condition.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, patch, put, type Write } from '../../../shared/table/writes.ts';
import { PostingRow, TicketTermsRow } from '../table/search.ts';

export type SearchStore = ReturnType<typeof searchStore>;

type PostingKey = Pick<PostingRow, 'companyId' | 'term' | 'block'>;

const faster = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

/** Writes the index of tickets. */
export function searchStore(table: Table) {
  return {
    /** The row that tells of the terms of a ticket, with the postings that move. */
    commitTerms: (terms: Write, postings: readonly Write[]): Promise<void> =>
      postings.length === 0 ? table.write(terms) : table.transact([terms, ...postings]),
    moveTerms: (standing: TicketTermsRow | undefined, next: TicketTermsRow): Write =>
      put(
        TicketTermsRow,
        next,
        standing ? where({ revision: standing.revision }) : ABSENT,
        faster('the terms'),
      ),
    addPosting: ({ companyId, term, block }: PostingKey, offset: number): Write =>
      patch(
        PostingRow,
        { companyId, term, block },
        { set: { companyId, term, block, entity: PostingRow.name }, add: { offsets: new Set([offset]) } },
        {},
        faster('the posting'),
      ),
    /** With its last ticket a posting goes whole: a word that nobody may read any more stands in no key either. */
    dropPosting: (standing: PostingRow, offset: number): Write => {
      const { offsets } = standing;
      const unchanged = where({ offsets });
      if (offsets.size === 1) return erase(PostingRow, standing, unchanged, faster('the posting'));
      const left = new Set(offsets);
      left.delete(offset);
      return put(PostingRow, { ...standing, offsets: left }, unchanged, faster('the posting'));
    },
  };
}
