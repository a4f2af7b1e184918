import { DomainError } from '../kernel/errors.ts';

/** Somebody else was faster, or the table is throttled: read again and try again. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
}

/** No answer came: the write may have happened or not. Read before building it again. */
export class UnknownOutcomeError extends Error {
  override readonly name = 'UnknownOutcomeError';
}

/**
 * What a module's own writes rest on has changed since it was read: read again, decide again. Not contention: where these
 * writes go into somebody else's transaction (an entry of the journal, a clearing), that would try the same ones once more.
 * Only the module that decided can decide again, so the error names it.
 */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';
  readonly module: string;

  constructor(module: string, what: string) {
    super(`${what} changed meanwhile`);
    this.module = module;
  }
}

const CONTENTION = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'ReplicatedWriteConflictException',
]);
const UNKNOWN = new Set([
  'TimeoutError',
  'AbortError',
  'NetworkingError',
  'InternalServerError',
  'ServiceUnavailable',
]);
const UNKNOWN_CODES = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Sorts an SDK error of one write or read: contention, unknown outcome, or itself. */
export function classifyFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = (error as { code?: unknown }).code;
  if (CONTENTION.has(error.name)) return new ContentionError(error.name, { cause: error });
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  if (UNKNOWN.has(error.name) || status >= 500 || (typeof code === 'string' && UNKNOWN_CODES.has(code))) {
    return new UnknownOutcomeError(error.name, { cause: error });
  }
  return error;
}

export interface RetryPolicy {
  /** Give up this long after the first attempt. */
  readonly deadlineMilliseconds: number;
  readonly baseMilliseconds: number;
  readonly capMilliseconds: number;
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export const RETRY: RetryPolicy = {
  deadlineMilliseconds: 8_000,
  baseMilliseconds: 10,
  capMilliseconds: 400,
  now: Date.now,
  random: Math.random,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/**
 * Runs `attempt` again while it meets contention or an unknown outcome, with full jitter, until the deadline; then
 * 503, which says whether something may have taken effect. `attempt` must itself find out, by reading, whether an
 * earlier attempt of unknown outcome did.
 */
export async function retryWhileContended<T>(
  attempt: (attemptNumber: number) => Promise<T>,
  policy: RetryPolicy = RETRY,
): Promise<T> {
  const end = policy.now() + policy.deadlineMilliseconds;
  let isUnknown = false;
  for (let number = 1; ; number += 1) {
    try {
      return await attempt(number);
    } catch (error) {
      if (!(error instanceof ContentionError || error instanceof UnknownOutcomeError)) throw error;
      isUnknown ||= error instanceof UnknownOutcomeError;
      const growing = policy.baseMilliseconds * 2 ** Math.min(number, 16);
      const wait = policy.random() * Math.min(policy.capMilliseconds, growing);
      if (policy.now() + wait > end) throw isUnknown ? outcomeUnknown() : busy();
      await policy.sleep(wait);
    }
  }
}

/** Reads and decides again while contended, or while what the module decided on changes. */
export function decideAgain<T>(
  module: string,
  { retryWhileContended: retry }: { readonly retryWhileContended: Retry },
  attempt: () => Promise<T>,
): Promise<T> {
  return retry(async () => {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ChangedMeanwhileError) || error.module !== module) throw error;
      throw new ContentionError(error.message, { cause: error });
    }
  });
}

/** `retryWhileContended` as use cases take it. */
export type Retry = <T>(attempt: () => Promise<T>) => Promise<T>;

/**
 * What a refused query means: with a position to continue at, DynamoDB refuses positions outside of the list, and only
 * somebody who made up a cursor has one. Everything else is as it was.
 */
export function classifyQueryFailure(error: unknown, hasPosition: boolean): unknown {
  if (!hasPosition || !(error instanceof Error) || error.name !== 'ValidationException') return error;
  const detail = 'Start again without a cursor, or send the `next` of this very list.';
  return new DomainError('malformed', 'platform.malformed-cursor', detail, {
    title: 'The cursor is not one of this list',
    errors: [{ pointer: 'query/cursor', detail: 'is not a cursor of this list' }],
  });
}

/** Nothing has taken effect: whoever asked may try again, or leave the work to a queue. */
function busy(): DomainError {
  const detail = 'The record is being written by others; try again.';
  return new DomainError('unavailable', 'platform.busy', detail, { retryAfterSeconds: 1 });
}

/** An attempt got no answer: only the same id or key may be sent again. */
function outcomeUnknown(): DomainError {
  const detail = 'The table did not answer in time; repeat the request with the same id or key.';
  return new DomainError('unavailable', 'platform.outcome-unknown', detail, { retryAfterSeconds: 1 });
}
