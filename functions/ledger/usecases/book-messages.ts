import { problemOf } from '../../../shared/http/problem.ts';
import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import type { DomainError } from '../../../shared/kernel/errors.ts';
import { DONE, type Outcome, outcomeOf } from '../../../shared/queue/batch-worker.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { NewEntry } from '../domain/entry.ts';
import { isRefusal } from '../domain/parse-entry.ts';
import type { PostingResult } from '../domain/posting-result.ts';
import { refuse } from '../errors.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import type { RequestStore } from '../store/requests.ts';
import type { Posting, Together } from './post-entries.ts';

export interface BookMessagesDeps {
  readonly reader: Pick<LedgerReader, 'loadPostingRequest'>;
  readonly store: Pick<RequestStore, 'decidePostingRequest'>;
  readonly loadCompany: (companyId: string) => Promise<LedgerCompany | undefined>;
  readonly write: (write: Write) => Promise<void>;
  readonly parse: (
    company: LedgerCompany,
    bodies: readonly unknown[],
  ) => Promise<readonly (NewEntry | DomainError)[]>;
  readonly post: (
    posting: Posting,
    entries: readonly NewEntry[],
    together?: Together,
  ) => Promise<PostingResult[]>;
}

export interface EntryMessage {
  readonly id: string;
  readonly payload: { readonly id?: string | undefined };
}

/** What books entries for a queue, where no person stands behind the message. */
const QUEUE_PRINCIPAL = 'queue:postings';

const USABLE_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const MADE_ID = /^ent_\d{4}_\d+$/;

/** The entry's id where its sender chose none: the message's own, so that a repeated message books nothing new. */
function idOfMessage(id: string): string {
  return USABLE_ID.test(id) && !MADE_ID.test(id) ? id : `msg_${sha256Hex(id).slice(0, 40)}`;
}

/** Books the entries of one company's messages together; one outcome each, in order. */
export async function bookEntryMessages(
  deps: BookMessagesDeps,
  companyId: string,
  messages: readonly EntryMessage[],
  now: Date,
): Promise<Outcome[]> {
  const company = await deps.loadCompany(companyId);
  if (!company) return messages.map(() => unknownCompany(companyId));
  const bodies = messages.map(({ id, payload }) => ({ ...payload, id: payload.id ?? idOfMessage(id) }));
  const parsed = await deps.parse(company, bodies);
  const entries = parsed.filter((entry) => !isRefusal(entry));
  const posting = { company, postedAt: now.toISOString(), postedBy: QUEUE_PRINCIPAL };
  const results = (await deps.post(posting, entries)).values();
  return parsed.map((entry) => {
    if (isRefusal(entry)) return { outcome: 'refused', error: entry };
    const result = results.next().value;
    return result?.status === 'refused' ? { outcome: 'refused', error: result.problem } : DONE;
  });
}

function unknownCompany(companyId: string): Outcome {
  return { outcome: 'refused', error: refuse('ledger.unknown-company', `There is no company ${companyId}.`) };
}

/** Somebody else has decided the request meanwhile. */
class DecidedElsewhere extends Error {
  override readonly name = 'DecidedElsewhere';
}

/** Books an entry that HTTP accepted with 202 and notes in its request what became of it, in one transaction. */
export async function bookPostingRequest(
  deps: BookMessagesDeps,
  companyId: string,
  requestId: string,
  now: Date,
): Promise<Outcome> {
  const [company, request] = await Promise.all([
    deps.loadCompany(companyId),
    deps.reader.loadPostingRequest(companyId, requestId),
  ]);
  if (!company || request?.state !== 'queued') return DONE;
  const decide = (outcome: Parameters<RequestStore['decidePostingRequest']>[2]) =>
    deps.store.decidePostingRequest(companyId, requestId, outcome, () => new DecidedElsewhere(requestId));
  const [entry] = await deps.parse(company, [JSON.parse(request.entry)]);
  const posting = { company, postedAt: now.toISOString(), postedBy: request.requestedBy };
  const together: Together = (_from, _to, [result]) => {
    if (result === undefined) return [];
    if (result.status === 'refused') return [decide({ problem: JSON.stringify(problemOf(result.problem)) })];
    return [decide({ entryId: result.id, fiscalYear: result.fiscalYear, number: result.number })];
  };
  try {
    if (entry && isRefusal(entry)) await deps.write(decide({ problem: JSON.stringify(problemOf(entry)) }));
    else if (entry) await deps.post(posting, [entry], together);
    return DONE;
  } catch (error) {
    return error instanceof DecidedElsewhere ? DONE : outcomeOf(error);
  }
}

/**
 * Notes at a request whose message is given up why it is still queued, so that whoever asks does not wait in the dark:
 * its message lies among the failed ones and can be sent again. One that has been decided stays as it is.
 */
export async function notePostingGivenUp(
  {
    store,
    write,
  }: { readonly store: Pick<RequestStore, 'notePostingTrouble'> } & Pick<BookMessagesDeps, 'write'>,
  companyId: string,
  requestId: string,
  why: DomainError,
): Promise<void> {
  const problem = JSON.stringify(problemOf(why));
  try {
    await write(
      store.notePostingTrouble(companyId, requestId, problem, () => new DecidedElsewhere(requestId)),
    );
  } catch (error) {
    if (!(error instanceof DecidedElsewhere)) throw error;
  }
}
