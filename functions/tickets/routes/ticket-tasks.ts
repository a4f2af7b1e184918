import * as z from 'zod';
import { CompanyParams, DateField, PageQuery, PrincipalId, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, Line, TicketId } from '../contract.ts';
import { MAX_TASKS, TASK_STATES } from '../domain/tasks/tasks.ts';
import { TicketParams } from './ticket-views.ts';

const TaskNumber = z.int().min(1).max(MAX_TASKS);

const TASK_FIELDS = {
  task: TaskNumber,
  title: z.string().describe('Empty where its words were erased.'),
  state: z.enum(TASK_STATES).describe('`waiting`: others come before it, and it opens when they have ended.'),
  assignee: z.string().optional(),
  team: z.string().optional(),
  due: z.iso.date().optional(),
  dependsOn: z.array(TaskNumber).readonly(),
  result: z.string().optional(),
};
const TaskView = z.object(TASK_FIELDS).meta({ id: 'TicketTask' });

export const postTask = route({
  id: 'tickets.postTask',
  method: 'POST',
  path: '/companies/{companyId}/tickets/{ticketId}/tasks',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Add a task: something that has to be done before the ticket is resolved',
  description: `A ticket has at most ${MAX_TASKS} tasks, ended ones included.`,
  params: TicketParams,
  body: z
    .strictObject({
      title: Line(200),
      assignee: PrincipalId.optional(),
      team: Code.optional(),
      due: DateField.optional(),
      dependsOn: z
        .array(TaskNumber)
        .max(MAX_TASKS)
        .default([])
        .transform((tasks) => [...new Set(tasks)])
        .describe('Tasks of this ticket that come before it.'),
    })
    .meta({ example: { title: 'Order the notebook', team: 'hardware', due: '2026-12-01' } }),
  idempotent: true,
  responses: { 201: { description: 'Added', body: TaskView } },
});

export const patchTask = route({
  id: 'tickets.patchTask',
  method: 'PATCH',
  path: '/companies/{companyId}/tickets/{ticketId}/tasks/{task}',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'End a task, hand it on, write what came of it',
  description:
    'One that ended is taken up again by the state `open`; what comes after it waits again, unless it has ended too.',
  params: TicketParams.extend({ task: z.coerce.number().pipe(TaskNumber) }),
  body: z
    .strictObject({
      title: Line(200).optional(),
      assignee: PrincipalId.nullable().optional(),
      team: Code.nullable().optional(),
      due: DateField.nullable().optional(),
      state: z.enum(['open', 'done', 'dropped']).optional(),
      result: z.string().trim().min(1).max(2_000).optional(),
    })
    .meta({ example: { state: 'done', result: 'Ordered, arrives on Thursday' } }),
  responses: { 200: { description: 'As it stands now', body: TaskView } },
});

export const getTasks = route({
  id: 'tickets.getTasks',
  method: 'GET',
  path: '/companies/{companyId}/tickets/{ticketId}/tasks',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'All tasks of a ticket, in the order in which they were planned',
  params: TicketParams,
  responses: {
    200: {
      description: 'The tasks',
      body: z.object({ items: z.array(TaskView) }).meta({ id: 'TicketTasks' }),
    },
  },
});

export const listTasks = route({
  id: 'tickets.listTasks',
  method: 'GET',
  path: '/companies/{companyId}/tickets/tasks',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'What an agent or a team has to do, soonest first; without either, what you have to do',
  description:
    'Tasks that have not ended, of all tickets; those without a day come last. The list follows changes within moments.',
  params: CompanyParams,
  query: PageQuery.extend({ assignee: PrincipalId.optional(), team: Code.optional() }).refine(
    ({ assignee, team }) => assignee === undefined || team === undefined,
    { path: ['team'], error: 'goes without assignee' },
  ),
  responses: {
    200: {
      description: 'A page of tasks',
      body: pageOf(
        z.object({ ticketId: TicketId, ticketTitle: z.string(), ...TASK_FIELDS }).meta({ id: 'OpenTask' }),
      ),
    },
  },
});
