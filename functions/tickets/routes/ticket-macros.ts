import * as z from 'zod';
import { PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code } from '../contract.ts';
import { LanguageCode } from './templates.ts';
import { ArticleView, TicketParams, TicketView } from './ticket-views.ts';

const FilledTemplate = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    language: z.string().optional(),
    text: z.string().describe('With the values of the ticket, to edit before it is sent.'),
    missing: z
      .array(z.string())
      .readonly()
      .describe('Placeholders that still stand in the text: the ticket has no value for them.'),
  })
  .meta({ id: 'FilledTemplate' });

export const listTicketTemplates = route({
  id: 'tickets.listTicketTemplates',
  method: 'GET',
  path: '/companies/{companyId}/tickets/{ticketId}/templates',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'The reply templates that fit a ticket by team and category, filled in, by id',
  description:
    'Values are put in as they are: what looks like a placeholder in them stays text. A page may be empty and still have a `next`.',
  params: TicketParams,
  query: PageQuery.extend({
    language: LanguageCode.optional().describe('Only templates in this language, or in none.'),
  }),
  responses: { 200: { description: 'A page of filled templates', body: pageOf(FilledTemplate) } },
});

export const applyMacro = route({
  id: 'tickets.applyMacro',
  method: 'POST',
  path: '/companies/{companyId}/tickets/{ticketId}/macros/{macro}',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Apply a macro to a ticket: all its steps or none; needs If-Match',
  description:
    'A step that cannot be is named in `errors` by a pointer into the macro, and nothing has happened. A reply is mailed as any other. ' +
    'A placeholder without value and fallback is refused. The history says macro and version.',
  params: TicketParams.extend({ macro: Code }),
  idempotent: true,
  responses: {
    200: {
      description: 'The ticket as it stands now, and what was written',
      body: z.object({ ticket: TicketView, articles: z.array(ArticleView) }).meta({ id: 'AppliedMacro' }),
    },
  },
});
