import { errorFields, type Log, log as standardLog } from '../../../shared/log.ts';
import { monthOf, type Use } from '../domain/knowledge/use.ts';
import type { KnowledgeStore } from '../store/knowledge.ts';

export interface CountUseDeps {
  readonly knowledge: Pick<KnowledgeStore, 'countUse'>;
  readonly log?: Log;
}

/** An answer waits for its count no longer than this. */
const PATIENCE_MS = 100;

/**
 * Counts what became of articles. Never fails, and keeps nobody waiting: a count that the table does not take is lost, and said in the
 * log; one that takes long may be.
 */
export async function countUse(
  { knowledge, log = standardLog }: CountUseDeps,
  companyId: string,
  articleIds: readonly string[],
  use: Exclude<Use, 'solved'>,
  now: Date,
): Promise<void> {
  const month = monthOf(now.toISOString());
  const counting = Promise.all(
    articleIds.map((articleId) => knowledge.countUse({ companyId, month, articleId }, use)),
  ).catch((error: unknown) => log('warn', 'a use was not counted', { companyId, ...errorFields(error) }));
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([counting, patience]);
  clearTimeout(timer);
}
