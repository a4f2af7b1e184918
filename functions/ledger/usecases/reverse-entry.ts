import { type DomainError, invariant } from '../../../shared/kernel/errors.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { NewEntry, PostedEntry } from '../domain/entry.ts';
import type { PostedResult, PostingResult } from '../domain/posting-result.ts';
import { type ReversalWish, reversalOf } from '../domain/reverse-entry.ts';
import { refuse } from '../errors.ts';
import type { LedgerReader } from '../reader.ts';
import type { RequestStore } from '../store/requests.ts';
import type { Posting, Together } from './post-entries.ts';

export interface ReverseEntryDeps {
  readonly reader: Pick<LedgerReader, 'loadReversal'>;
  readonly store: Pick<RequestStore, 'markReversed'>;
  readonly post: (
    posting: Posting,
    entries: readonly NewEntry[],
    together: Together,
  ) => Promise<PostingResult[]>;
}

/**
 * Books the reversal of an entry. The mark that it has been reversed is written in the same transaction, so an entry
 * is reversed once however many try. `remember` are writes that must happen together with it.
 */
export async function reverseEntry(
  deps: ReverseEntryDeps,
  posting: Posting,
  entry: PostedEntry,
  wish: ReversalWish,
  remember: (reversal: NewEntry, result: PostingResult) => readonly Write[],
): Promise<PostedResult> {
  const company = posting.company.id;
  const reversal = reversalOf(entry, wish);
  const earlier = await deps.reader.loadReversal(company, entry.fiscalYear, entry.number);
  // The same request again: its own id answers with what was booked. Anybody else is refused.
  const repeats = wish.id !== undefined && earlier === wish.id;
  if (earlier !== undefined && !repeats) throw alreadyReversed(entry, earlier);
  const [result] = await deps.post(posting, [reversal], (_from, _to, [decided]) => {
    if (decided?.status !== 'posted') return [];
    const mark = deps.store.markReversed(company, entry, decided.id, () => alreadyReversed(entry));
    return [mark, ...remember(reversal, decided)];
  });
  invariant(result, 'one entry has one result');
  if (result.status === 'refused') throw result.problem;
  return result;
}

function alreadyReversed({ id }: PostedEntry, reversedBy?: string): DomainError {
  const by = reversedBy === undefined ? '' : ` by ${reversedBy}`;
  const details = reversedBy === undefined ? {} : { extra: { reversedBy } };
  return refuse('ledger.already-reversed', `Entry ${id} has been reversed${by}.`, details);
}
