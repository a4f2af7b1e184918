import * as z from 'zod';
import { CompanyId, CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { KnowledgeId } from '../contract.ts';
import { LANGUAGES } from '../domain/forms/language.ts';
import { USE_BYS } from '../domain/knowledge/use-report.ts';

export const USE_CSV = 'text/csv; charset=utf-8';

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, like 2026-11');
const Count = z.int().nonnegative();

export const readKnowledge = route({
  id: 'tickets.readKnowledge',
  method: 'GET',
  path: '/companies/{companyId}/knowledge/articles/{articleId}/published',
  scope: 'read',
  permission: 'tickets.ask',
  summary: 'A published article as its readers see it: for portals and requesters that were shown it',
  description: 'Counts as opened. Internal articles are for who may read tickets.',
  params: z.object({ companyId: CompanyId, articleId: KnowledgeId }),
  responses: {
    200: {
      description: 'The text that was published last',
      body: z
        .object({
          id: KnowledgeId,
          title: z.string(),
          language: z.enum(LANGUAGES),
          text: z.int(),
          markdown: z.string(),
          html: z.string().describe('Of the same text; loads nothing, and holds no scripts.'),
        })
        .meta({ id: 'PublishedKnowledge' }),
    },
  },
});

export const getKnowledgeUse = route({
  id: 'tickets.getKnowledgeUse',
  method: 'GET',
  path: '/companies/{companyId}/knowledge/use',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'How often articles were suggested, opened, said to have helped, and solved tickets; JSON or CSV',
  description:
    'Months are those of UTC. Of the public page, openings by browsers count: not of programs that say so, and not what is fetched ' +
    'early; who opens it twice counts twice, as nothing is kept of people. `solved` counts where it was said, and is taken back there. ' +
    'What counts is never waited for: where the table is in trouble, some is lost.',
  params: CompanyParams,
  query: z.object({
    from: Month.optional().describe('The month of `to`, unless said.'),
    to: Month.optional().describe('This month, unless said.'),
    by: z.enum(USE_BYS).default('article'),
    format: z.enum(['json', 'csv']).default('json'),
    language: z.enum(LANGUAGES).default('de').describe('Of CSV.'),
  }),
  responses: {
    200: {
      description: 'Articles that were used, most opened first; months in order',
      body: z
        .object({
          from: z.string(),
          to: z.string(),
          by: z.enum(USE_BYS),
          lines: z.array(
            z.object({
              key: z.string().describe('Id of the article, or the month.'),
              title: z.string().optional(),
              suggested: Count,
              opened: Count,
              helped: Count,
              solved: Count,
            }),
          ),
        })
        .meta({ id: 'KnowledgeUse' }),
      texts: [USE_CSV],
    },
  },
});
