import * as z from 'zod';
import { CompanyId, CompanyParams, PageQuery, PrincipalId, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, FieldValueField, LevelField, Line } from '../contract.ts';
import { ME } from '../domain/macros/steps.ts';
import { TICKET_KINDS, TICKET_STATES } from '../domain/ticket/ticket.ts';
import { TemplateText } from './templates.ts';

const MacroParams = z.object({ companyId: CompanyId, macro: Code });
const BODY_BYTES = 20_000;

const Person = PrincipalId.or(z.literal(ME)).describe('`@me`: whoever applies the macro.');
const Tags = z.array(Code).max(20).default([]);
const People = z.array(Person).max(10).default([]);

function saysSomething<S extends z.ZodObject>(step: S) {
  return step.refine(({ type: _, ...wishes }) => Object.values(wishes).some((wish) => wish !== undefined), {
    error: 'must change something',
  });
}
function addsOrRemoves<S extends z.ZodType<{ add: readonly string[]; remove: readonly string[] }>>(step: S) {
  return step.refine(({ add, remove }) => add.length + remove.length > 0, { error: 'must change something' });
}
function writing<const T extends 'reply' | 'note'>(type: T) {
  return z
    .strictObject({
      type: z.literal(type),
      text: TemplateText.optional(),
      template: Code.optional().describe('Instead of a text: a reply template, as it is then.'),
    })
    .refine(({ text, template }) => (text === undefined) !== (template === undefined), {
      error: 'must have either a text or a template',
    });
}

const Step = z.discriminatedUnion('type', [
  saysSomething(
    z.strictObject({
      type: z.literal('classify'),
      kind: z.enum(TICKET_KINDS).optional(),
      impact: LevelField.optional(),
      urgency: LevelField.optional(),
      priority: LevelField.nullable().optional().describe('null: by the matrix again.'),
      category: Code.nullable().optional(),
      sla: Code.nullable().optional(),
    }),
  ),
  saysSomething(
    z.strictObject({
      type: z.literal('assign'),
      team: Code.nullable().optional(),
      assignee: Person.nullable().optional(),
    }),
  ),
  addsOrRemoves(z.strictObject({ type: z.literal('tag'), add: Tags, remove: Tags })),
  z.strictObject({
    type: z.literal('fields'),
    values: z
      .record(Code, FieldValueField.nullable())
      .refine((values) => Object.keys(values).length > 0, 'must change something')
      .refine((values) => Object.keys(values).length <= 30, 'must be at most 30'),
  }),
  addsOrRemoves(z.strictObject({ type: z.literal('watch'), add: People, remove: People })),
  writing('reply'),
  writing('note'),
  z
    .strictObject({
      type: z.literal('state'),
      state: z.enum(TICKET_STATES).exclude(['new']),
      afterDays: z.int().min(1).max(365).optional().describe('Of `planned`: in how many days it comes back.'),
      dropTasks: z.literal(true).optional().describe('Of `resolved` and `closed`: drops open tasks.'),
    })
    .refine(({ state, afterDays }) => afterDays === undefined || state === 'planned', {
      path: ['afterDays'],
      error: 'needs the state planned',
    })
    .refine(({ state, dropTasks }) => dropTasks === undefined || state === 'resolved' || state === 'closed', {
      path: ['dropTasks'],
      error: 'needs the state resolved or closed',
    }),
]);

const MacroBody = z
  .strictObject({
    name: Line(100),
    steps: z
      .array(Step)
      .min(1)
      .max(Step.options.length)
      .refine((steps) => new Set(steps.map(({ type }) => type)).size === steps.length, {
        error: 'must have each type of step once',
      })
      .describe('In order; each stands on what those before it have made.'),
  })
  .meta({
    id: 'MacroBody',
    example: {
      name: 'Ask, and wait',
      steps: [
        { type: 'assign', assignee: '@me' },
        { type: 'reply', template: 'ask-inventory' },
        { type: 'state', state: 'waiting-for-requester' },
      ],
    },
  });
const MacroView = MacroBody.extend({
  id: z.string(),
  version: z.int(),
  at: z.iso.datetime(),
  by: z.string(),
}).meta({ id: 'Macro' });

export const putMacro = route({
  id: 'tickets.putMacro',
  method: 'PUT',
  path: '/companies/{companyId}/help-desk/macros/{macro}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Keep a macro, which changes a ticket in several ways at once; one that stands needs If-Match',
  description:
    'What it names has to be there. Texts have the placeholders of reply templates. At most 100 macros, of 20 kB each.',
  params: MacroParams,
  body: MacroBody,
  bodyLimitBytes: BODY_BYTES,
  responses: { 200: { description: 'As it stands now', body: MacroView } },
});

export const getMacro = route({
  id: 'tickets.getMacro',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/macros/{macro}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'A macro, with ETag',
  params: MacroParams,
  responses: { 200: { description: 'The macro', body: MacroView } },
});

export const listMacros = route({
  id: 'tickets.listMacros',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/macros',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'Macros, by id',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of macros', body: pageOf(MacroView) } },
});

export const listMacroVersions = route({
  id: 'tickets.listMacroVersions',
  method: 'GET',
  path: '/companies/{companyId}/help-desk/macros/{macro}/versions',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'What a macro has been, newest first: the history of tickets names versions',
  params: MacroParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of versions', body: pageOf(MacroView) } },
});

export const deleteMacro = route({
  id: 'tickets.deleteMacro',
  method: 'DELETE',
  path: '/companies/{companyId}/help-desk/macros/{macro}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Drop a macro; needs If-Match',
  params: MacroParams,
  responses: { 204: { description: 'Gone' } },
});
