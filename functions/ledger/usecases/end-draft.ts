import { recordChange } from '../../../shared/changes.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { NewEntry } from '../domain/entry.ts';
import type { PostedResult, PostingResult } from '../domain/posting-result.ts';
import type { Draft, DraftStore } from '../store/drafts.ts';
import type { Posting, Together } from './post-entries.ts';

export interface EndDraftDeps {
  readonly drafts: Pick<DraftStore, 'endDraft' | 'removeDraft'>;
  readonly newId: NewId;
}

export interface BookDraftDeps extends EndDraftDeps {
  readonly post: (
    posting: Posting,
    entries: readonly NewEntry[],
    together: Together,
  ) => Promise<PostingResult[]>;
}

/** Who ends a draft, and when. */
export interface Ending {
  readonly principal: string;
  readonly at: string;
  readonly requestId: string;
}

/**
 * Books a draft's entry; the draft ends in the same transaction, so that it is booked once however many try. Refused,
 * it stays. `remember` are writes that must happen together with a new entry.
 * @throws the refusal of the entry; ledger.stale-draft
 */
export async function bookDraft(
  deps: BookDraftDeps,
  posting: Posting,
  draft: Draft,
  entry: NewEntry,
  {
    requestId,
    remember,
  }: Pick<Ending, 'requestId'> & { remember: (result: PostedResult) => readonly Write[] },
): Promise<PostedResult> {
  const ending = { principal: posting.postedBy, at: posting.postedAt, requestId };
  const [result] = await deps.post(posting, [entry], (_from, _to, [decided]) => {
    if (!decided || decided.status === 'refused') return [];
    const trace = traceEnd(deps, draft, ending, { action: 'ledger.draft-booked', entryId: decided.id });
    return [deps.drafts.endDraft(draft), trace, ...(decided.status === 'posted' ? remember(decided) : [])];
  });
  invariant(result, 'one entry has one result');
  if (result.status === 'refused') throw result.problem;
  return result;
}

/** Throws a draft away. The trace says whose it was, not what stood in it: that may be personal. */
export async function throwDraftAway(deps: EndDraftDeps, draft: Draft, ending: Ending): Promise<void> {
  await deps.drafts.removeDraft(draft, traceEnd(deps, draft, ending, { action: 'ledger.draft-deleted' }));
}

function traceEnd(
  { newId }: EndDraftDeps,
  { company, id, version, createdBy }: Draft,
  { principal, at, requestId }: Ending,
  { action, ...after }: { readonly action: string; readonly entryId?: string },
): Write {
  return recordChange({
    companyId: company,
    changeId: newId('chg'),
    at,
    principal,
    action,
    subject: `drafts/${id}`,
    before: { version, createdBy },
    after,
    requestId,
  });
}
