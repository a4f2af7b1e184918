import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readAnswers,
  stepsOf,
  tasksFrom,
  totalMinor,
} from '../../../functions/tickets/domain/catalogue/item.ts';
import type { CustomField } from '../../../functions/tickets/domain/desk/fields.ts';
import {
  approve,
  assertOrderHolds,
  placeOrder,
  refuseOrder,
  replace,
  withdrawOrder,
} from '../../../functions/tickets/domain/orders/decide-order.ts';
import {
  type ApprovalStep,
  canBeFilled,
  pendingApprovers,
} from '../../../functions/tickets/domain/orders/order.ts';
import { planTask } from '../../../functions/tickets/domain/tasks/decide-tasks.ts';
import { apply, fold } from '../../../functions/tickets/domain/ticket/apply.ts';
import { addArticle } from '../../../functions/tickets/domain/ticket/decide.ts';
import type { TicketHappening } from '../../../functions/tickets/domain/ticket/events.ts';
import { TICKET_STATES, type Ticket } from '../../../functions/tickets/domain/ticket/ticket.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const AT = '2026-11-26T09:00:00.000Z';
const OPENED = {
  type: 'opened', channel: 'catalogue', requesterId: 'rqs_1', kind: 'request', impact: 3, urgency: 3,
} as const; // biome-ignore format: a record

/** As `changeWrites` does: all events, then what must hold. */
function play(ticket: Ticket, by: string, happenings: readonly TicketHappening[]): Ticket {
  let next = ticket;
  for (const what of happenings) next = apply(next, { at: AT, by: { kind: 'agent', id: by }, what });
  assertOrderHolds(next);
  return next;
}
function ordered(steps: readonly ApprovalStep[], excluded: readonly string[] = ['robert']): Ticket {
  const ticket = fold([{ at: AT, by: { kind: 'agent', id: 'robert' }, what: OPENED }]);
  const placed = { item: 'notebook', itemVersion: 1, quantity: 1, excluded, steps };
  return play(ticket, 'robert', placeOrder(placed));
}
const approvedBy = (ticket: Ticket, by: string) => play(ticket, by, approve(ticket, by, AT));
function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return undefined;
}

describe('an order', () => {
  it('waits with standing clocks, is asked step by step, and opens with the last approval', () => {
    const ticket = ordered([
      { approvers: ['anna', 'bert'], count: 1 },
      { approvers: ['bert', 'cora'], count: 2 },
    ]);
    expect(ticket).toMatchObject({ state: 'waiting-for-third-party', waits: [{ from: AT }] });
    expect(pendingApprovers(ticket.order)).toEqual(['anna', 'bert']);
    expect(codeOf(() => approvedBy(ticket, 'cora'))).toBe('tickets.not-approver');
    // Both of the second step are needed there.
    expect(codeOf(() => approvedBy(ticket, 'bert'))).toBe('tickets.needed-later');
    const second = approvedBy(ticket, 'anna');
    expect(approve(second, 'anna', AT)).toEqual([]);
    expect(pendingApprovers(second.order)).toEqual(['bert', 'cora']);
    const open = approvedBy(approvedBy(second, 'cora'), 'bert');
    expect(open).toMatchObject({ state: 'open', order: { state: 'approved' } });
    expect(codeOf(() => approvedBy(open, 'anna'))).toBe('tickets.order-decided');
  });

  it('is open at once where nobody has to approve it, and impossible where nobody could', () => {
    expect(ordered([])).toMatchObject({ state: 'new', order: { state: 'approved' } });
    expect(codeOf(() => ordered([{ approvers: [], count: 1 }]))).toBe('tickets.no-approvers');
    const twice = [
      { approvers: ['anna'], count: 1 },
      { approvers: ['anna'], count: 1 },
    ];
    expect(codeOf(() => ordered(twice))).toBe('tickets.no-approvers');
  });

  it('is closed by a refusal or a withdrawal, and stays closed whatever is said', () => {
    const ticket = ordered([{ approvers: ['anna', 'bert'], count: 2 }]);
    const refused = play(ticket, 'bert', refuseOrder(ticket, 'bert', []));
    expect(refused).toMatchObject({ state: 'closed', order: { state: 'refused' } });
    expect(codeOf(() => refuseOrder(ticket, 'robert', []))).toBe('tickets.four-eyes');
    const requester = { kind: 'requester' as const, id: 'rqs_1' };
    const answer = addArticle(refused, requester, { kind: 'message', isPublic: true });
    expect(play(refused, 'x', answer).state).toBe('closed');
    expect(codeOf(() => play(refused, 'x', [{ type: 'state-changed', state: 'open' }]))).toBe(
      'tickets.order-failed',
    );
    expect(play(ticket, 'robert', withdrawOrder(ticket, [])).order?.state).toBe('withdrawn');
    expect(codeOf(() => withdrawOrder(refused, []))).toBe('tickets.order-decided');
    expect(codeOf(() => planTask(ticket, { dependsOn: [] }))).toBe('tickets.approval-pending');
  });

  it('is asked of somebody else in the place of an approver, named by a third one', () => {
    const ticket = ordered([{ approvers: ['anna'], count: 1 }]);
    const swap = (from: string, to: string, by: string) => () => replace(ticket, { from, to }, by);
    expect(codeOf(swap('anna', 'dora', 'robert'))).toBe('tickets.four-eyes');
    expect(codeOf(swap('anna', 'robert', 'mara'))).toBe('tickets.four-eyes');
    expect(codeOf(swap('anna', 'mara', 'mara'))).toBe('tickets.four-eyes');
    expect(codeOf(swap('bert', 'dora', 'mara'))).toBe('tickets.not-approver');
    const next = play(ticket, 'mara', swap('anna', 'dora', 'mara')());
    expect(codeOf(() => approvedBy(next, 'anna'))).toBe('tickets.not-approver');
    expect(approvedBy(next, 'dora').state).toBe('open');
  });

  it('never opens without the people it needs, whatever is tried', () => {
    const people = ['anna', 'bert', 'cora', 'dora', 'robert'];
    const person = fc.constantFrom(...people);
    const step = fc.oneof(
      fc.record({ approve: person }),
      fc.record({ approve: person }),
      fc.record({ refuse: person }),
      fc.record({ by: person, from: person, to: person }),
      fc.record({ state: fc.constantFrom(...TICKET_STATES) }),
      fc.record({ speaks: fc.constantFrom('requester' as const, 'agent' as const) }),
    );
    const steps = fc.array(
      fc.record({
        approvers: fc.uniqueArray(fc.constantFrom(...people.slice(0, 4)), { minLength: 1 }),
        count: fc.integer({ min: 1, max: 2 }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(steps, fc.array(step, { maxLength: 20 }), (needed, tries) => {
        fc.pre(canBeFilled({ steps: needed, approvals: [] }));
        let ticket = ordered(needed);
        for (const one of tries) {
          try {
            if ('approve' in one) ticket = approvedBy(ticket, one.approve);
            else if ('refuse' in one) ticket = play(ticket, one.refuse, refuseOrder(ticket, one.refuse, []));
            else if ('by' in one) ticket = play(ticket, one.by, replace(ticket, one, one.by));
            else if ('state' in one)
              ticket = play(ticket, 'agneta', [{ type: 'state-changed', state: one.state }]);
            else {
              const actor = { kind: one.speaks, id: 'rqs_1' };
              ticket = play(ticket, 'rqs_1', addArticle(ticket, actor, { kind: 'phone', isPublic: true }));
            }
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          const { order } = ticket;
          const approvals = order?.approvals ?? [];
          expect(new Set(approvals.map(({ by }) => by)).size).toBe(approvals.length);
          expect(approvals.some(({ by }) => by === 'robert')).toBe(false);
          const has = needed.every(
            ({ count }, at) => approvals.filter((given) => given.step === at).length >= count,
          );
          expect(order?.state === 'approved').toBe(has && order?.state !== 'refused');
          if (!has)
            expect(ticket.state).toBe(order?.state === 'refused' ? 'closed' : 'waiting-for-third-party');
          // Nobody is stuck: what waits can still be approved.
          if (order?.state === 'pending') expect(canBeFilled(order)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('an item of the catalogue', () => {
  const questions: CustomField[] = [
    { id: 'size', label: 'Size', type: 'choice', choices: ['13"', '15"'], required: 'on-open' },
    { id: 'dock', label: 'Dock', type: 'yes-no', required: 'never' },
  ];

  it('asks its questions, and names answers that are missing, wrong or to nothing', () => {
    expect(readAnswers(questions, { dock: true, size: '13"' })).toEqual({
      lines: ['Size: 13"', 'Dock: ✓'],
      errors: [],
    });
    const { errors } = readAnswers(questions, { dock: 'yes', constructor: 1 });
    expect(errors.map(({ pointer }) => pointer)).toEqual([
      '/answers/dock', '/answers/constructor', '/answers/size',
    ]); // biome-ignore format: a list
  });

  it('needs the steps that its total comes to, and plans its tasks from the day of the approval', () => {
    const rules = [
      { by: { principals: ['anna'] }, count: 1 },
      { by: { team: 'board' }, count: 2, fromMinor: 500_000n },
    ];
    const steps = (quantity: number) =>
      stepsOf(rules, totalMinor({ amountMinor: 125_000n }, quantity), [['anna'], ['bert', 'cora', 'bert']]);
    expect(steps(3)).toEqual([{ approvers: ['anna'], count: 1 }]);
    expect(steps(4)[1]).toEqual({ approvers: ['bert', 'cora'], count: 2 });
    const template = [
      { title: 'a', dependsOn: [] },
      { title: 'b', dueDays: 7, dependsOn: [1] },
    ];
    expect(tasksFrom(template, '2026-12-28')).toMatchObject([
      { task: 1, due: undefined },
      { task: 2, due: '2027-01-04', dependsOn: [1] },
    ]);
  });
});
