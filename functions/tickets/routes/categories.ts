import * as z from 'zod';
import { CompanyId, CompanyParams, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, LevelField, Line } from '../contract.ts';
import { FIELD_TYPES, REQUIRED } from '../domain/desk/fields.ts';
import { TICKET_KINDS } from '../domain/ticket/ticket.ts';

const CategoryParams = z.object({ companyId: CompanyId, category: Code });
/** All categories are one answer. */
const BODY_BYTES = 20_000;

const Field = z
  .strictObject({
    id: Code,
    label: Line(100),
    type: z.enum(FIELD_TYPES),
    required: z
      .enum(REQUIRED)
      .default('never')
      .describe(
        '`on-open` is asked for by the API; of what came on other ways, at the latest when it is resolved.',
      ),
    onForm: z
      .boolean()
      .optional()
      .describe('Whether forms for people outside ask for it; without, where it is required `on-open`.'),
    choices: z
      .array(Line(100))
      .min(1)
      .max(100)
      .refine((choices) => new Set(choices).size === choices.length, 'must name each choice once')
      .optional(),
  })
  .refine(({ type, choices }) => (type === 'choice') === (choices !== undefined), {
    path: ['choices'],
    error: 'must be there for a choice, and for nothing else',
  });

const CategoryBody = z
  .strictObject({
    name: Line(100),
    parent: Code.optional().describe('The category that it is shown below; it hands nothing down.'),
    defaults: z
      .strictObject({
        team: Code.optional(),
        kind: z.enum(TICKET_KINDS).optional(),
        impact: LevelField.optional(),
        urgency: LevelField.optional(),
        tags: z.array(Code).max(10).optional(),
      })
      .default({})
      .describe('What a new ticket gets where neither a rule nor whoever opened it said something.'),
    fields: z
      .array(Field)
      .max(30)
      .refine((fields) => new Set(fields.map(({ id }) => id)).size === fields.length, {
        error: 'must have an id of its own for each field',
      })
      .default([]),
    retentionMonths: z
      .int()
      .min(1)
      .max(360)
      .optional()
      .describe('How long the words of its tickets are kept after these are closed.'),
    active: z.boolean().default(true).describe('One that is not gets no tickets any more.'),
  })
  .meta({
    id: 'CategoryBody',
    example: {
      name: 'Printing',
      defaults: { team: 'hardware', urgency: 2 },
      fields: [{ id: 'inventory', label: 'Inventory number', type: 'text', required: 'on-resolve' }],
    },
  });
const CategoryView = CategoryBody.extend({
  id: z.string(),
  version: z.int(),
  at: z.iso.datetime(),
  by: z.string(),
}).meta({ id: 'Category' });

export const putCategory = route({
  id: 'tickets.putCategory',
  method: 'PUT',
  path: '/companies/{companyId}/help-desk/categories/{category}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Keep a category, its defaults and its fields; one that stands needs If-Match',
  description:
    'From the first category on, the API takes only categories that are there. Tickets that are open stay as they are; fields are asked for ' +
    'as the category says when they change and when the ticket is resolved.',
  params: CategoryParams,
  body: CategoryBody,
  bodyLimitBytes: BODY_BYTES,
  responses: { 200: { description: 'As it stands now', body: CategoryView } },
});

export const getCategory = route({
  id: 'tickets.getCategory',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/categories/{category}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'A category, with ETag',
  params: CategoryParams,
  responses: { 200: { description: 'The category', body: CategoryView } },
});

export const listCategories = route({
  id: 'tickets.listCategories',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/categories',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'All categories',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(CategoryView) }) } },
});

export const listCategoryVersions = route({
  id: 'tickets.listCategoryVersions',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/categories/{category}/versions',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'What a category has been, newest first',
  params: CategoryParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of versions', body: pageOf(CategoryView) } },
});

export const deleteCategory = route({
  id: 'tickets.deleteCategory',
  method: 'DELETE',
  path: '/companies/{companyId}/help-desk/categories/{category}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Drop a category that nothing else of the help desk names; needs If-Match',
  description:
    'Tickets keep its code and their values. One that only gets no tickets any more is not `active`.',
  params: CategoryParams,
  responses: { 204: { description: 'Gone' } },
});
