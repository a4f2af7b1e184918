import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { describeAmountProblem, parseMinor } from '../../../shared/kernel/money.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { NewEntry } from '../domain/entry.ts';
import { isRefusal, toEntryView } from '../domain/parse-entry.ts';
import type { PostingResult } from '../domain/posting-result.ts';
import { refuse } from '../errors.ts';
import { companyOf } from '../reader.ts';
import * as routes from '../routes/entries.ts';
import { listEntries } from '../usecases/list-entries.ts';
import { reverseEntry } from '../usecases/reverse-entry.ts';
import { bindPostBatch } from './batch.ts';
import { type BookEntryDeps, bookEntry } from './book-entry.ts';
import { fitAnswer } from './fit-answer.ts';
import { invalidQuery } from './invalid-query.ts';
import { parseEntries } from './parse-entries.ts';
import { asPosted, HIT, loadPosted, placeOf, postingOf } from './posted-entry.ts';

/** Books the entry of a request's body: what `POST …/journal-entries` does. */
function bindPostEntry(deps: BookEntryDeps): Binding {
  return on(routes.postEntry, async (request) => {
    const company = await companyOf(deps.ledger, request.params.companyId);
    const [entry] = await parseEntries(deps.ledger.reader, company, [request.body]);
    invariant(entry, 'one body has one entry');
    if (isRefusal(entry)) throw entry;
    return bookEntry(deps, request, company, entry);
  });
}

function bindListEntries({ ledger }: BookEntryDeps): Binding {
  return on(routes.listEntries, async (request) => {
    const company = await companyOf(ledger, request.params.companyId);
    const { from, to, documentNumber, text, amount, fiscalYear, number } = request.query;
    if (number !== undefined) {
      if (fiscalYear === undefined)
        throw invalidQuery('number', 'A number needs its fiscalYear: numbers begin anew each year.');
      const entry = await ledger.reader.loadEntry(company.id, fiscalYear, number);
      return ok({ items: entry ? [toEntryView(entry, company.currency)] : [] });
    }
    const amountMinor = amount === undefined ? undefined : parseMinor(amount, company.currency);
    if (typeof amountMinor === 'string')
      throw invalidQuery('amount', describeAmountProblem(amountMinor, company.currency));
    if (from !== undefined && to !== undefined && from > to)
      throw invalidQuery('from', `${from} is after ${to}.`);
    const paging = pagingOf(routes.listEntries.id, request);
    const after = paging.after && { fiscalYear: Number(paging.after.y), number: Number(paging.after.n) };
    const page = await listEntries(
      ledger,
      company,
      { from, to, documentNumber, text, amountMinor },
      paging.limit,
      after,
    );
    const views = page.entries.map((entry) => toEntryView(entry, company.currency));
    const shown = fitAnswer(views);
    const next = shown < views.length ? page.entries[shown - 1] : page.next;
    return ok(
      paging.page(views.slice(0, shown), next && { y: String(next.fiscalYear), n: String(next.number) }),
    );
  });
}

function bindGetEntry({ ledger }: BookEntryDeps): Binding {
  return on(routes.getEntry, async ({ params }) => {
    const company = await companyOf(ledger, params.companyId);
    const entry = await loadPosted(ledger, company.id, params.entryId);
    const reversedBy = await ledger.reader.loadReversal(company.id, entry.fiscalYear, entry.number);
    return ok({
      ...toEntryView(entry, company.currency),
      ...(reversedBy === undefined ? {} : { reversedBy }),
    });
  });
}

function bindReverseEntry({ ledger }: BookEntryDeps): Binding {
  return on(routes.reverseEntry, async (request) => {
    const company = await companyOf(ledger, request.params.companyId);
    const entry = await loadPosted(ledger, company.id, request.params.entryId);
    const { method = 'storno', ...wish } = request.body ?? {};
    const { idempotency } = request;
    const posting = postingOf(company, request);
    const remember = (reversal: NewEntry, result: PostingResult): Write[] => {
      if (!idempotency || result.status === 'refused') return [];
      const view = toEntryView(asPosted(reversal, result, posting), company.currency);
      return [idempotency.writeFor(created(view, placeOf(company.id, result.id)))];
    };
    const result = await reverseEntry(ledger, posting, entry, { ...wish, method }, remember);
    const standing = await loadPosted(ledger, company.id, result.id);
    const view = toEntryView(standing, company.currency);
    return result.status === 'posted' ? created(view, placeOf(company.id, standing.id)) : ok(view, HIT);
  });
}

function bindGetPostingRequest({ ledger }: BookEntryDeps): Binding {
  return on(routes.getPostingRequest, async ({ params }) => {
    const request = await ledger.reader.loadPostingRequest(params.companyId, params.requestId);
    if (!request) throw refuse('ledger.unknown-request', `There is no posting request ${params.requestId}.`);
    const { id, state, entryId, fiscalYear, number, problem } = request;
    return ok({
      id,
      state,
      entryId,
      fiscalYear,
      number,
      problem: problem === undefined ? undefined : JSON.parse(problem),
    });
  });
}

/** Everything one does with entries over HTTP. */
export function entryBindings(deps: BookEntryDeps): readonly Binding[] {
  return [
    bindPostEntry(deps),
    bindPostBatch(deps.ledger),
    bindListEntries(deps),
    bindGetEntry(deps),
    bindReverseEntry(deps),
    bindGetPostingRequest(deps),
  ];
}
