import { ABSENT, PRESENT, where } from '../../../shared/table/condition.ts';
import { ChangedMeanwhileError } from '../../../shared/table/failures.ts';
import type { Table } from '../../../shared/table/table.ts';
import { erase, insert, patch, put, type Write } from '../../../shared/table/writes.ts';
import type { Use } from '../domain/knowledge/use.ts';
import {
  KnowledgeCardRow,
  KnowledgeCountRow,
  KnowledgeRow,
  KnowledgeTextRow,
  KnowledgeUseRow,
} from '../table/knowledge.ts';

export type KnowledgeStore = ReturnType<typeof knowledgeStore>;

const faster = () => new ChangedMeanwhileError('tickets', 'the article');

/** Writes the knowledge base. */
export function knowledgeStore(table: Table) {
  return {
    commitKnowledge: (writes: readonly Write[]): Promise<void> => table.transact(writes),
    keepKnowledge: (standing: KnowledgeRow | undefined, next: KnowledgeRow): Write =>
      put(KnowledgeRow, next, standing ? where({ version: standing.version }) : ABSENT, faster),
    /** Leaves the version as it is: nobody has changed the article. */
    markReminded: (
      { companyId, articleId }: KnowledgeRow,
      reminded: NonNullable<KnowledgeRow['reminded']>,
    ): Promise<void> =>
      table.write(patch(KnowledgeRow, { companyId, articleId }, { set: { reminded } }, PRESENT, faster)),
    addText: (row: KnowledgeTextRow): Write => insert(KnowledgeTextRow, row, faster),
    keepCard: (row: KnowledgeCardRow): Write => put(KnowledgeCardRow, row),
    dropCard: ({ companyId, articleId }: KnowledgeRow): Write =>
      erase(KnowledgeCardRow, { companyId, articleId }),
    countUse: (key: { companyId: string; month: string; articleId: string }, use: Use): Promise<number> =>
      table.increase(KnowledgeUseRow, key, use),
    countHelped: (companyId: string, articleId: string): Promise<number> =>
      table.increase(KnowledgeCountRow, { companyId, articleId }, 'helped'),
  };
}
