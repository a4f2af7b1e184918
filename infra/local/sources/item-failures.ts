import * as z from 'zod';

const Reply = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })) });

/**
 * Which items of a batch failed, by the function's reply. As on Lambda: an empty reply is success, a reply that cannot
 * be understood, or that names an unknown item, fails the whole batch.
 */
export function readItemFailures(reply: unknown, identifiers: readonly string[]): Set<string> {
  const isEmpty =
    reply === null || reply === undefined || (typeof reply === 'object' && Object.keys(reply).length === 0);
  if (isEmpty) return new Set();
  const parsed = Reply.safeParse(reply).data;
  const failed = parsed?.batchItemFailures.map((failure) => failure.itemIdentifier);
  const isUnderstood = failed?.every((identifier) => identifiers.includes(identifier));
  return new Set(isUnderstood ? failed : identifiers);
}
