import { DomainError, type ErrorKind } from '../kernel/errors.ts';

/** What became of one message. */
export type Outcome =
  | { readonly outcome: 'done' }
  /** Try again later: contention, an outage, or a bug that a deployment may cure. */
  | { readonly outcome: 'retry'; readonly cause: unknown }
  /** It can never work: to the dead letters with its reason. */
  | { readonly outcome: 'refused'; readonly error: DomainError };

export const DONE: Outcome = { outcome: 'done' };

/** Refusals that pass by themselves: the same message may work later. */
export const PASSING_KINDS: ReadonlySet<ErrorKind> = new Set(['unavailable', 'too-many', 'stale']);

/** The outcome that an error means: passing troubles and bugs are tried again, refusals are for good. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof DomainError && !PASSING_KINDS.has(error.kind)) return { outcome: 'refused', error };
  return { outcome: 'retry', cause: error };
}

/** A handler that takes the messages one by one, where nothing is won by taking them together. */
export function oneByOne<T>(
  handle: (message: T, now: Date) => Promise<void>,
): (messages: readonly T[], now: Date) => Promise<readonly Outcome[]> {
  return async (messages, now) => {
    const outcomes: Outcome[] = [];
    for (const message of messages) {
      outcomes.push(await handle(message, now).then(() => DONE, outcomeOf));
    }
    return outcomes;
  };
}

/**
 * Works on messages that are reasons for the same thing once: those with one key share one piece of work and its outcome.
 */
export function groupByGroup<M>(
  keyOf: (message: M) => string,
  work: (first: M) => Promise<void>,
): (messages: readonly M[]) => Promise<readonly Outcome[]> {
  return async (messages) => {
    const outcomes = new Map<string, Outcome>();
    for (const [key, [first]] of Map.groupBy(messages, keyOf)) {
      outcomes.set(key, await work(first as M).then(() => DONE, outcomeOf));
    }
    return messages.map((message) => outcomes.get(keyOf(message)) ?? DONE);
  };
}
