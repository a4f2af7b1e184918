import type { Table } from '../../../shared/table/table.ts';
import {
  KnowledgeCardRow,
  KnowledgeCountRow,
  KnowledgeRow,
  KnowledgeTextRow,
  KnowledgeUseRow,
} from '../table/knowledge.ts';
import type { PageSpec } from './tickets.ts';

export type KnowledgeReader = ReturnType<typeof knowledgeReader>;

/** Read-only queries of the knowledge base. Strongly consistent. */
export function knowledgeReader(table: Table) {
  /** Published ones that are to be looked at by a day, longest due first; by the index. */
  const due = (companyId: string, day: string) =>
    ({ pk: `C#${companyId}#KNOWLEDGE-REVIEWS`, index: 'gsi1', to: `${day}#~` }) as const;

  return {
    allDueKnowledge: (companyId: string, day: string) =>
      Array.fromAsync(table.queryAll(KnowledgeRow, due(companyId, day))),
    listDueKnowledge: (companyId: string, day: string, page: PageSpec) =>
      table.query(KnowledgeRow, { ...due(companyId, day), ...page }),
    loadKnowledge: (companyId: string, articleId: string) =>
      table.get(KnowledgeRow, { companyId, articleId }),
    loadText: (companyId: string, articleId: string, text: number) =>
      table.get(KnowledgeTextRow, { companyId, articleId, text }),
    countsOf: async (companyId: string, articleId: string) => {
      const { helped = 0, solved = 0 } = (await table.get(KnowledgeCountRow, { companyId, articleId })) ?? {};
      return { helped, solved };
    },
    loadAllKnowledge: (companyId: string, articleIds: readonly string[]) =>
      table.getMany(
        KnowledgeRow,
        articleIds.map((articleId) => ({ companyId, articleId })),
      ),
    allUses: (companyId: string, month: string) =>
      Array.fromAsync(table.queryAll(KnowledgeUseRow, { pk: `C#${companyId}#KNOWLEDGE-USE#${month}` })),
    listKnowledge: (companyId: string, page: PageSpec) =>
      table.query(KnowledgeRow, { pk: `C#${companyId}#KNOWLEDGE`, ...page }),
    allCards: (companyId: string) =>
      Array.fromAsync(table.queryAll(KnowledgeCardRow, { pk: `C#${companyId}#KNOWLEDGE-CARDS` })),
  };
}
