import { type Binding, on } from '../../../shared/http/api.ts';
import type { ApiRequest } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../../shared/table/failures.ts';
import type { Ledger } from '../compose.ts';
import type { JournalHead } from '../domain/journal-head.ts';
import { toEntryView } from '../domain/parse-entry.ts';
import * as routes from '../routes/year-end.ts';
import { periodStore } from '../store/periods.ts';
import { yearEndStore } from '../store/year-end.ts';
import { closeFiscalYear, postClosingEntries } from '../usecases/post-closing.ts';
import { postOpeningEntries } from '../usecases/post-opening.ts';
import { viewYear, yearAction } from './years.ts';

/** Routes that end a year and begin the next. What they book is absolute, so that asking again does no harm. */
export function yearEndBindings(ledger: Ledger, newId: NewId): readonly Binding[] {
  const { reader, post } = ledger;
  const deps = { reader, post, marks: yearEndStore(ledger.table), retryWhileContended };
  return [
    on(routes.postClosingEntries, async (request) => {
      const action = await bookingAction(ledger, request);
      const entries = await postClosingEntries(deps, action, request.body?.resultAccount);
      return ok({ fiscalYear: action.fiscalYear, entries: entries.map(viewIn(action.company.currency)) });
    }),
    on(routes.postOpeningEntries, async (request) => {
      const action = await bookingAction(ledger, request);
      const entries = await postOpeningEntries(deps, action, request.body ?? {});
      return ok({ fiscalYear: action.fiscalYear, entries: entries.map(viewIn(action.company.currency)) });
    }),
    on(routes.closeFiscalYear, async (request) => {
      const { idempotency } = request;
      const action = await yearAction(ledger, request);
      const reply = (head: JournalHead) => ok(viewYear(head, action.company.fiscalYearStart));
      const withState = (head: JournalHead) => (idempotency ? [idempotency.writeFor(reply(head))] : []);
      const closing = { ...deps, store: periodStore(ledger.table), newId };
      return reply(await closeFiscalYear(closing, action, withState));
    }),
  ];
}

type YearRequest = Parameters<typeof yearAction>[1] & Pick<ApiRequest, 'now'>;

async function bookingAction(ledger: Ledger, request: YearRequest) {
  const { company, fiscalYear, principal, now } = await yearAction(ledger, request);
  return { company, fiscalYear, postedBy: principal.id, postedAt: now.toISOString() };
}

function viewIn(currency: string) {
  return (entry: Parameters<typeof toEntryView>[0]) => toEntryView(entry, currency);
}
