import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Level, priorityOf } from '../../../functions/tickets/domain/priority.ts';
import { apply, fold } from '../../../functions/tickets/domain/ticket/apply.ts';
import {
  addArticle,
  assign,
  changeState,
  classify,
  nameSolution,
  retag,
} from '../../../functions/tickets/domain/ticket/decide.ts';
import type { TicketEvent, TicketHappening } from '../../../functions/tickets/domain/ticket/events.ts';
import { nextStates } from '../../../functions/tickets/domain/ticket/states.ts';
import {
  type Actor,
  TICKET_KINDS,
  TICKET_STATES,
  type Ticket,
  WAITING_STATES,
} from '../../../functions/tickets/domain/ticket/ticket.ts';
import { MAX_WATCHERS, unwatch, watch } from '../../../functions/tickets/domain/ticket/watchers.ts';

const ANNA: Actor = { kind: 'agent', id: 'anna' };
const REQUESTER: Actor = { kind: 'requester', id: 'rqs_1' };
const at = (minute: number) => new Date(Date.UTC(2026, 6, 6, 8, minute)).toISOString();

const OPENED: TicketEvent = {
  at: at(0),
  by: REQUESTER,
  what: { type: 'opened', channel: 'api', requesterId: 'rqs_1', kind: 'incident', impact: 2, urgency: 4 },
};

/** A ticket, and what is done to it minute by minute. */
function play(...steps: ((ticket: Ticket) => readonly [Actor, readonly TicketHappening[]])[]): Ticket {
  let ticket = fold([OPENED]);
  for (const [index, step] of steps.entries()) {
    const [by, happenings] = step(ticket);
    for (const what of happenings) ticket = apply(ticket, { at: at(index + 1), by, what });
  }
  return ticket;
}
const reply = (state?: Ticket['state']) => (ticket: Ticket) =>
  [ANNA, addArticle(ticket, ANNA, { kind: 'reply', isPublic: true, state })] as const;
const answer = (ticket: Ticket) =>
  [REQUESTER, addArticle(ticket, REQUESTER, { kind: 'message', isPublic: true })] as const;
const go = (state: Ticket['state']) => (ticket: Ticket) =>
  [ANNA, changeState(ticket, ANNA, state) ?? []] as const;

describe('a ticket', () => {
  it('has the priority of the matrix until somebody sets another one', () => {
    const ticket = fold([OPENED]);
    expect(ticket.priority).toBe(3);
    const set = play((one) => [ANNA, classify(one, { priority: 5 })]);
    expect(set.priority).toBe(5);
    const raised = play(
      (one) => [ANNA, classify(one, { priority: 5 })],
      (one) => [ANNA, classify(one, { urgency: 1 })],
    );
    expect(raised.priority).toBe(5);
    const back = play(
      (one) => [ANNA, classify(one, { priority: 5 })],
      (one) => [ANNA, classify(one, { priority: null, impact: 5, urgency: 5 })],
    );
    expect(back.priority).toBe(5);
    expect(back.isPrioritySet).toBe(false);
  });

  it('is taken up by a public word of an agent, and waits where asked to', () => {
    expect(play(reply())).toMatchObject({ state: 'open', respondedAt: at(1), lastAnswerAt: at(1) });
    const waiting = play(reply('waiting-for-requester'));
    expect(waiting).toMatchObject({ state: 'waiting-for-requester', waits: [{ from: at(1) }] });
    expect(waiting.askedAt).toBeUndefined();
  });

  it('goes on with the answer of the requester, and the wait is over', () => {
    expect(play(reply('waiting-for-requester'), answer)).toMatchObject({
      state: 'open',
      askedAt: at(2),
      waits: [{ from: at(1), to: at(2) }],
    });
  });

  it('is one wait when it changes from one waiting state to another', () => {
    const ticket = play(go('planned'), go('waiting-for-third-party'), go('open'));
    expect(ticket.waits).toEqual([{ from: at(1), to: at(3) }]);
  });

  it('is reopened by the requester, and counts it; an internal note does nothing of the kind', () => {
    const done = play(reply(), go('resolved'));
    expect(done).toMatchObject({ state: 'resolved', resolvedAt: at(2) });
    expect(play(reply(), go('resolved'), go('closed'))).toMatchObject({ resolvedAt: at(2), closedAt: at(3) });
    const again = play(reply(), go('resolved'), answer);
    expect(again).toMatchObject({ state: 'open', reopened: 1, askedAt: at(3) });
    expect(again.resolvedAt).toBeUndefined();
    const noted = play(reply(), go('resolved'), (one) => [
      ANNA,
      addArticle(one, ANNA, { kind: 'note', isPublic: false }),
    ]);
    expect(noted).toMatchObject({ state: 'resolved', respondedAt: at(1) });
  });

  it('is not answered by what a machine or another requester says', () => {
    const machine: Actor = { kind: 'machine', id: 'monitor' };
    const ticket = play((one) => [machine, addArticle(one, machine, { kind: 'message', isPublic: true })]);
    expect(ticket).toMatchObject({ state: 'new', askedAt: at(0) });
    expect(ticket.respondedAt).toBeUndefined();
  });

  it('leaves its agent when it moves to another team, unless one is named', () => {
    const held = play((one) => [ANNA, assign(one, { team: 'a', assignee: 'anna' })]);
    expect(assign(held, { team: 'b' })).toEqual([{ type: 'assigned', team: 'b', assignee: null }]);
    expect(assign(held, { team: 'b', assignee: 'bert' })).toEqual([
      { type: 'assigned', team: 'b', assignee: 'bert' },
    ]);
    expect(assign(held, { team: 'a', assignee: 'anna' })).toEqual([]);
  });

  it('has the tags that were asked for', () => {
    const tagged = play((one) => [ANNA, retag(one, ['a', 'b'])]);
    expect(
      play(
        (one) => [ANNA, retag(one, ['a', 'b'])],
        (one) => [ANNA, retag(one, ['b', 'c'])],
      ).tags,
    ).toEqual(['b', 'c']);
    expect(retag(tagged, ['b', 'a'])).toEqual([]);
  });

  it('lets requesters say no more than that it is done, or is not', () => {
    for (const state of TICKET_STATES) {
      const steps = nextStates({ state }, 'requester');
      expect(steps).toEqual(state === 'resolved' || state === 'closed' ? ['open'] : ['resolved']);
      expect(nextStates({ state }, 'agent')).not.toContain(state);
    }
  });
});

const level = fc.integer({ min: 1, max: 5 }) as fc.Arbitrary<Level>;
const wish = fc.oneof(
  fc.record({ to: fc.constantFrom(...TICKET_STATES) }),
  fc.record({ kind: fc.constantFrom(...TICKET_KINDS), impact: level, urgency: level }),
  fc.record({ priority: fc.option(level) }),
  fc.record({ team: fc.option(fc.constantFrom('a', 'b')) }),
  fc.record({ words: fc.constantFrom<'agent' | 'requester'>('agent', 'requester'), isPublic: fc.boolean() }),
);

function decide(ticket: Ticket, one: typeof wish extends fc.Arbitrary<infer W> ? W : never): TicketEvent[] {
  const by = 'words' in one && one.words === 'requester' ? REQUESTER : ANNA;
  const happenings =
    'to' in one
      ? (changeState(ticket, by, one.to) ?? [])
      : 'words' in one
        ? addArticle(ticket, by, { kind: 'message', isPublic: one.isPublic })
        : 'team' in one
          ? assign(ticket, one)
          : classify(ticket, one);
  return happenings.map((what) => ({ at: at(ticket.version), by, what }));
}

it('whatever is done to a ticket, it stays one', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
      const events = [OPENED];
      let ticket = fold(events);
      for (const one of wishes) {
        const more = decide(ticket, one);
        events.push(...more);
        for (const event of more) ticket = apply(ticket, event);
        // Waits are in order, and open exactly while it waits.
        expect(ticket.waits.at(-1)?.to === undefined && ticket.waits.length > 0).toBe(
          WAITING_STATES.has(ticket.state),
        );
        expect(ticket.waits.slice(0, -1).every(({ to }) => to !== undefined)).toBe(true);
        expect(ticket.resolvedAt !== undefined).toBe(['resolved', 'closed'].includes(ticket.state));
        expect(ticket.closedAt !== undefined).toBe(ticket.state === 'closed');
        if (!ticket.isPrioritySet) expect(ticket.priority).toBe(priorityOf(ticket));
      }
      expect(fold(events)).toEqual(ticket);
      expect(ticket.version).toBe(events.length);
    }),
  );
});

it('a ticket is watched by so many agents, each once', () => {
  const names = Array.from({ length: MAX_WATCHERS }, (_, index) => `agent-${index}`);
  const full = play(...names.map((name) => (ticket: Ticket) => [ANNA, watch(ticket, name) ?? []] as const));
  expect(full.watchers).toEqual(names);
  expect([watch(full, 'agent-0'), watch(full, 'late'), unwatch(full, 'late')]).toEqual([[], undefined, []]);
  const left = play(
    (ticket) => [ANNA, watch(ticket, 'bert') ?? []],
    (ticket) => [ANNA, unwatch(ticket, 'bert')],
  );
  expect(left.watchers).toEqual([]);
  expect([left.version, left.steadySince]).toEqual([3, 1]);
  const tagged = play(
    (ticket) => [ANNA, watch(ticket, 'bert') ?? []],
    (ticket) => [ANNA, retag(ticket, ['paper'])],
  );
  expect(tagged.steadySince).toBeUndefined();
});

it('a ticket keeps what solved it when it is opened again, and has one at a time', () => {
  const article = (text: number) => ({ articleId: 'kno_1', text });
  const name = (wish: ReturnType<typeof article> | null) => (one: Ticket) =>
    [ANNA, nameSolution(one, wish)] as const;
  const again = play(name(article(1)), go('resolved'), answer);
  expect(again.solvedBy).toEqual({ ...article(1), at: at(1) });
  expect(nameSolution(again, article(1))).toEqual([]);
  expect(play(name(article(1)), name(article(2))).solvedBy).toEqual({ ...article(2), at: at(1) });
  expect(play(name(article(1)), name(null)).solvedBy).toBeUndefined();
  expect(nameSolution(fold([OPENED]), null)).toEqual([]);
});
