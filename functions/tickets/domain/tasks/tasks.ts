/** `waiting`: others come before it; it opens by itself when they have ended. */
export const TASK_STATES = ['waiting', 'open', 'done', 'dropped'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** A task as it was planned. Its title stands beside it, and can be erased. */
export interface PlannedTask {
  /** From 1 on, in order. */
  readonly task: number;
  readonly assignee?: string | undefined;
  readonly team?: string | undefined;
  /** A day, `2026-12-01`. */
  readonly due?: string | undefined;
  /** Tasks that come before it: always ones with smaller numbers, so there is no circle. */
  readonly dependsOn: readonly number[];
}

export interface Task extends PlannedTask {
  readonly state: TaskState;
  /** The version of the ticket in which it has opened the last time: its event tells of it. */
  readonly openedIn?: number | undefined;
}

export interface TaskChange {
  readonly task: number;
  readonly state?: TaskState | undefined;
  readonly assignee?: string | null | undefined;
  readonly team?: string | null | undefined;
  readonly due?: string | null | undefined;
}

/** Of a ticket, ended ones included. */
export const MAX_TASKS = 50;

export function hasEnded({ state }: Pick<Task, 'state'>): boolean {
  return state === 'done' || state === 'dropped';
}

/** Tasks that somebody has still to do. */
export function openTasks(tasks: readonly Task[] = []): Task[] {
  return tasks.filter((task) => !hasEnded(task));
}

/** The tasks that have not ended and come right before one. */
export function before(tasks: readonly Task[], { dependsOn }: Pick<Task, 'dependsOn'>): Task[] {
  return openTasks(tasks).filter(({ task }) => dependsOn.includes(task));
}

/** Of the tasks that have not ended, those wait that come after others. */
function settled(tasks: readonly Task[]): Task[] {
  return tasks.map((task) =>
    hasEnded(task) ? task : { ...task, state: before(tasks, task).length > 0 ? 'waiting' : 'open' },
  );
}

/** Tasks of which those say so that a version of their ticket has opened. */
export function openedIn(version: number, were: readonly Task[] = [], tasks: readonly Task[]): Task[] {
  const wasOpen = new Set(were.filter(({ state }) => state === 'open').map(({ task }) => task));
  return tasks.map((task) =>
    task.state === 'open' && !wasOpen.has(task.task) ? { ...task, openedIn: version } : task,
  );
}

export function addTasks(tasks: readonly Task[] = [], planned: readonly PlannedTask[]): Task[] {
  return settled([...tasks, ...planned.map((task) => ({ ...task, state: 'open' as const }))]);
}

export function changeTask(tasks: readonly Task[] = [], change: TaskChange): Task[] {
  const { state, assignee, team, due } = change;
  return settled(
    tasks.map((task) =>
      task.task === change.task
        ? {
            ...task,
            ...(state !== undefined && { state }),
            ...(assignee !== undefined && { assignee: assignee ?? undefined }),
            ...(team !== undefined && { team: team ?? undefined }),
            ...(due !== undefined && { due: due ?? undefined }),
          }
        : task,
    ),
  );
}

export function dropTasks(tasks: readonly Task[] = [], dropped: readonly number[]): Task[] {
  return settled(tasks.map((task) => (dropped.includes(task.task) ? { ...task, state: 'dropped' } : task)));
}
