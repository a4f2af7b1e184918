import { refuse } from '../../errors.ts';
import type { TicketHappening } from '../ticket/events.ts';
import { DONE_STATES, type Ticket } from '../ticket/ticket.ts';
import {
  before,
  hasEnded,
  MAX_TASKS,
  openTasks,
  type PlannedTask,
  type Task,
  type TaskChange,
} from './tasks.ts';

/** How many words a refusal has for tasks: `1, 2 and 3 more`. */
function numbersOf(tasks: readonly Task[]): string {
  const named = tasks.slice(0, 5).map(({ task }) => task);
  const more = tasks.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function assertWorkedOn({ state }: Ticket): void {
  if (DONE_STATES.has(state))
    throw refuse('tickets.no-such-step', `The ticket is ${state}: open it again before it gets tasks.`);
}

/**
 * A task more. An order gets those of its item first, when it is approved.
 * @throws tickets.no-such-step, tickets.approval-pending, tickets.too-many, tickets.invalid-task
 */
export function planTask(ticket: Ticket, wish: Omit<PlannedTask, 'task'>): TicketHappening[] {
  assertWorkedOn(ticket);
  const { tasks = [], order } = ticket;
  if (order?.state === 'pending')
    throw refuse('tickets.approval-pending', 'The ticket gets tasks when its order is approved.');
  if (tasks.length >= MAX_TASKS)
    throw refuse('tickets.too-many', `A ticket has at most ${MAX_TASKS} tasks, ended ones included.`);
  // Numbers have no gaps.
  const unknown = wish.dependsOn.findIndex((task) => task > tasks.length);
  if (unknown >= 0)
    throw refuse('tickets.invalid-task', `There is no task ${wish.dependsOn[unknown]} that comes before.`, {
      errors: [{ pointer: `/dependsOn/${unknown}`, detail: 'must be the number of a task of this ticket' }],
    });
  return [{ type: 'tasks-added', tasks: [{ task: tasks.length + 1, ...wish }] }];
}

/**
 * What differs of a wish for a task; nothing where all is as wished.
 * @param hasWords whether its title or result becomes another one
 * @throws tickets.unknown-task, tickets.task-waits, tickets.no-such-step
 */
export function decideTask(ticket: Ticket, wish: TaskChange, hasWords: boolean): TicketHappening[] {
  const { tasks = [] } = ticket;
  const standing = tasks.find(({ task }) => task === wish.task);
  if (!standing) throw refuse('tickets.unknown-task', `The ticket has no task ${wish.task}.`);
  const { state, assignee, team, due } = wish;
  const isMoved = state !== undefined && state !== standing.state;
  if (isMoved) assertStep(ticket, standing, state);
  const differs = <V>(value: V | null | undefined, was: V | undefined) =>
    value !== undefined && (value ?? undefined) !== was;
  const what = {
    ...(isMoved && { state }),
    ...(differs(assignee, standing.assignee) && { assignee }),
    ...(differs(team, standing.team) && { team }),
    ...(differs(due, standing.due) && { due }),
  };
  if (Object.keys(what).length === 0 && !hasWords) return [];
  return [{ type: 'task-changed', task: wish.task, ...what }];
}

function assertStep(ticket: Ticket, standing: Task, state: Task['state']): void {
  const { tasks = [] } = ticket;
  if (hasEnded(standing)) {
    if (state !== 'open')
      throw refuse('tickets.no-such-step', `A task that is ${standing.state} does not become ${state}.`);
    assertWorkedOn(ticket);
  } else if (standing.state === 'waiting' && state !== 'dropped')
    throw refuse('tickets.task-waits', `Before it come ${numbersOf(before(tasks, standing))}.`);
}

/** Drops all tasks that are open, for a ticket that is to end without them. */
export function dropOpenTasks({ tasks }: Ticket): TicketHappening[] {
  const open = openTasks(tasks).map(({ task }) => task);
  return open.length > 0 ? [{ type: 'tasks-dropped', tasks: open }] : [];
}

/** No ticket is done while one of its tasks is not. @throws tickets.tasks-open */
export function assertTasksEnded({ state, tasks }: Ticket): void {
  const open = openTasks(tasks);
  if (open.length > 0 && DONE_STATES.has(state))
    throw refuse(
      'tickets.tasks-open',
      `These tasks are open: ${numbersOf(open)}. End or drop them first, or say dropTasks where you change the state.`,
    );
}
