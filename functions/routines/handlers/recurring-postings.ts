import type * as z from 'zod';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { created, noContent, ok } from '../../../shared/http/replies.ts';
import { decideAgain } from '../../../shared/table/failures.ts';
import { postingOf } from '../../ledger/books.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Routines } from '../compose.ts';
import { occurrencesBetween } from '../domain/occurrences.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/recurring-postings.ts';
import type { RecurringRow } from '../table.ts';
import { putRecurring } from '../usecases/put-recurring.ts';
import { postingOn, runRecurring } from '../usecases/run-recurring.ts';
import { assertMayBook } from './may-book.ts';

const MAX_OCCURRENCES = 1_000;

type View = z.input<typeof routes.RecurringView>;

function viewRecurring({ company: _company, version: _version, posting, ...rest }: RecurringRow): View {
  // Kept as it came through this very schema; what leaves is parsed with it again.
  return { ...rest, posting: posting as unknown as View['posting'] };
}

async function load({ reader }: Routines, company: string, id: string): Promise<RecurringRow> {
  const recurring = await reader.loadRecurring(company, id);
  if (recurring) return recurring;
  throw refuse('routines.unknown-recurring-posting', `There is no recurring posting ${id}.`);
}

function bindPut(routines: Routines): Binding {
  return on(routes.putRecurring, async (request) => {
    const { params, body, headers, membership } = request;
    assertMayBook(membership);
    const company = await companyOf(routines.books, params.companyId);
    const id = params.recurringPostingId;
    const posting = postingOf(company, request);
    const { recurring, isNew } = await putRecurring(routines, posting, { id, ...body }, headers);
    const etag = etagOf(recurring.version);
    const view = viewRecurring(recurring);
    return isNew ? created(view, `/companies/${company.id}/recurring-postings/${id}`, etag) : ok(view, etag);
  });
}

/** Postings that recur. */
export function recurringBindings(routines: Routines): readonly Binding[] {
  return [
    bindPut(routines),
    on(routes.getRecurring, async ({ params }) => {
      const recurring = await load(routines, params.companyId, params.recurringPostingId);
      return ok(viewRecurring(recurring), etagOf(recurring.version));
    }),
    on(routes.listRecurring, async (request) => {
      const paging = pagingOf(routes.listRecurring.id, request);
      const { items, next } = await routines.reader.listRecurring(request.params.companyId, paging);
      return ok(paging.page(items.map(viewRecurring), next));
    }),
    on(routes.deleteRecurring, async ({ params, headers }) =>
      decideAgain('routines', routines.books, async () => {
        const seen = await load(routines, params.companyId, params.recurringPostingId);
        assertIfMatch(headers, seen.version);
        await routines.store.eraseRecurring(seen);
        return noContent();
      }),
    ),
    on(routes.listOccurrences, async ({ params, query }) => {
      const company = await companyOf(routines.books, params.companyId);
      const recurring = await load(routines, company.id, params.recurringPostingId);
      const days = occurrencesBetween(recurring, undefined, query.through, MAX_OCCURRENCES);
      const items = days.map((date) => {
        const { id: entryId = '', text, documentNumber } = postingOn(recurring, date, company.language);
        const booked = recurring.bookedThrough !== undefined && date <= recurring.bookedThrough;
        return { date, entryId, booked, text, documentNumber };
      });
      return ok({ items });
    }),
    on(routes.runRecurring, async (request) => {
      const { params, body } = request;
      const company = await companyOf(routines.books, params.companyId);
      const seen = await load(routines, company.id, params.recurringPostingId);
      if (seen.state === 'paused') throw refuse('routines.not-active', `${seen.id} is paused.`);
      const run = await runRecurring(routines, postingOf(company, request), seen.id, body.through);
      return ok({ booked: [...run.booked], recurringPosting: viewRecurring(run.recurring) });
    }),
  ];
}
