import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { ArticleText, Code, KnowledgeId, Line } from '../contract.ts';
import { LANGUAGES } from '../domain/forms/language.ts';
import { PHASES } from '../domain/ticket/ticket.ts';
import { KNOWLEDGE_STATES, VISIBILITIES } from '../table/knowledge.ts';
import { TicketView } from './ticket-views.ts';

const KnowledgeParams = z.object({ companyId: CompanyId, articleId: KnowledgeId });

const KnowledgeBody = z
  .strictObject({
    title: Line(200),
    markdown: z
      .string()
      .min(1)
      .max(50_000)
      .describe('Headings, lists, quotes, code, bold, italics and links; all else is shown as text.'),
    visibility: z
      .enum(VISIBILITIES)
      .default('internal')
      .describe('`public`: whoever has the link; `requesters`: who may open tickets; `internal`: agents.'),
    language: z.enum(LANGUAGES).default('de'),
    category: Code.optional(),
    reviewOn: z.iso
      .date()
      .optional()
      .describe(
        'When somebody should look whether it still holds. Published, its team or author hears of it by mail on that day from seven in the ' +
          'morning, a week later, then every 30 days, until the date is another one.',
      ),
    team: Code.optional().describe('The team that keeps it; without, who wrote its last text.'),
  })
  .meta({
    id: 'KnowledgeBody',
    example: {
      title: 'Drucker druckt leere Seiten',
      markdown: '1. Toner prüfen\n2. Neu starten',
      visibility: 'public',
    },
  });

const KnowledgeView = z
  .object({
    id: KnowledgeId,
    title: z.string(),
    state: z.enum(KNOWLEDGE_STATES),
    visibility: z.enum(VISIBILITIES),
    language: z.enum(LANGUAGES),
    category: z.string().optional(),
    reviewOn: z.iso.date().optional(),
    reviewedAt: z.iso.datetime().optional().describe('When somebody found that it holds as it is.'),
    reviewedBy: z.string().optional(),
    team: z.string().optional(),
    author: z.string().optional().describe('Who wrote the last text.'),
    latestText: z.int().describe('Number of the last text.'),
    publishedText: z.int().optional().describe('Number of the text that readers see.'),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
    version: z.int(),
  })
  .meta({ id: 'KnowledgeArticle' });

export const postKnowledge = route({
  id: 'tickets.postKnowledge',
  method: 'POST',
  path: '/companies/{companyId}/knowledge/articles',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Write a draft of an article of the knowledge base',
  params: CompanyParams,
  body: KnowledgeBody,
  idempotent: true,
  responses: { 201: { description: 'The draft', body: KnowledgeView } },
});

export const putKnowledge = route({
  id: 'tickets.putKnowledge',
  method: 'PUT',
  path: '/companies/{companyId}/knowledge/articles/{articleId}',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Write another text of an article, which readers see once it is published; needs If-Match',
  params: KnowledgeParams,
  body: KnowledgeBody,
  responses: { 200: { description: 'As it stands now', body: KnowledgeView } },
});

export const moveKnowledge = route({
  id: 'tickets.moveKnowledge',
  method: 'PUT',
  path: '/companies/{companyId}/knowledge/articles/{articleId}/state',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Publish the last text of an article, or withdraw the article; needs If-Match',
  params: KnowledgeParams,
  body: z
    .strictObject({ state: z.enum(['published', 'withdrawn']) })
    .meta({ example: { state: 'published' } }),
  responses: { 200: { description: 'As it stands now', body: KnowledgeView } },
});

export const reviewKnowledge = route({
  id: 'tickets.reviewKnowledge',
  method: 'PUT',
  path: '/companies/{companyId}/knowledge/articles/{articleId}/review',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Say that an article still holds as it is, and when to look again; needs If-Match',
  params: KnowledgeParams,
  body: z.strictObject({ reviewOn: DateField }).meta({ example: { reviewOn: '2027-11-30' } }),
  responses: { 200: { description: 'As it stands now', body: KnowledgeView } },
});

export const listKnowledge = route({
  id: 'tickets.listKnowledge',
  method: 'GET',
  path: '/companies/{companyId}/knowledge/articles',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'All articles, oldest first, or those that are due for review, longest due first',
  params: CompanyParams,
  query: PageQuery.extend({
    dueBy: DateField.optional().describe('Published ones whose review date is this day or before it.'),
  }),
  responses: { 200: { description: 'A page of articles', body: pageOf(KnowledgeView) } },
});

export const getKnowledge = route({
  id: 'tickets.getKnowledge',
  method: 'GET',
  path: '/companies/{companyId}/knowledge/articles/{articleId}',
  scope: 'read',
  permission: 'tickets.read',
  summary:
    'An article with one of its texts, the last unless said, and how often it has helped and solved tickets',
  params: KnowledgeParams,
  query: z.object({ text: z.coerce.number().int().positive().optional() }),
  responses: {
    200: {
      description: 'The article, with ETag',
      body: KnowledgeView.extend({
        text: z.object({
          number: z.int(),
          title: z.string(),
          markdown: z.string(),
          at: z.string(),
          by: z.string(),
        }),
        helped: z.int().describe('How often somebody said so.'),
        solved: z.int().describe('How many tickets it is named for as what solved them.'),
      }).meta({ id: 'KnowledgeArticleWithText' }),
    },
  },
});

export const listSolved = route({
  id: 'tickets.listSolved',
  method: 'GET',
  path: '/companies/{companyId}/knowledge/articles/{articleId}/tickets',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'Tickets that an article is named for as what solved them, newest first',
  params: KnowledgeParams,
  query: PageQuery.extend({
    phase: z
      .enum(PHASES)
      .default('done')
      .describe('`open`: where it was named before the ticket was resolved, or that were opened again.'),
  }),
  responses: { 200: { description: 'A page of tickets', body: pageOf(TicketView) } },
});

export const suggestKnowledge = route({
  id: 'tickets.suggestKnowledge',
  method: 'POST',
  path: '/companies/{companyId}/knowledge/suggestions',
  scope: 'write',
  permission: 'tickets.ask',
  summary: 'Articles that may answer a ticket that is being written, or is being answered',
  description: 'Internal articles are suggested to who may read tickets, and only for the audience `agents`.',
  params: CompanyParams,
  body: z
    .strictObject({
      title: Line(300),
      text: ArticleText.optional(),
      category: Code.optional(),
      audience: z.enum(['requesters', 'agents']).default('requesters'),
    })
    .meta({ example: { title: 'Drucker druckt leer' } }),
  responses: {
    200: {
      description: 'At most 10, best first; the score compares only within one answer',
      body: z
        .object({
          items: z.array(
            z.object({
              articleId: z.string(),
              title: z.string(),
              language: z.enum(LANGUAGES),
              score: z.number(),
              reasons: z.object({ words: z.array(z.string()).readonly(), category: z.boolean() }),
            }),
          ),
        })
        .meta({ id: 'KnowledgeSuggestions' }),
    },
  },
});

export const helpedKnowledge = route({
  id: 'tickets.helpedKnowledge',
  method: 'POST',
  path: '/companies/{companyId}/knowledge/articles/{articleId}/helped',
  scope: 'write',
  permission: 'tickets.ask',
  summary: 'Say that an article has helped',
  params: KnowledgeParams,
  responses: { 200: { description: 'How often it was said', body: z.object({ helped: z.int() }) } },
});

export const showKnowledge = route({
  id: 'tickets.showKnowledge',
  method: 'GET',
  path: '/help/{company}/{articleId}',
  scope: 'public',
  summary: 'A public article as a page; works without scripts',
  params: z.object({ company: CompanyId, articleId: KnowledgeId }),
  responses: { 200: { description: 'The page', contentType: 'text/html; charset=utf-8', body: z.string() } },
});
