import { assertIfMatch } from '../../../shared/http/etag.ts';
import { DomainError, type FieldError } from '../../../shared/kernel/errors.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import type { Posting, PostingText } from '../../ledger/books.ts';
import { unknownPlaceholders } from '../domain/fill-placeholders.ts';
import { refuse } from '../errors.ts';
import type { RoutinesReader } from '../reader.ts';
import type { RoutinesStore } from '../store.ts';
import type { RecurringRow } from '../table.ts';
import { type BookDeps, entryOfPosting } from './book-posting.ts';
import { postingOn } from './run-recurring.ts';

export interface PutRecurringDeps extends BookDeps {
  readonly reader: Pick<RoutinesReader, 'loadRecurring'>;
  readonly store: Pick<RoutinesStore, 'saveRecurring'>;
}

export interface RecurringWish
  extends Pick<RecurringRow, 'id' | 'start' | 'end' | 'everyMonths' | 'dayOfMonth' | 'state'> {
  readonly posting: Omit<PostingText, 'id' | 'date'>;
}

/** Creates or replaces what recurs; how far it has been booked stays, a problem is forgotten and found anew. */
export async function putRecurring(
  deps: PutRecurringDeps,
  by: Posting,
  wish: RecurringWish,
  headers: Readonly<Record<string, string | undefined>>,
): Promise<{ recurring: RecurringRow; isNew: boolean }> {
  const { company, postedAt: changedAt, postedBy: changedBy } = by;
  const errors = complaints(wish);
  if (errors[0]) throw refuse('routines.invalid-recurring-posting', errors[0].detail, { errors });
  // What the ledger has against the posting itself is said now, not in a month.
  const posting = JSON.parse(JSON.stringify(wish.posting)) as RecurringRow['posting'];
  const first = postingOn({ id: wish.id, posting }, wish.start, company.language);
  await entryOfPosting(deps, company, first).catch(pointInside);
  return decideAgain('routines', deps.books, async () => {
    const seen = await deps.reader.loadRecurring(company.id, wish.id);
    if (seen || headers['if-match'] !== undefined) assertIfMatch(headers, seen?.version ?? 0);
    const { end, ...rest } = wish;
    const version = (seen?.version ?? 0) + 1;
    const recurring: RecurringRow = {
      ...rest,
      posting,
      company: company.id,
      version,
      changedAt,
      changedBy,
      ...(end === undefined ? {} : { end }),
      ...(seen?.bookedThrough === undefined ? {} : { bookedThrough: seen.bookedThrough }),
    };
    await deps.store.saveRecurring(seen, recurring);
    return { recurring, isNew: seen === undefined };
  });
}

/** The ledger points into the posting; here that is one field of the body. */
function pointInside(problem: unknown): never {
  if (!(problem instanceof DomainError)) throw problem;
  const { kind, code, message, details } = problem;
  const errors = details.errors?.map(({ pointer, detail }) => ({ pointer: `/posting${pointer}`, detail }));
  throw new DomainError(kind, code, message, { ...details, ...(errors ? { errors } : {}) });
}

function complaints({ start, end, posting }: RecurringWish): FieldError[] {
  const errors: FieldError[] = [];
  if (end !== undefined && end < start) {
    errors.push({ pointer: '/end', detail: `It would end on ${end}, before it starts on ${start}.` });
  }
  for (const field of ['text', 'documentNumber'] as const) {
    const unknown = unknownPlaceholders(posting[field] ?? '');
    if (unknown.length === 0) continue;
    const names = unknown.map((name) => `{${name}}`).join(', ');
    const detail = `${names} is no placeholder; {year}, {month} and {monthName} are.`;
    errors.push({ pointer: `/posting/${field}`, detail });
  }
  return errors;
}
