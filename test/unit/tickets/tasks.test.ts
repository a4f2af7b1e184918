import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticesOf } from '../../../functions/tickets/domain/answers/notices.ts';
import {
  assertTasksEnded,
  decideTask,
  dropOpenTasks,
  planTask,
} from '../../../functions/tickets/domain/tasks/decide-tasks.ts';
import {
  before,
  hasEnded,
  openTasks,
  type Task,
  type TaskChange,
} from '../../../functions/tickets/domain/tasks/tasks.ts';
import { apply, fold } from '../../../functions/tickets/domain/ticket/apply.ts';
import type { TicketHappening } from '../../../functions/tickets/domain/ticket/events.ts';
import type { Ticket } from '../../../functions/tickets/domain/ticket/ticket.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const BY = { kind: 'agent', id: 'anna' } as const;
const AT = '2026-11-26T09:00:00.000Z';
const OPENED = {
  type: 'opened', channel: 'api', requesterId: 'rqs_1', kind: 'request', impact: 3, urgency: 3,
} as const; // biome-ignore format: a record

function play(ticket: Ticket, happenings: readonly TicketHappening[]): Ticket {
  let next = ticket;
  for (const what of happenings) next = apply(next, { at: AT, by: BY, what });
  return next;
}
const plan = (ticket: Ticket, ...dependsOn: number[]) => play(ticket, planTask(ticket, { dependsOn }));
const change = (ticket: Ticket, wish: TaskChange) => play(ticket, decideTask(ticket, wish, false));
const statesOf = ({ tasks = [] }: Ticket) => tasks.map(({ state }) => state);
const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
  return undefined;
};

const TICKET = fold([{ at: AT, by: BY, what: OPENED }]);

describe('tasks of a ticket', () => {
  it('open in the order in which they depend on each other, and wait again when one is taken up again', () => {
    let ticket = plan(plan(plan(TICKET), 1), 1, 2);
    expect(statesOf(ticket)).toEqual(['open', 'waiting', 'waiting']);
    expect(codeOf(() => change(ticket, { task: 2, state: 'done' }))).toBe('tickets.task-waits');
    ticket = change(ticket, { task: 1, state: 'done' });
    expect(statesOf(ticket)).toEqual(['done', 'open', 'waiting']);
    ticket = change(ticket, { task: 2, state: 'dropped' });
    expect(statesOf(ticket)).toEqual(['done', 'dropped', 'open']);
    expect(codeOf(() => change(ticket, { task: 1, state: 'dropped' }))).toBe('tickets.no-such-step');
    ticket = change(ticket, { task: 1, state: 'open' });
    expect(statesOf(ticket)).toEqual(['open', 'dropped', 'waiting']);
  });

  it('say nothing where all is as wished', () => {
    const ticket = change(plan(TICKET), { task: 1, assignee: 'bert', due: '2026-12-01' });
    expect(decideTask(ticket, { task: 1, assignee: 'bert', due: '2026-12-01', team: null }, false)).toEqual(
      [],
    );
    expect(change(ticket, { task: 1, assignee: null }).tasks?.[0]).toMatchObject({ due: '2026-12-01' });
    expect(decideTask(ticket, { task: 1 }, true)).toEqual([{ type: 'task-changed', task: 1 }]);
    expect(codeOf(() => change(ticket, { task: 2, state: 'done' }))).toBe('tickets.unknown-task');
  });

  it('depend on tasks that are there, and are at most fifty', () => {
    expect(codeOf(() => plan(plan(TICKET), 2))).toBe('tickets.invalid-task');
    let ticket = TICKET;
    for (let count = 0; count < 50; count += 1) ticket = plan(ticket);
    expect(codeOf(() => plan(ticket))).toBe('tickets.too-many');
  });

  it('keep the ticket from being done until they have ended or are dropped with it', () => {
    const ticket = plan(plan(TICKET), 1);
    const done: TicketHappening = { type: 'state-changed', state: 'resolved' };
    expect(codeOf(() => assertTasksEnded(play(ticket, [done])))).toBe('tickets.tasks-open');
    const dropped = play(ticket, [...dropOpenTasks(ticket), done]);
    expect(codeOf(() => assertTasksEnded(dropped))).toBeUndefined();
    expect(codeOf(() => plan(dropped))).toBe('tickets.no-such-step');
    expect(codeOf(() => change(dropped, { task: 1, state: 'open' }))).toBe('tickets.no-such-step');
  });

  it('are never done before what comes before them, whatever is tried', () => {
    const step = fc.oneof(
      fc.record({ plan: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }) }),
      fc.record({
        task: fc.integer({ min: 1, max: 8 }),
        state: fc.constantFrom('open' as const, 'done' as const, 'dropped' as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let ticket = TICKET;
        for (const wish of steps) {
          const was: readonly Task[] = ticket.tasks ?? [];
          try {
            ticket = 'plan' in wish ? plan(ticket, ...wish.plan) : change(ticket, wish);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          const { tasks = [] } = ticket;
          for (const task of openTasks(tasks))
            expect(task.state).toBe(before(tasks, task).length > 0 ? 'waiting' : 'open');
          for (const task of tasks) {
            const wasDone = was.find((one) => one.task === task.task)?.state === 'done';
            if (task.state === 'done' && !wasDone)
              expect(was.filter((one) => task.dependsOn.includes(one.task)).every(hasEnded)).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('who is told of tasks', () => {
  /** What the last of some happenings tells, as `bert` or `#net`. */
  function told(ticket: Ticket, happenings: readonly TicketHappening[]): string[] {
    const next = play(ticket, happenings);
    const what = happenings.at(-1);
    if (!what) return [];
    return noticesOf({ at: AT, by: BY, what, version: next.version }, next).flatMap(({ to }) =>
      to === 'all' ? ['all'] : 'team' in to ? [`#${to.team}`] : to,
    );
  }
  const task = (number: number, more: Partial<Task> = {}) => ({ task: number, dependsOn: [], ...more });
  const planned: TicketHappening = {
    type: 'tasks-added',
    tasks: [
      task(1, { assignee: 'bert', team: 'net' }),
      task(2, { assignee: 'carl', dependsOn: [1] }),
      task(3, { team: 'net', dependsOn: [1] }),
      task(4, { assignee: 'anna', dependsOn: [1] }),
      task(5, { assignee: 'dora', dependsOn: [2] }),
    ],
  };
  const begun = play(TICKET, [planned]);
  const end = (number: number) => ({ type: 'task-changed', task: number, state: 'done' }) as const;

  it('whoever has one, when it opens: at once, or as those before it have ended; nobody of what he opened himself', () => {
    expect(told(TICKET, [planned])).toEqual(['bert']);
    expect(told(begun, [end(1)])).toEqual(['carl', '#net']);
    expect(told(begun, [end(1), end(2)])).toEqual(['dora']);
    expect(told(begun, [{ type: 'tasks-dropped', tasks: [1] }])).toEqual(['carl', '#net']);
  });

  it('who gets one that is open, and not who gets one that waits', () => {
    const hand = (number: number, more: Partial<TaskChange>) =>
      told(begun, [{ type: 'task-changed', task: number, ...more } as TicketHappening]);
    expect(hand(1, { assignee: 'carl' })).toEqual(['carl']);
    expect(hand(1, { assignee: null })).toEqual(['#net']);
    expect(hand(1, { team: 'house' })).toEqual([]);
    expect(hand(1, { due: '2026-12-01' })).toEqual([]);
    expect(hand(2, { assignee: 'bert' })).toEqual([]);
    expect(told(begun, [{ type: 'task-changed', task: 2, assignee: 'bert' }, end(1)])).toEqual([
      'bert',
      '#net',
    ]);
  });

  it('once, though the event is heard when the task has ended, or waits and opens again', () => {
    const happened = { at: AT, by: BY, what: end(1), version: begun.version + 1 };
    const later = play(begun, [end(1), end(2), { type: 'task-changed', task: 1, state: 'open' }, end(1)]);
    expect(noticesOf(happened, later)).toEqual([]);
    expect(noticesOf({ ...happened, version: later.version }, later)).toHaveLength(1);
  });
});
