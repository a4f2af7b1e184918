import { type Binding, on } from '../../../shared/http/binding.ts';
import { problemOf } from '../../../shared/http/problem.ts';
import { ok } from '../../../shared/http/replies.ts';
import { sha256Hex } from '../../../shared/kernel/canonical-json.ts';
import type { Ledger } from '../compose.ts';
import { ENTRY_LIMITS } from '../domain/entry-limits.ts';
import { isRefusal } from '../domain/parse-entry.ts';
import type { PostingResult } from '../domain/posting-result.ts';
import { companyOf } from '../reader.ts';
import * as routes from '../routes/entries.ts';
import { postBatch } from '../usecases/post-batch.ts';
import { parseEntries } from './parse-entries.ts';
import { postingOf } from './posted-entry.ts';

/** Complaints named for each entry of a batch: 5,000 entries with this many stay below the 6 MB of an answer. */
const MAX_ERRORS_AN_ENTRY = 5;

/** One result as a batch answers it; a refusal carries the problem that a single request would have got. */
function answerOf(result: PostingResult): routes.BatchResult {
  if (result.status !== 'refused') return { ...result };
  return {
    ...(result.id === undefined ? {} : { id: result.id }),
    status: 'refused',
    problem: problemOf(result.problem, undefined, MAX_ERRORS_AN_ENTRY),
  };
}

/** The id that an entry was sent with, however malformed the rest is: the sender knows it by this. */
function idWritten(body: unknown): string | undefined {
  const { id } = (typeof body === 'object' && body !== null ? body : {}) as { readonly id?: unknown };
  return typeof id === 'string' && id.length <= ENTRY_LIMITS.id ? id : undefined;
}

/** The batch of entries, each booked or refused by itself. */
export function bindPostBatch(ledger: Ledger): Binding {
  return on(routes.postBatch, async (request) => {
    const company = await companyOf(ledger, request.params.companyId);
    const { entries } = request.body;
    const parsed = (await parseEntries(ledger.reader, company, entries)).map((entry, index) =>
      isRefusal(entry)
        ? { status: 'refused' as const, id: idWritten(entries[index]), problem: entry }
        : entry,
    );
    const { idempotency } = request;
    const once = idempotency && {
      partKey: sha256Hex(JSON.stringify([request.principal.id, idempotency.key, idempotency.requestHash])),
      writeFor: (results: readonly unknown[]) => idempotency.writeFor(ok({ results })),
    };
    const deps = { ...ledger, answer: answerOf };
    const results = await postBatch(deps, postingOf(company, request), parsed, once);
    return ok({ results: results as routes.BatchResult[] });
  });
}
