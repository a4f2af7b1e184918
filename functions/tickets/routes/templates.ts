import * as z from 'zod';
import { CompanyId, CompanyParams, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, Line } from '../contract.ts';

const TemplateParams = z.object({ companyId: CompanyId, template: Code });
/** Lists of templates stay below what an answer may have. */
const BODY_BYTES = 10_000;

export const LanguageCode = z
  .string()
  .regex(/^[a-z]{2}$/, 'must be a language like de (ISO 639-1)')
  .meta({ example: 'de' });

/** Words with placeholders, which whoever keeps them has checked. */
export const TemplateText = z
  .string()
  .trim()
  .min(1)
  .describe(
    'Plain text. Filled in are `{{ticket.number}}`, `{{ticket.title}}`, `{{requester.name}}`, `{{requester.email}}`, ' +
      '`{{agent.name}}` (who answers) and `{{fields.<id>}}` (custom fields of the category that is named; without one, of all), 20 ' +
      'in all; `{{requester.name|"Sir or Madam"}}` says what stands where there is no value.',
  );

const TemplateBody = z
  .strictObject({
    name: Line(100),
    text: TemplateText,
    team: Code.optional().describe('Only for tickets of this team.'),
    category: Code.optional().describe('Only for tickets of this category.'),
    language: LanguageCode.optional(),
  })
  .meta({
    id: 'TemplateBody',
    example: {
      name: 'Ask for the inventory number',
      text: 'Hello {{requester.name|"and thank you for your message"}},\n\nwhich inventory number does the device have?\n\n{{agent.name}}',
      language: 'en',
    },
  });
const TemplateView = TemplateBody.extend({
  id: z.string(),
  version: z.int(),
  at: z.iso.datetime(),
  by: z.string(),
}).meta({ id: 'Template' });

export const putTemplate = route({
  id: 'tickets.putTemplate',
  method: 'PUT',
  path: '/companies/{companyId}/help-desk/templates/{template}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Keep a reply template; one that stands needs If-Match',
  description: 'A placeholder that cannot be filled in is refused. At most 200 templates, of 10 kB each.',
  params: TemplateParams,
  body: TemplateBody,
  bodyLimitBytes: BODY_BYTES,
  responses: { 200: { description: 'As it stands now', body: TemplateView } },
});

export const getTemplate = route({
  id: 'tickets.getTemplate',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/templates/{template}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'A reply template as it is kept, with ETag',
  params: TemplateParams,
  responses: { 200: { description: 'The template', body: TemplateView } },
});

export const listTemplates = route({
  id: 'tickets.listTemplates',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/templates',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'Reply templates as they are kept, by id',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of templates', body: pageOf(TemplateView) } },
});

export const deleteTemplate = route({
  id: 'tickets.deleteTemplate',
  method: 'DELETE',
  path: '/companies/{companyId}/help-desk/templates/{template}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Drop a reply template; needs If-Match',
  params: TemplateParams,
  responses: { 204: { description: 'Gone' } },
});
