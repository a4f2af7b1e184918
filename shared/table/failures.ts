import { DomainError } from '../kernel/errors.ts';

/** Somebody else was faster, or the table is throttled: read again and try again. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
}

/** No answer came: the write may have happened or not. Read before building it again. */
export class UnknownOutcomeError extends Error {
  override readonly name = 'UnknownOutcomeError';
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
 * 503. `attempt` must itself find out, by reading, whether an earlier attempt of unknown outcome took effect.
 */
export async function retryWhileContended<T>(
  attempt: (attemptNumber: number) => Promise<T>,
  policy: RetryPolicy = RETRY,
): Promise<T> {
  const end = policy.now() + policy.deadlineMilliseconds;
  for (let number = 1; ; number += 1) {
    try {
      return await attempt(number);
    } catch (error) {
      if (!(error instanceof ContentionError || error instanceof UnknownOutcomeError)) throw error;
      const wait =
        policy.random() *
        Math.min(policy.capMilliseconds, policy.baseMilliseconds * 2 ** Math.min(number, 16));
      if (policy.now() + wait > end) {
        throw new DomainError(
          'unavailable',
          'platform.busy',
          'The record is being written by others; try again.',
          {
            retryAfterSeconds: 1,
          },
        );
      }
      await policy.sleep(wait);
    }
  }
}
