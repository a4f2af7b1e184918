import { DomainError } from '../../../shared/kernel/errors.ts';
import type { Write } from '../../../shared/table/writes.ts';
import {
  type Books,
  type NewEntry,
  type Posting,
  type PostingResult,
  type PostingText,
  parsePostedEntry,
  postingToEntry,
} from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';

export interface BookDeps {
  readonly books: Pick<Books, 'post' | 'reader' | 'retryWhileContended'>;
}

/** A posting as the entry that books it. @throws what the ledger has against it, in the fields of the posting */
export async function entryOfPosting(
  { books }: BookDeps,
  company: LedgerCompany,
  posting: PostingText,
): Promise<NewEntry> {
  const text = postingToEntry(posting, company);
  if (text instanceof DomainError) throw text;
  const vouchers = posting.vouchers
    ? await books.reader.loadVouchers(company.id, posting.vouchers)
    : new Map();
  const entry = parsePostedEntry(posting, text, company.currency, vouchers);
  if (entry instanceof DomainError) throw entry;
  return entry;
}

/** Books one entry and, in the same transaction, what belongs to the decision on it. */
export async function bookEntry(
  { books }: BookDeps,
  posting: Posting,
  entry: NewEntry,
  together: (result: PostingResult) => readonly Write[],
): Promise<PostingResult> {
  const [result] = await books.post(posting, [entry], (_from, _to, [decided]) =>
    decided ? together(decided) : [],
  );
  if (!result) throw new Error('one entry has one result');
  return result;
}
