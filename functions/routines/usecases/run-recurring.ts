import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import { type Posting, type PostingText, pointAtPosting } from '../../ledger/books.ts';
import { fillPlaceholders } from '../domain/fill-placeholders.ts';
import { occurrencesBetween } from '../domain/occurrences.ts';
import { refuse } from '../errors.ts';
import type { RoutinesReader } from '../reader.ts';
import type { RoutinesStore } from '../store.ts';
import type { RecurringRow } from '../table.ts';
import { type BookDeps, bookEntry, entryOfPosting } from './book-posting.ts';

export interface RunRecurringDeps extends BookDeps {
  readonly reader: Pick<RoutinesReader, 'loadRecurring'>;
  readonly store: Pick<RoutinesStore, 'moveRecurring' | 'commit'>;
}

/** Occurrences that one run books of one recurring posting; the next run goes on. */
export const MAX_CATCH_UP = 120;

export interface RecurringRun {
  readonly recurring: RecurringRow;
  readonly booked: readonly { readonly date: CalendarDate; readonly entryId: string }[];
}

/** What an occurrence books: its day, its own id, the placeholders filled. */
export function postingOn(
  { id, posting }: Pick<RecurringRow, 'id' | 'posting'>,
  date: CalendarDate,
  language: 'de' | 'en',
): PostingText {
  const fields = posting as unknown as PostingText;
  const fill = (text: string) => fillPlaceholders(text, date, language);
  const { documentNumber } = fields;
  return {
    ...fields,
    id: `recurring-${id}-${date}`,
    date,
    text: fill(fields.text),
    ...(documentNumber === undefined ? {} : { documentNumber: fill(documentNumber) }),
  };
}

/**
 * Books what is due up to a day, in order, each occurrence exactly once: its entry and the day that is booked through
 * are one transaction, and its id is its own. A refusal ends the run and stays on the recurring posting until it can be
 * booked; later occurrences wait, so that none is left out.
 */
export async function runRecurring(
  deps: RunRecurringDeps,
  posting: Posting,
  id: string,
  through: CalendarDate,
): Promise<RecurringRun> {
  const booked: { date: CalendarDate; entryId: string }[] = [];
  for (;;) {
    const step = await decideAgain('routines', deps.books, () => bookNext(deps, posting, id, through));
    if (step.bookedNow) booked.push(step.bookedNow);
    if (!step.bookedNow || booked.length >= MAX_CATCH_UP) return { recurring: step.recurring, booked };
  }
}

interface Step {
  readonly recurring: RecurringRow;
  /** Undefined where nothing is due, or what is due was refused. */
  readonly bookedNow?: { readonly date: CalendarDate; readonly entryId: string };
}

async function bookNext(
  deps: RunRecurringDeps,
  posting: Posting,
  id: string,
  through: CalendarDate,
): Promise<Step> {
  const seen = await deps.reader.loadRecurring(posting.company.id, id);
  if (!seen) throw refuse('routines.unknown-recurring-posting', `There is no recurring posting ${id}.`);
  const [date] = seen.state === 'active' ? occurrencesBetween(seen, seen.bookedThrough, through, 1) : [];
  if (date === undefined) return { recurring: seen };
  const refused = (problem: DomainError): RecurringRow => ({
    ...seen,
    problem: {
      code: problem.code,
      detail: problem.message,
      date,
      since: seen.problem?.date === date ? seen.problem.since : posting.postedAt,
    },
  });
  try {
    const text = postingOn(seen, date, posting.company.language);
    const entry = await entryOfPosting(deps, posting.company, text);
    const { problem: _solved, ...rest } = seen;
    const moved: RecurringRow = { ...rest, bookedThrough: date };
    const result = await bookEntry(deps, posting, entry, (decided) =>
      decided.status === 'refused' ? [] : [deps.store.moveRecurring(seen, moved)],
    );
    if (result.status === 'refused') throw pointAtPosting(result.problem, text, entry);
    return { recurring: moved, bookedNow: { date, entryId: result.id } };
  } catch (error) {
    // Busy is no fault of the posting: the next run tries again.
    if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
    const next = refused(error);
    await deps.store.commit([deps.store.moveRecurring(seen, next)]);
    return { recurring: next };
  }
}
