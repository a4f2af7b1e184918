import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { hasEnded } from '../domain/tasks/tasks.ts';
import { StoredTask, ticketPartition } from './tickets.ts';

interface TaskKey {
  readonly companyId: string;
  readonly ticketId: string;
  readonly task: number;
}

const numbered = (task: number) => String(task).padStart(2, '0');
/** After all days: tasks without one come last. */
const NO_DAY = '9999-12-31';

/** A task as its ticket has it, for lists of what somebody has to do; written with the ticket. */
export const TicketTaskRow = entity({
  name: 'tickets.task',
  schema: z.object({ companyId: z.string(), ticketId: z.string(), ...StoredTask.shape }),
  key: ({ companyId, ticketId, task }: TaskKey) => ({
    pk: ticketPartition(companyId, ticketId),
    sk: `TASK#${numbered(task)}`,
  }),
  index: ({ companyId, ticketId, task, state, assignee, team, due = NO_DAY }) => {
    if (hasEnded({ state })) return {};
    const sk = `${due}#${ticketId.padStart(10, '0')}#${numbered(task)}`;
    return {
      ...(assignee !== undefined && { gsi1pk: `C#${companyId}#TASKS-OF#${assignee}`, gsi1sk: sk }),
      ...(team !== undefined && { gsi2pk: `C#${companyId}#TEAM-TASKS#${team}`, gsi2sk: sk }),
    };
  },
  access: ['gsi1: what an agent has to do, by day', 'gsi2: what a team has to do, by day'],
});
export type TicketTaskRow = ItemOf<typeof TicketTaskRow>;

/** What people wrote of a task. May be redacted. */
export const TaskWordsRow = entity({
  name: 'tickets.task-words',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    task: z.int().positive(),
    title: z.string(),
    result: z.string().optional(),
  }),
  key: ({ companyId, ticketId, task }: TaskKey) => ({
    pk: ticketPartition(companyId, ticketId),
    sk: `TASK-WORDS#${numbered(task)}`,
  }),
  access: ['all of a ticket, in order', 'by ticket and number, for lists'],
});
export type TaskWordsRow = ItemOf<typeof TaskWordsRow>;
