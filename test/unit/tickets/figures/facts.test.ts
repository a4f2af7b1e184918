import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf, GROUPS } from '../../../../functions/tickets/domain/figures/facts.ts';
import { BYS, contributionsOf, levelOf } from '../../../../functions/tickets/domain/figures/figures.ts';
import { readCalendar } from '../../../../functions/tickets/domain/sla/read-calendar.ts';
import type { Sla } from '../../../../functions/tickets/domain/sla/sla.ts';
import { ticketClocks } from '../../../../functions/tickets/domain/sla/ticket-clocks.ts';
import { fold } from '../../../../functions/tickets/domain/ticket/apply.ts';
import type { TicketEvent, TicketHappening } from '../../../../functions/tickets/domain/ticket/events.ts';
import {
  DONE_STATES,
  TICKET_STATES,
  type Ticket,
} from '../../../../functions/tickets/domain/ticket/ticket.ts';

const { calendar } = readCalendar({
  timeZone: 'Europe/Berlin',
  hours: { mon: [['10:00', '18:00']], tue: [['10:00', '18:00']] },
  holidays: [],
});
const SLA: Sla = {
  id: 'all',
  version: 1,
  calendarId: 'office',
  targets: { 3: { firstResponse: 60, update: 120, resolution: 240 } },
  rank: 100,
  when: {},
  warnPercent: 80,
};
const MEASURES = {
  clocksOf: (ticket: Ticket) => ({ clocks: ticketClocks(ticket, SLA, calendar), calendar }),
  dayOf: (at: string) => at.slice(0, 10),
};

/** Monday, 15 June 2026, 10:00 in Berlin. */
const OPENED = Date.parse('2026-06-15T08:00:00.000Z');
const AGENT = { kind: 'agent', id: 'anna' } as const;
const REQUESTER = { kind: 'requester', id: 'rqs_1' } as const;
const opened: TicketHappening = {
  type: 'opened',
  channel: 'api',
  requesterId: 'rqs_1',
  kind: 'incident',
  impact: 3,
  urgency: 3,
};
const state = (to: Ticket['state']): TicketHappening => ({ type: 'state-changed', state: to });
const says = (article: number): TicketHappening => ({
  type: 'article-added',
  article,
  kind: 'message',
  isPublic: true,
});
const replies = (article: number): TicketHappening =>
  ({ ...says(article), kind: 'reply' }) as TicketHappening;
const at = (minutes: number, what: TicketHappening, by: TicketEvent['by'] = AGENT): TicketEvent => ({
  at: new Date(OPENED + minutes * 60_000).toISOString(),
  by,
  what,
});

describe('facts of a ticket', () => {
  it('time that it waits is no business time, but calendar time', () => {
    const facts = factsOf(
      [
        at(0, opened, REQUESTER),
        at(10, replies(1)),
        at(10, state('waiting-for-requester')),
        at(70, state('open')),
        at(100, state('resolved')),
      ],
      MEASURES,
    );
    expect(facts.map(({ what }) => what)).toEqual(['opened', 'answered', 'resolved']);
    expect(facts[1]?.firstResponse).toEqual({ calendarMinutes: 10, businessMinutes: 10 });
    expect(facts[2]?.resolution).toEqual({ calendarMinutes: 100, businessMinutes: 40 });
    expect(facts[2]?.kept).toEqual({ resolution: true });
  });

  it('every further word that was owed counts as kept or missed', () => {
    const facts = factsOf(
      [
        at(0, opened, REQUESTER),
        at(10, replies(1)),
        at(20, says(2), REQUESTER),
        at(140, replies(3)), // 120 minutes after it was asked for
        at(150, says(4), REQUESTER),
        at(271, replies(5)), // one too late
        at(280, replies(6)), // nobody has asked
      ],
      MEASURES,
    );
    expect(facts.map(({ kept }) => kept)).toEqual([
      {},
      { firstResponse: true },
      { update: true },
      { update: false },
    ]);
  });

  it('solving without a word is the first response too', () => {
    const [, fact] = factsOf([at(0, opened, REQUESTER), at(61, state('resolved'))], MEASURES);
    expect(fact?.kept).toEqual({ firstResponse: false, resolution: true });
    expect(fact?.firstResponse).toEqual(fact?.resolution);
  });

  it('a solution is withdrawn when the ticket is opened again, the next one counts', () => {
    const facts = factsOf(
      [
        at(0, opened, REQUESTER),
        at(10, state('resolved')),
        at(20, state('closed')),
        at(30, state('open')),
        at(60, state('resolved')),
      ],
      MEASURES,
    );
    expect(facts.map(({ what, isWithdrawn }) => [what, isWithdrawn])).toEqual([
      ['opened', false],
      ['resolved', true],
      ['reopened', false],
      ['resolved', false],
    ]);
  });
});

const merged: TicketHappening[] = [
  { type: 'linked', relation: 'merged-into', ticketId: '7' },
  state('closed'),
];
const spent = (entry: number, minutes: number, agent = 'anna'): TicketHappening => ({
  type: 'time-spent',
  entry,
  minutes,
  day: '2026-06-12',
  agent,
});

it('what is merged is not solved: it ends without time or promise, until it is opened again', () => {
  const events = [at(0, opened, REQUESTER), ...merged.map((what) => at(300, what))];
  const [, fact] = factsOf(events, MEASURES);
  expect(fact).toMatchObject({ what: 'merged', kept: {}, isWithdrawn: false });
  expect(fact).not.toHaveProperty('resolution');
  const again = factsOf([...events, at(310, state('open')), at(320, state('resolved'))], MEASURES);
  expect(again.map(({ what, isWithdrawn }) => [what, isWithdrawn])).toEqual([
    ['opened', false],
    ['merged', true],
    ['reopened', false],
    ['merged', false],
  ]);
});

it('time counts on the day of the work for whose it was, and is taken back from where it counted', () => {
  const facts = factsOf(
    [
      at(0, opened, REQUESTER),
      at(1, { type: 'assigned', team: 'desk', assignee: 'bert' }),
      at(2, spent(1, 50)),
      at(3, { type: 'assigned', team: 'network' }),
      at(4, { type: 'time-taken-back', entry: 1, minutes: 50 }),
      at(4, spent(2, 5)),
    ],
    MEASURES,
  ).filter(({ what }) => what === 'spent');
  expect(facts.map(({ day, minutes, groups: { team, agent } }) => [day, minutes, team, agent])).toEqual([
    ['2026-06-12', 50, 'desk', 'anna'],
    ['2026-06-12', -50, 'desk', 'anna'],
    ['2026-06-12', 5, 'network', 'anna'],
  ]);
  const [booked] = facts.flatMap(contributionsOf).filter(({ by }) => by === 'agent');
  expect(booked).toMatchObject({ key: 'anna', figures: { counts: { spentMinutes: 50 }, durations: {} } });
});

it('an answer counts where and when it was asked for; another one stands in its place', () => {
  const facts = factsOf(
    [
      at(0, opened, REQUESTER),
      at(1, { type: 'assigned', team: 'desk', assignee: 'anna' }),
      at(2, state('resolved')),
      at(1_500, { type: 'survey-sent', day: '2026-06-16' }),
      at(1_600, { type: 'assigned', team: 'network' }),
      at(9_000, { type: 'rated', rating: 2 }, REQUESTER),
      at(9_001, { type: 'rated', rating: 5 }, REQUESTER),
    ],
    MEASURES,
  ).filter(({ what }) => what === 'surveyed' || what === 'rated');
  expect(facts.map(({ day, groups: { team } }) => [day, team])).toEqual(
    Array.from({ length: 3 }, () => ['2026-06-16', 'desk']),
  );
  const counts = facts.flatMap(contributionsOf).filter(({ by }) => by === 'agent');
  expect(counts.map(({ key, figures }) => [key, figures.counts])).toEqual([
    ['anna', { surveyed: 1 }],
    ['anna', {}],
    ['anna', { 'rated.5': 1 }],
  ]);
});

const Key = fc.constantFrom('a', 'b', null);
const Step = fc.oneof(
  fc.constantFrom(...TICKET_STATES).map(state),
  fc.record({ type: fc.constant('assigned' as const), team: Key, assignee: Key }),
  fc.record({ type: fc.constant('classified' as const), category: Key }),
  fc.record({
    type: fc.constant('classified' as const),
    priority: fc.constantFrom(1, 3, 5, null) as fc.Arbitrary<1>,
  }),
  fc.constant({ type: 'retitled' as const }),
  fc.constant(merged[0]),
  fc.nat({ max: 3 }).map((entry) => spent(entry, 10)),
  fc.nat({ max: 3 }).map((entry) => ({ type: 'time-taken-back' as const, entry, minutes: 10 })),
);

it('whatever happens: an open ticket is one in each of its groups and none elsewhere, a done one nowhere', () => {
  fc.assert(
    fc.property(fc.array(Step, { maxLength: 30 }), (steps) => {
      const events = [
        at(0, opened, REQUESTER),
        ...steps.map((what, index) => at(index * 7, what as TicketHappening)),
      ];
      const ticket = fold(events);
      const levels = new Map<string, number>();
      for (const fact of factsOf(events, MEASURES))
        for (const { by, key, figures } of contributionsOf(fact)) {
          const name = `${by} ${key}`;
          levels.set(name, (levels.get(name) ?? 0) + levelOf(figures));
        }
      const left = [...levels].filter(([, level]) => level !== 0);
      const { team = '-', category = '-', assignee = '-', priority, requesterId } = ticket;
      const now = { total: '-', team, category, requester: requesterId, priority, agent: assignee };
      const expected = BYS.map((by) => [`${by} ${now[by]}`, 1] as const);
      expect(new Map(left)).toEqual(new Map(DONE_STATES.has(ticket.state) ? [] : expected));
    }),
  );
  expect(BYS).toHaveLength(GROUPS.length + 1);
});

it('what is counted piece by piece is what is counted at once', () => {
  fc.assert(
    fc.property(fc.array(Step, { maxLength: 20 }), fc.nat(20), (steps, cut) => {
      const events = [
        at(0, opened, REQUESTER),
        ...steps.map((what, index) => at(index * 7, what as TicketHappening)),
      ];
      const whole = factsOf(events, MEASURES).map((fact) => ({ ...fact, isWithdrawn: false }));
      const first = factsOf(events.slice(0, cut + 1), MEASURES).map((fact) => ({
        ...fact,
        isWithdrawn: false,
      }));
      expect(whole.slice(0, first.length)).toEqual(first);
    }),
  );
});
