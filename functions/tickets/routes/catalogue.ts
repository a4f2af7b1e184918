import * as z from 'zod';
import { ROLE_NAMES } from '../../../shared/access.ts';
import { CompanyId, CompanyParams, PageQuery, PrincipalId, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, Line } from '../contract.ts';
import { MAX_APPROVERS, MAX_STEPS, MAX_TEMPLATE_TASKS } from '../domain/catalogue/item.ts';
import { FIELD_TYPES } from '../domain/desk/fields.ts';

const ItemParams = z.object({ companyId: CompanyId, item: Code });

const Amount = z.string().max(20).meta({ description: 'Decimal string', example: '1190.00' });

const Question = z
  .strictObject({
    id: Code,
    label: Line(200),
    type: z.enum(FIELD_TYPES),
    required: z.boolean().default(false),
    choices: z.array(Line(100)).min(1).max(100).optional(),
  })
  .refine(({ type, choices }) => (type === 'choice') === (choices !== undefined), {
    path: ['choices'],
    error: 'belong to a choice, which needs them',
  });

const ApprovalStepField = z
  .strictObject({
    by: z.union([
      z.strictObject({
        principals: z
          .array(PrincipalId)
          .min(1)
          .max(MAX_APPROVERS)
          .refine((all) => new Set(all).size === all.length, 'must name everybody once'),
      }),
      z.strictObject({ team: Code }),
      z.strictObject({
        role: z
          .enum(ROLE_NAMES)
          .describe('Members who have it, and may approve, when something is ordered; the first 20 by id.'),
      }),
    ]),
    count: z.int().min(1).max(MAX_APPROVERS).default(1),
    from: Amount.optional().describe('Only where the order comes to as much, in the currency of the price.'),
  })
  .refine(({ by, count }) => !('principals' in by) || count <= by.principals.length, {
    path: ['count'],
    error: 'must not be more than there are people',
  });

const TemplateTaskField = z.strictObject({
  title: Line(200),
  assignee: PrincipalId.optional(),
  team: Code.optional(),
  dueDays: z.int().min(0).max(365).optional().describe('Days after the approval.'),
  dependsOn: z
    .array(z.int().min(1).max(MAX_TEMPLATE_TASKS))
    .max(MAX_TEMPLATE_TASKS)
    .default([])
    .describe('Tasks before it in this list, from 1 on.'),
});

const ITEM_FIELDS = {
  name: Line(100),
  description: z.string().trim().max(5_000).default(''),
  category: Code.optional(),
  team: Code.optional().describe('Which team gets the tickets.'),
  questions: z
    .array(Question)
    .max(20)
    .default([])
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must have an id of its own each'),
  price: z.strictObject({ amount: Amount, currency: z.string().length(3) }).optional(),
  approvals: z
    .array(ApprovalStepField)
    .max(MAX_STEPS)
    .default([])
    .describe('Steps, in order. Each person counts once over all of them, and nobody who asks does.'),
  tasks: z
    .array(TemplateTaskField)
    .max(MAX_TEMPLATE_TASKS)
    .default([])
    .superRefine((tasks, context) => {
      for (const [at, { dependsOn }] of tasks.entries())
        if (dependsOn.some((number) => number > at))
          context.addIssue({ code: 'custom', path: [at, 'dependsOn'], message: 'must name tasks before it' });
    }),
  active: z.boolean().default(true).describe('One that is not can not be ordered.'),
};

const ItemBody = z
  .strictObject(ITEM_FIELDS)
  .refine(
    ({ price, approvals }) => price !== undefined || approvals.every(({ from }) => from === undefined),
    {
      path: ['price'],
      error: 'is needed where an approval depends on it',
    },
  )
  .meta({
    example: {
      name: 'Notebook',
      questions: [{ id: 'size', label: 'Size', type: 'choice', choices: ['13"', '15"'], required: true }],
      price: { amount: '1190.00', currency: 'EUR' },
      approvals: [{ by: { principals: ['anna'] }, count: 1, from: '1000.00' }],
      tasks: [{ title: 'Order it' }, { title: 'Set it up', dependsOn: [1], dueDays: 14 }],
      team: 'hardware',
      active: true,
    },
  });
export type ItemBody = z.output<typeof ItemBody>;

const ItemView = z
  .object({ id: z.string(), ...ITEM_FIELDS, version: z.int(), at: z.iso.datetime(), by: z.string() })
  .meta({ id: 'CatalogueItem' });

export const putItem = route({
  id: 'tickets.putItem',
  method: 'PUT',
  path: '/companies/{companyId}/help-desk/catalogue/{item}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Keep something that people can order; one that stands needs If-Match',
  description: 'Orders under way stay under the version that they were made under.',
  params: ItemParams,
  body: ItemBody,
  responses: { 200: { description: 'As it stands now', body: ItemView } },
});

export const getItem = route({
  id: 'tickets.getItem',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/catalogue/{item}',
  scope: 'read',
  permission: 'tickets.ask',
  summary: 'Something that people can order, with ETag',
  params: ItemParams,
  responses: { 200: { description: 'The item', body: ItemView } },
});

export const listItems = route({
  id: 'tickets.listItems',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/catalogue',
  scope: 'read',
  permission: 'tickets.ask',
  summary: 'What people can order, and what rests',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of items', body: pageOf(ItemView) } },
});

export const deleteItem = route({
  id: 'tickets.deleteItem',
  method: 'DELETE',
  path: '/companies/{companyId}/help-desk/catalogue/{item}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Drop an item; needs If-Match. Orders under way go on',
  params: ItemParams,
  responses: { 204: { description: 'Gone' } },
});
