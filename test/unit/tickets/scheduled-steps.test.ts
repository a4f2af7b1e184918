import { expect, it } from 'vitest';
import { fold } from '../../../functions/tickets/domain/ticket/apply.ts';
import { changeState } from '../../../functions/tickets/domain/ticket/decide.ts';
import type { TicketHappening } from '../../../functions/tickets/domain/ticket/events.ts';
import { scheduledStep } from '../../../functions/tickets/domain/ticket/scheduled-steps.ts';

const OPENED: TicketHappening = {
  type: 'opened', channel: 'api', requesterId: 'r', kind: 'incident', impact: 3, urgency: 3,
}; // biome-ignore format: a record
const at = (hour: number) => new Date(Date.UTC(2026, 10, 26, hour)).toISOString();
const ticketOf = (...happenings: TicketHappening[]) =>
  fold(
    [OPENED, ...happenings].map((what, hour) => ({ at: at(hour), by: { kind: 'agent', id: 'anna' }, what })),
  );
const ANNA = { kind: 'agent', id: 'anna' } as const;

it('what is planned comes back when it was said, unless it is moved', () => {
  const planned = ticketOf({ type: 'state-changed', state: 'planned', until: at(20) });
  expect(scheduledStep(planned)).toEqual({ at: at(20), state: 'open' });
  expect(changeState(planned, ANNA, 'planned', at(22))).toEqual([
    { type: 'state-changed', state: 'planned', until: at(22) },
  ]);
  expect(changeState(planned, ANNA, 'planned', at(20))).toEqual([]);
  expect(scheduledStep(ticketOf({ type: 'state-changed', state: 'planned' }))).toBeUndefined();
});

it('what is resolved is closed a week later, and nothing else by itself', () => {
  const resolved = ticketOf({ type: 'state-changed', state: 'resolved' });
  expect(scheduledStep(resolved)).toEqual({ at: '2026-12-03T01:00:00.000Z', state: 'closed' });
  expect(scheduledStep(ticketOf())).toBeUndefined();
  const open = ticketOf(
    { type: 'state-changed', state: 'planned', until: at(20) },
    { type: 'state-changed', state: 'open' },
  );
  expect([scheduledStep(open), open.plannedUntil]).toEqual([undefined, undefined]);
});
