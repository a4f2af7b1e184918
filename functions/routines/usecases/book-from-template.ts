import { invariant } from '../../../shared/kernel/errors.ts';
import type { Write } from '../../../shared/table/writes.ts';
import {
  asPosted,
  type PostedEntry,
  type Posting,
  type PostingText,
  pointAtPosting,
} from '../../ledger/books.ts';
import { mergePosting, missingFields } from '../domain/complete-posting.ts';
import { refuse } from '../errors.ts';
import type { TemplateRow } from '../table.ts';
import { type BookDeps, bookEntry, entryOfPosting } from './book-posting.ts';

/** Books a posting from a template and what the request says besides. `isNew` is false where it had been booked before. */
export async function bookFromTemplate(
  deps: BookDeps,
  posting: Posting,
  template: Pick<TemplateRow, 'posting'>,
  request: Readonly<Record<string, unknown>>,
  remember: (posted: PostedEntry) => readonly Write[],
): Promise<{ entry: PostedEntry; isNew: boolean }> {
  const { company } = posting;
  const merged = mergePosting(template.posting, request);
  const errors = missingFields(merged);
  if (errors[0]) throw refuse('routines.incomplete-posting', errors[0].detail, { errors });
  const text = merged as unknown as PostingText;
  const entry = await entryOfPosting(deps, company, text);
  const result = await bookEntry(deps, posting, entry, (decided) =>
    decided.status === 'posted' ? remember(asPosted(entry, decided, posting)) : [],
  );
  if (result.status === 'refused') throw pointAtPosting(result.problem, text, entry);
  if (result.status === 'posted') return { entry: asPosted(entry, result, posting), isNew: true };
  const standing = await deps.books.reader.loadEntry(company.id, result.fiscalYear, result.number);
  invariant(standing, `entry ${result.id} is booked and cannot be found`);
  return { entry: standing, isNew: false };
}
