import type { ApiRequest } from '../../../shared/http/binding.ts';
import { accepted, created, ok, prefersAsync } from '../../../shared/http/replies.ts';
import { DomainError, invariant } from '../../../shared/kernel/errors.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { Ledger } from '../compose.ts';
import type { NewEntry, PostedEntry } from '../domain/entry.ts';
import { toEntryBody, toEntryView } from '../domain/parse-entry.ts';
import type { PostedResult } from '../domain/posting-result.ts';
import type { LedgerCompany } from '../reader.ts';
import { type HandToQueueDeps, handToQueue, type QueuedRequest } from '../usecases/hand-to-queue.ts';
import type { Posting } from '../usecases/post-entries.ts';
import { asPosted, HIT, loadPosted, placeOf, postingOf } from './posted-entry.ts';

export interface BookEntryDeps {
  readonly ledger: Ledger;
  readonly newId: HandToQueueDeps['newId'];
}

type Asked = Pick<ApiRequest, 'headers' | 'principal' | 'now' | 'idempotency'>;

/** Books one entry with writes that remember the reply; what the reply is follows from the result. */
async function bookOne(
  ledger: Ledger,
  posting: Posting,
  entry: NewEntry,
  remember: ((posted: PostedEntry) => Write) | undefined,
): Promise<PostedResult> {
  const [result] = await ledger.post(posting, [entry], (_from, _to, [decided]) => {
    return decided?.status === 'posted' && remember ? [remember(asPosted(entry, decided, posting))] : [];
  });
  invariant(result, 'one entry has one result');
  if (result.status === 'refused') throw result.problem;
  return result;
}

/**
 * Books the entry of a request and answers with it: 201, or 200 when it had been booked before. Where the caller
 * prefers it, or the journal stays contended, the queue books it: 202.
 */
export async function bookEntry(
  { ledger, newId }: BookEntryDeps,
  request: Asked,
  company: LedgerCompany,
  entry: NewEntry,
) {
  const queue = async () => {
    const deps = { store: ledger.store, newId };
    const body = toEntryBody(entry, company.currency);
    const at = request.now.toISOString();
    const reply = (queued: QueuedRequest) =>
      accepted(queued, `/companies/${company.id}/posting-requests/${queued.id}`);
    const remember = (queued: QueuedRequest) =>
      request.idempotency ? [request.idempotency.writeFor(reply(queued))] : [];
    return reply(await handToQueue(deps, company.id, body, request.principal.id, at, remember));
  };
  if (prefersAsync(request.headers)) return queue();
  const posting = postingOf(company, request);
  const reply = (posted: PostedEntry) =>
    created(toEntryView(posted, company.currency), placeOf(company.id, posted.id));
  try {
    const { idempotency } = request;
    const remember = idempotency && ((posted: PostedEntry) => idempotency.writeFor(reply(posted)));
    const result = await bookOne(ledger, posting, entry, remember);
    if (result.status === 'posted') return reply(asPosted(entry, result, posting));
    const standing = await loadPosted(ledger, company.id, result.id);
    return ok(toEntryView(standing, company.currency), HIT);
  } catch (error) {
    // The journal stays contended: the queue will find a quieter moment.
    if (error instanceof DomainError && error.code === 'platform.busy') return queue();
    throw error;
  }
}
