import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { LANGUAGES } from '../domain/forms/language.ts';

export const KNOWLEDGE_STATES = ['draft', 'published', 'withdrawn'] as const;
/** `public`: anybody with the link; `requesters`: who may open tickets; `internal`: agents. */
export const VISIBILITIES = ['public', 'requesters', 'internal'] as const;

/** An article of the knowledge base: what holds for it now. Its words stand in its texts. */
export const KnowledgeRow = entity({
  name: 'tickets.knowledge',
  schema: z.object({
    companyId: z.string(),
    articleId: z.string(),
    version: z.int().positive(),
    state: z.enum(KNOWLEDGE_STATES),
    visibility: z.enum(VISIBILITIES),
    language: z.enum(LANGUAGES),
    category: z.string().optional(),
    /** When somebody should look whether it still holds. */
    reviewOn: z.iso.date().optional(),
    /** When somebody last found that it does, without another text. */
    reviewedAt: z.iso.datetime().optional(),
    reviewedBy: z.string().optional(),
    /** For which of these dates that was said, and how often (`domain/knowledge/review.ts`). */
    reminded: z.object({ reviewOn: z.iso.date(), step: z.int().nonnegative() }).optional(),
    /** The team that keeps it; without, who wrote its last text. */
    team: z.string().optional(),
    author: z.string().optional(),
    title: z.string(),
    /** The last text, and the one that readers see. */
    latestText: z.int().positive(),
    publishedText: z.int().positive().optional(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ companyId, articleId }: { companyId: string; articleId: string }) => ({
    pk: `C#${companyId}#KNOWLEDGE`,
    sk: articleId,
  }),
  index: ({ companyId, articleId, state, reviewOn }) =>
    state !== 'published' || reviewOn === undefined
      ? {}
      : { gsi1pk: `C#${companyId}#KNOWLEDGE-REVIEWS`, gsi1sk: `${reviewOn}#${articleId}` },
  access: [
    'by id',
    'all of a company, oldest first',
    'gsi1: published ones by the day on which they are to be looked at',
  ],
});
export type KnowledgeRow = ItemOf<typeof KnowledgeRow>;

/** One text of an article. Never changed. */
export const KnowledgeTextRow = entity({
  name: 'tickets.knowledge-text',
  schema: z.object({
    companyId: z.string(),
    articleId: z.string(),
    text: z.int().positive(),
    title: z.string(),
    markdown: z.string(),
    at: z.iso.datetime(),
    by: z.string(),
  }),
  key: (of: { companyId: string; articleId: string; text: number }) => ({
    pk: `C#${of.companyId}#KNOWLEDGE-TEXTS#${of.articleId}`,
    sk: String(of.text).padStart(6, '0'),
  }),
  access: ['by number'],
});
export type KnowledgeTextRow = ItemOf<typeof KnowledgeTextRow>;

/** What a published article is found by: all of a company are read by a search. */
export const KnowledgeCardRow = entity({
  name: 'tickets.knowledge-card',
  schema: z.object({
    companyId: z.string(),
    articleId: z.string(),
    title: z.string(),
    visibility: z.enum(VISIBILITIES),
    language: z.enum(LANGUAGES),
    category: z.string().optional(),
    words: z.record(z.string(), z.number()),
  }),
  key: ({ companyId, articleId }: { companyId: string; articleId: string }) => ({
    pk: `C#${companyId}#KNOWLEDGE-CARDS`,
    sk: articleId,
  }),
  access: ['all of a company, by every search'],
});
export type KnowledgeCardRow = ItemOf<typeof KnowledgeCardRow>;

/** How often an article was said to have helped, and how many tickets it is named for as what solved them. */
export const KnowledgeCountRow = entity({
  name: 'tickets.knowledge-count',
  schema: z.object({
    companyId: z.string(),
    articleId: z.string(),
    helped: z.int().default(0),
    solved: z.int().default(0),
  }),
  key: ({ companyId, articleId }: { companyId: string; articleId: string }) => ({
    pk: `C#${companyId}#KNOWLEDGE-COUNTS`,
    sk: articleId,
  }),
  access: ['by article'],
});

/** What became of an article in a month: sums, of nobody. */
export const KnowledgeUseRow = entity({
  name: 'tickets.knowledge-use',
  schema: z.object({
    companyId: z.string(),
    /** `2026-11`, of UTC. */
    month: z.string(),
    articleId: z.string(),
    suggested: z.int().default(0),
    opened: z.int().default(0),
    helped: z.int().default(0),
    solved: z.int().default(0),
  }),
  key: (of: { companyId: string; month: string; articleId: string }) => ({
    pk: `C#${of.companyId}#KNOWLEDGE-USE#${of.month}`,
    sk: of.articleId,
  }),
  access: ['all of a month', 'by article and month, when it is used'],
});
export type KnowledgeUseRow = ItemOf<typeof KnowledgeUseRow>;
