import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { created, noContent, ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Ledger } from '../compose.ts';
import { MAX_BLOCK_TEXT_BYTES } from '../domain/block.ts';
import type { NewEntry } from '../domain/entry.ts';
import { isRefusal, toEntryView } from '../domain/parse-entry.ts';
import { refuse } from '../errors.ts';
import { companyOf, type LedgerCompany } from '../reader.ts';
import * as routes from '../routes/drafts.ts';
import { type Draft, draftStore } from '../store/drafts.ts';
import { bookDraft, throwDraftAway } from '../usecases/end-draft.ts';
import { parseEntries } from './parse-entries.ts';
import { asPosted, HIT, loadPosted, placeOf, postingOf } from './posted-entry.ts';

/** Routes of the drafts and what answers them. */
export function draftBindings(ledger: Ledger, newId: NewId): readonly Binding[] {
  const drafts = draftStore(ledger.table);
  return [
    on(routes.postDraft, async (request) => {
      const { params, body, principal, idempotency } = request;
      const id = newId('drf');
      const draft: Draft = {
        company: params.companyId,
        id,
        version: 1,
        createdBy: principal.id,
        ...contentOf(body, request),
      };
      const place = `/companies/${params.companyId}/drafts/${id}`;
      const reply = created(viewDraft(draft), place, etagOf(draft.version));
      await drafts.addDraft(draft, idempotency ? [idempotency.writeFor(reply)] : []);
      return reply;
    }),
    on(routes.listDrafts, async (request) => {
      const paging = pagingOf(routes.listDrafts.id, request);
      const { items, next } = await drafts.listDrafts(request.params.companyId, paging);
      return ok(paging.page(items.map(viewDraft), next));
    }),
    on(routes.getDraft, async ({ params }) => {
      const draft = await drafts.loadDraft(params.companyId, params.draftId);
      return ok(viewDraft(draft), etagOf(draft.version));
    }),
    on(routes.putDraft, async (request) => {
      const seen = await drafts.loadDraft(request.params.companyId, request.params.draftId);
      assertIfMatch(request.headers, seen.version);
      const next = { ...seen, ...contentOf(request.body, request), version: seen.version + 1 };
      await drafts.replaceDraft(seen, next);
      return ok(viewDraft(next), etagOf(next.version));
    }),
    on(routes.deleteDraft, async ({ params, headers, principal, now, requestId }) => {
      const seen = await drafts.loadDraft(params.companyId, params.draftId);
      assertIfMatch(headers, seen.version);
      const ending = { principal: principal.id, at: now.toISOString(), requestId };
      await throwDraftAway({ drafts, newId }, seen, ending);
      return noContent();
    }),
    bindBookDraft(ledger, newId),
  ];
}

function bindBookDraft(ledger: Ledger, newId: NewId): Binding {
  const drafts = draftStore(ledger.table);
  return on(routes.bookDraft, async (request) => {
    const { params, headers, requestId, idempotency } = request;
    const company = await companyOf(ledger, params.companyId);
    const draft = await drafts.loadDraft(company.id, params.draftId);
    if (headers['if-match'] !== undefined) assertIfMatch(headers, draft.version);
    const entry = await finishedEntry(ledger, company, draft);
    const posting = postingOf(company, request);
    const replyTo = (result: Parameters<typeof asPosted>[1]) => {
      const view = toEntryView(asPosted(entry, result, posting), company.currency);
      return created(view, placeOf(company.id, result.id));
    };
    const remember = (result: Parameters<typeof asPosted>[1]) =>
      idempotency ? [idempotency.writeFor(replyTo(result))] : [];
    const deps = { post: ledger.post, drafts, newId };
    const result = await bookDraft(deps, posting, draft, entry, { requestId, remember });
    if (result.status === 'posted') return replyTo(result);
    return ok(toEntryView(await loadPosted(ledger, company.id, result.id), company.currency), HIT);
  });
}

/** The draft's entry, or a refusal that names what is missing: here it is a rule (422), not a malformed request. */
async function finishedEntry(ledger: Ledger, company: LedgerCompany, draft: Draft): Promise<NewEntry> {
  const [entry] = await parseEntries(ledger.reader, company, [JSON.parse(draft.entry)]);
  invariant(entry, 'one draft has one entry');
  if (!isRefusal(entry)) return entry;
  if (entry.kind !== 'malformed') throw entry;
  const { errors = [] } = entry.details;
  throw refuse('ledger.invalid-entry', entry.message, { errors });
}

function contentOf(body: routes.DraftBody, { principal, now }: Pick<ApiRequest, 'principal' | 'now'>) {
  const entry = JSON.stringify(body);
  if (Buffer.byteLength(entry) > MAX_BLOCK_TEXT_BYTES) {
    throw refuse('ledger.entry-too-large', `The draft takes more than ${MAX_BLOCK_TEXT_BYTES / 1024} KB.`);
  }
  return { entry, changedBy: principal.id, changedAt: now.toISOString() };
}

function viewDraft({ id, entry, createdBy, changedBy, changedAt }: Draft): routes.DraftView {
  return { id, entry: JSON.parse(entry) as routes.DraftBody, createdBy, changedBy, changedAt };
}
