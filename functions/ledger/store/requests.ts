import { where } from '../../../shared/table/condition.ts';
import type { ItemOf } from '../../../shared/table/entity.ts';
import { ContentionError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { insert, patch, type Write } from '../../../shared/table/writes.ts';
import { compress, decompress } from '../domain/block.ts';
import type { PostedEntry } from '../domain/entry.ts';
import { refuse } from '../errors.ts';
import { PostingRequestItem, RequestPart, ReversalMark } from '../table.ts';

type PostingRequest = ItemOf<typeof PostingRequestItem>;

export type RequestStore = ReturnType<typeof requestStore>;

/** Writes about requests rather than entries: batches under way, entries handed to the queue, marks of reversal. */
export function requestStore(table: Table) {
  const outrun = (what: string) => () => new ContentionError(`${what} changed meanwhile`);

  /** The mark that an entry has been reversed: the second one is refused. */
  function markReversed(
    company: string,
    { fiscalYear, number }: PostedEntry,
    reversedBy: string,
    refusal: () => Error,
  ): Write {
    return insert(ReversalMark, { company, fiscalYear, number, reversedBy }, refusal);
  }

  /**
   * What became of the entries `from` to `to` of a batch request. Of two attempts at once one decides them; the other
   * ends here rather than wait, and whoever repeats the request gets what has been decided.
   */
  function keepRequestPart(
    company: string,
    key: string,
    from: number,
    to: number,
    results: readonly unknown[],
  ): Write {
    const item = { company, key, from, to, results: compress(JSON.stringify(results)) };
    return insert(RequestPart, item, () =>
      refuse('ledger.request-under-way', 'Another attempt of this request is under way; repeat it later.', {
        retryAfterSeconds: 2,
      }),
    );
  }

  function readRequestPart({ results }: ItemOf<typeof RequestPart>): Record<string, unknown>[] {
    return JSON.parse(decompress(results)) as Record<string, unknown>[];
  }

  async function keepPostingRequest(
    request: Pick<PostingRequest, 'company' | 'id' | 'requestedAt' | 'requestedBy' | 'entry'>,
    together: readonly Write[],
  ): Promise<void> {
    const kept = insert(PostingRequestItem, { ...request, state: 'queued' }, outrun('posting request'));
    await table.transact([kept, ...together]);
  }

  /** What became of a queued entry; conditional on its being queued, so that it is booked once. */
  function decidePostingRequest(
    company: string,
    id: string,
    outcome: Partial<Pick<PostingRequest, 'entryId' | 'fiscalYear' | 'number' | 'problem'>>,
    refusal: () => Error,
  ): Write {
    const posted = outcome.problem === undefined;
    const set = { state: posted ? 'posted' : 'refused', ...outcome };
    const changes = posted ? { set, remove: ['problem'] } : { set };
    return patch(PostingRequestItem, { company, id }, changes, where({ state: 'queued' }), refusal);
  }

  /** Why a queued entry is not booked: it stays queued, because its message can be sent again. */
  function notePostingTrouble(company: string, id: string, problem: string, refusal: () => Error): Write {
    const changes = { set: { problem } };
    return patch(PostingRequestItem, { company, id }, changes, where({ state: 'queued' }), refusal);
  }

  return {
    markReversed,
    keepRequestPart,
    readRequestPart,
    keepPostingRequest,
    decidePostingRequest,
    notePostingTrouble,
  };
}
