import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedDays } from '../../../functions/tickets/domain/holidays/closed-days.ts';
import { businessTimeBetween } from '../../../functions/tickets/domain/sla/business-calendar.ts';
import { readCalendar } from '../../../functions/tickets/domain/sla/read-calendar.ts';
import { type Sla, slaFor } from '../../../functions/tickets/domain/sla/sla.ts';
import {
  dueEscalations,
  keptPromises,
  openDeadlines,
  openEscalations,
  ticketClocks,
} from '../../../functions/tickets/domain/sla/ticket-clocks.ts';
import { apply, fold } from '../../../functions/tickets/domain/ticket/apply.ts';
import { addArticle } from '../../../functions/tickets/domain/ticket/decide.ts';
import type { TicketHappening } from '../../../functions/tickets/domain/ticket/events.ts';
import type { Ticket, TicketState } from '../../../functions/tickets/domain/ticket/ticket.ts';

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const { calendar } = readCalendar({
  timeZone: 'Europe/Berlin',
  hours: Object.fromEntries(WORKDAYS.map((day) => [day, [['10:00', '18:00'] as const]])),
  holidays: [],
});
const SLA: Sla = {
  id: 'all',
  version: 1,
  calendarId: 'office',
  targets: {
    4: { firstResponse: 60, update: 120, resolution: 240 },
    5: { firstResponse: 30, resolution: 120 },
  },
  rank: 100,
  when: {},
  warnPercent: 50,
  repeatMinutes: 60,
};
const AGENT = { kind: 'agent', id: 'anna' } as const;
const REQUESTER = { kind: 'requester', id: 'rqs_1' } as const;

/** Times by the clock of Berlin in July 2026, `06T08:00`; the 6th is a Monday. */
const on = (text: string) => new Date(`2026-07-${text}:00+02:00`).toISOString();

function opened(at: string, urgency: 3 | 4 | 5 = 4): Ticket {
  const kind = 'incident' as const;
  const what = { type: 'opened' as const, channel: 'api' as const, requesterId: 'rqs_1', kind };
  return fold([{ at, by: REQUESTER, what: { ...what, impact: 4, urgency } }]);
}
function then(ticket: Ticket, at: string, ...happenings: TicketHappening[]): Ticket {
  return happenings.reduce((one, what) => apply(one, { at, by: AGENT, what }), ticket);
}
const go = (ticket: Ticket, at: string, state: TicketState) =>
  then(ticket, at, { type: 'state-changed', state });
const reply = (ticket: Ticket, at: string) =>
  then(ticket, at, ...addArticle(ticket, AGENT, { kind: 'reply', isPublic: true }));
const ask = (ticket: Ticket, at: string) =>
  addArticle(ticket, REQUESTER, { kind: 'message', isPublic: true }).reduce(
    (one, what) => apply(one, { at, by: REQUESTER, what }),
    ticket,
  );
const deadlines = (ticket: Ticket) => openDeadlines(ticketClocks(ticket, SLA, calendar));

describe('the clocks of a ticket', () => {
  it('are the vectors of the reference, for a high and an urgent one', () => {
    expect(opened(on('06T08:00')).priority).toBe(4);
    expect(deadlines(opened(on('06T08:00')))).toEqual({
      firstResponse: on('06T11:00'),
      resolution: on('06T14:00'),
    });
    expect(deadlines(opened(on('10T17:00'), 5))).toEqual({
      firstResponse: on('10T17:30'),
      resolution: on('13T11:00'),
    });
  });

  it('run faster or not at all when the priority changes', () => {
    const ticket = opened(on('06T10:00'));
    const urgent = then(ticket, on('06T10:10'), { type: 'classified', priority: 5 });
    expect(deadlines(urgent)).toEqual({ firstResponse: on('06T10:30'), resolution: on('06T12:00') });
    expect(deadlines(then(ticket, on('06T10:10'), { type: 'classified', priority: 1 }))).toEqual({});
  });

  it('are met or missed with what was owed', () => {
    const late = reply(opened(on('06T10:00')), on('06T11:01'));
    expect(keptPromises(ticketClocks(late, SLA, calendar))).toEqual({ firstResponse: false });
    const done = go(reply(opened(on('06T10:00')), on('06T11:00')), on('06T14:00'), 'resolved');
    expect(keptPromises(ticketClocks(done, SLA, calendar))).toEqual({
      firstResponse: true,
      resolution: true,
    });
    expect(deadlines(done)).toEqual({});
  });

  it('stand while the ticket waits, and are moved by the business time of the wait', () => {
    const waiting = go(
      reply(opened(on('06T10:00')), on('06T10:30')),
      on('06T11:00'),
      'waiting-for-requester',
    );
    expect(deadlines(waiting)).toEqual({});
    expect(ticketClocks(waiting, SLA, calendar).at(-1)?.state).toBe('standing');
    // From Monday 11:00 to Tuesday 10:30: seven and a half hours of business time.
    const answered = ask(waiting, on('07T10:30'));
    expect(deadlines(answered)).toEqual({ update: on('07T12:30'), resolution: on('07T13:30') });
  });

  it('keep a deadline that had passed before the wait began', () => {
    const late = go(opened(on('06T10:00')), on('06T15:00'), 'waiting-for-third-party');
    expect(deadlines(late)).toEqual({ firstResponse: on('06T11:00'), resolution: on('06T14:00') });
  });

  it('do not count the time in which the ticket was done', () => {
    const again = ask(go(opened(on('06T10:00')), on('06T11:00'), 'resolved'), on('06T17:00'));
    expect(again).toMatchObject({ state: 'open', reopened: 1 });
    expect(deadlines(again).resolution).toBe(on('07T12:00'));
  });
});

describe('escalations', () => {
  it('warn, tell the breach, and repeat it; each once', () => {
    let ticket = opened(on('06T10:00'));
    const told: string[] = [];
    for (const minute of ['10:29', '10:30', '10:31', '11:00', '11:30', '12:00', '14:00']) {
      const now = on(`06T${minute}`);
      const open = openEscalations(ticketClocks(ticket, SLA, calendar), ticket.told);
      for (const { clock, step, deadline } of dueEscalations(open, now)) {
        told.push(`${minute} ${clock} ${step}`);
        ticket = then(ticket, now, { type: 'escalated', clock, step, deadline });
      }
    }
    expect(told.toSorted()).toEqual([
      '10:30 firstResponse 1', '11:00 firstResponse 2', '12:00 firstResponse 3', '12:00 resolution 1',
      '14:00 firstResponse 5', '14:00 resolution 2',
    ]); // biome-ignore format: a list
  });

  it('begin anew with another deadline', () => {
    const ticket = opened(on('06T10:00'));
    const told = { firstResponse: { deadline: on('06T09:00'), step: 12 } };
    const [next] = openEscalations(ticketClocks(ticket, SLA, calendar), told);
    expect(next).toMatchObject({ at: on('06T10:30'), clock: 'firstResponse', step: 1 });
  });
});

it('a ticket is under the first promise that fits', () => {
  const vip = { ...SLA, id: 'vip', rank: 1, when: { teams: ['vip'], kinds: ['incident' as const] } };
  const ticket = { kind: 'incident' as const, team: 'vip', category: undefined };
  expect(slaFor(ticket, [SLA, vip])?.id).toBe('vip');
  expect(slaFor({ ...ticket, kind: 'request' }, [SLA, vip])?.id).toBe('all');
  expect(slaFor({ ...ticket, sla: 'all' }, [SLA, vip])?.id).toBe('all');
  expect(slaFor({ ...ticket, sla: 'gone' }, [SLA, vip])?.id).toBe('vip');
  expect(slaFor({ ...ticket, team: undefined }, [vip])).toBeUndefined();
});

it('official holidays hold in every year, 24 and 31 December only where said', () => {
  const days = closedDays(new Set(['2026-07-01']), {
    land: 'BY',
    local: ['assumption'],
    closedOnDecember24: true,
  });
  const closed = ['2026-07-01', '2031-08-15', '2040-12-25', '2026-12-24', '1994-05-01'].map((day) =>
    days.has(day),
  );
  expect(closed).toEqual([true, true, true, true, false]);
  expect(days.has('2026-12-31')).toBe(false);
});

it('from start to deadline passes the target and the business time of the waits, whatever happens', () => {
  const steps = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 3_000 }),
      fc.constantFrom<TicketState>('open', 'waiting-for-requester', 'planned', 'resolved'),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const start = Date.parse(on('06T08:00'));
      let ticket = opened(new Date(start).toISOString());
      let now = start;
      for (const [minutes, state] of all) {
        now += minutes * 60_000;
        if (state !== ticket.state) ticket = go(ticket, new Date(now).toISOString(), state);
      }
      const clock = ticketClocks(ticket, SLA, calendar).find((one) => one.clock === 'resolution');
      if (clock?.deadline === undefined || clock.state !== 'running') return;
      const deadline = Date.parse(clock.deadline);
      const waited = ticket.waits
        .filter(({ to }) => to !== undefined)
        .map(({ from, to }) => ({ from: Date.parse(from), to: Math.min(Date.parse(to ?? from), deadline) }))
        .filter(({ from, to }) => from < to)
        .reduce((sum, span) => sum + businessTimeBetween(calendar, span), 0);
      const passed = businessTimeBetween(calendar, { from: start, to: deadline });
      expect(passed - waited).toBe(240 * 60_000);
    }),
  );
});
