import { invariant } from '../../../shared/kernel/errors.ts';
import { decideTask, planTask } from '../domain/tasks/decide-tasks.ts';
import type { PlannedTask, Task, TaskChange } from '../domain/tasks/tasks.ts';
import type { PageSpec, TicketReader } from '../reader/tickets.ts';
import type { TaskWordsRow, TicketTaskRow } from '../table/tasks.ts';
import { type ChangeTicketDeps, changeTicket, type Together, type Who } from './change-ticket.ts';
import { refuseUnfit } from './desk-ground.ts';
import { isAgent } from './keep-desk.ts';
import { loadTicket } from './link-tickets.ts';

export interface WorkOnTasksDeps extends ChangeTicketDeps {
  readonly reader: ChangeTicketDeps['reader'] &
    Pick<TicketReader, 'allTaskWords' | 'listTasks' | 'loadTaskWords' | 'loadTickets'>;
}

interface Place {
  readonly companyId: string;
  readonly ticketId: string;
}

export interface TaskWords {
  readonly title: string;
  readonly result?: string | undefined;
}
export type TaskWithWords = Omit<Task, 'openedIn'> & TaskWords;

/** Of a task whose words are gone. */
const NO_WORDS: TaskWords = { title: '' };

function withWords({ openedIn: _, ...task }: Task, { title, result }: TaskWords = NO_WORDS): TaskWithWords {
  return { ...task, title, result };
}

/** A task waits in somebody's list: it has to be somebody who sees it. @throws tickets.does-not-fit */
async function assertWorksHere(
  deps: WorkOnTasksDeps,
  companyId: string,
  assignee: string | null | undefined,
): Promise<void> {
  if (typeof assignee !== 'string' || (await isAgent(deps, companyId, assignee))) return;
  refuseUnfit([{ pointer: '/assignee', detail: 'must be somebody who may work on tickets here' }]);
}

/** @throws tickets.unknown-ticket, tickets.does-not-fit, and what `planTask` throws */
export async function addTask(
  deps: WorkOnTasksDeps,
  place: Place,
  { title, ...wish }: Omit<PlannedTask, 'task'> & { readonly title: string },
  who: Who,
  together: (task: TaskWithWords) => ReturnType<Together> = () => [],
): Promise<TaskWithWords> {
  const added = ({ tasks = [] }: { readonly tasks?: readonly Task[] | undefined }) => {
    const task = tasks.at(-1);
    invariant(task, 'a task was added');
    return withWords(task, { title });
  };
  await assertWorksHere(deps, place.companyId, wish.assignee);
  const { row } = await changeTicket(
    deps,
    place,
    who,
    (seen) => ({ happenings: planTask(seen, wish) }),
    async (changed) => {
      const task = added(changed.row);
      const words = deps.store.keepTaskWords({ ...place, task: task.task, title });
      return [words, ...(await together(task))];
    },
  );
  return added(row);
}

/** Changes a task; what is the same already is not written. @throws tickets.unknown-ticket, tickets.does-not-fit, and what `decideTask` throws */
export async function patchTask(
  deps: WorkOnTasksDeps,
  place: Place,
  { title, result, ...wish }: TaskChange & { readonly [word in keyof TaskWords]?: string | undefined },
  who: Who,
): Promise<TaskWithWords> {
  const { task: number } = wish;
  let words = NO_WORDS;
  let isReworded = false;
  await assertWorksHere(deps, place.companyId, wish.assignee);
  const { row } = await changeTicket(
    deps,
    place,
    who,
    async (seen) => {
      const [found] = await deps.reader.loadTaskWords(place.companyId, [
        { ticketId: place.ticketId, task: number },
      ]);
      const standing: TaskWords = found ?? NO_WORDS;
      words = { title: title ?? standing.title, result: result ?? standing.result };
      isReworded = words.title !== standing.title || words.result !== standing.result;
      return { happenings: decideTask(seen, wish, isReworded) };
    },
    () => (isReworded ? [deps.store.keepTaskWords({ ...place, task: number, ...words })] : []),
  );
  const task = row.tasks?.find((one) => one.task === number);
  invariant(task, 'the task was changed');
  return withWords(task, words);
}

/** All tasks of a ticket, ended ones too, in order. @throws tickets.unknown-ticket */
export async function tasksOf(
  deps: WorkOnTasksDeps,
  { companyId, ticketId }: Place,
): Promise<TaskWithWords[]> {
  const [{ tasks = [] }, all] = await Promise.all([
    loadTicket(deps, companyId, ticketId),
    deps.reader.allTaskWords(companyId, ticketId),
  ]);
  return tasks.map((task) => withWords(task, all.find((words) => words.task === task.task))); // biome-ignore format: one line
}

/** What an agent or a team has to do, soonest first, with the titles of the tickets. */
export async function listOpenTasks(
  { reader }: WorkOnTasksDeps,
  companyId: string,
  of: { readonly assignee: string } | { readonly team: string },
  page: PageSpec,
) {
  const { items, next } = await reader.listTasks(companyId, of, page);
  const [words, tickets] = await Promise.all([
    reader.loadTaskWords(companyId, items),
    reader.loadTickets(companyId, [...new Set(items.map(({ ticketId }) => ticketId))]),
  ]);
  const titles = new Map(tickets.map(({ ticketId, title }) => [ticketId, title]));
  const same = (one: TicketTaskRow, two: TaskWordsRow) =>
    one.ticketId === two.ticketId && one.task === two.task;
  const shown = items.map(({ companyId: _, ticketId, ...task }) => ({
    ticketId,
    ticketTitle: titles.get(ticketId) ?? '',
    ...withWords(task, words.find((one) => same({ companyId, ticketId, ...task }, one))),
  })); // biome-ignore format: lines
  return { items: shown, next };
}
