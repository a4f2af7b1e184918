import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideMacro, type MacroTicket } from '../../../functions/tickets/domain/macros/macro.ts';
import { faultsOfSteps, type ReadyStep, withMe } from '../../../functions/tickets/domain/macros/steps.ts';
import { apply, fold } from '../../../functions/tickets/domain/ticket/apply.ts';
import type { TicketEvent, TicketHappening } from '../../../functions/tickets/domain/ticket/events.ts';
import { TICKET_STATES, type Ticket } from '../../../functions/tickets/domain/ticket/ticket.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const BY = { kind: 'agent', id: 'anna' } as const;
const NOW = new Date('2026-07-06T08:00:00.000Z');
const APPLYING = { by: BY, now: NOW, agentName: 'Anna' };
const WRITING = { language: 'en', from: 'text' } as const;

const happened = (what: TicketHappening): TicketEvent => ({ at: NOW.toISOString(), by: BY, what });
const opened = happened({
  type: 'opened',
  channel: 'api',
  requesterId: 'rqs_1',
  kind: 'incident',
  impact: 2,
  urgency: 4,
});
function ticket(...happenings: TicketHappening[]): MacroTicket {
  const requester = { email: 'robert@example.com', name: 'Robert' };
  return { ...fold([opened, ...happenings.map(happened)]), ticketId: '7', title: 'Printer', requester };
}
const later = (before: Ticket, happenings: readonly TicketHappening[]) =>
  happenings.reduce((standing, what) => apply(standing, happened(what)), before);
function refusal(of: () => unknown) {
  try {
    of();
  } catch (error) {
    if (error instanceof DomainError)
      return { code: error.code, at: error.details.errors?.map(({ pointer }) => pointer) };
    throw error;
  }
  return undefined;
}

describe('a macro', () => {
  it('does its steps in order, each on what those before it have made', () => {
    const steps: ReadyStep[] = [
      { type: 'classify', urgency: 5, category: 'printing' },
      { type: 'assign', team: 'network', assignee: 'anna' },
      { type: 'tag', add: ['toner', 'paper'], remove: ['new'] },
      { type: 'fields', values: { cause: 'Toner' } },
      { type: 'watch', add: ['anna'], remove: ['ben'] },
      { type: 'reply', text: 'Hello {{requester.name}}: {{fields.cause}}. {{agent.name}}', ...WRITING },
      { type: 'note', text: 'Done.', ...WRITING },
      { type: 'state', state: 'resolved' },
    ];
    const before = ticket({ type: 'tagged', add: ['new'], remove: [] }, { type: 'watched', watcher: 'ben' });
    const { happenings, words, fields } = decideMacro(before, steps, APPLYING);
    expect(happenings.map(({ type }) => type)).toEqual([
      'classified', 'assigned', 'tagged', 'unwatched', 'watchers-added',
      'article-added', 'state-changed', 'article-added', 'state-changed',
    ]); // biome-ignore format: as steps
    expect(words.map(({ text }) => text)).toEqual(['Hello Robert: Toner. Anna', 'Done.']);
    expect(fields).toEqual({ cause: 'Toner' });
    expect(later(before, happenings)).toMatchObject({
      urgency: 5,
      category: 'printing',
      team: 'network',
      assignee: 'anna',
      tags: ['toner', 'paper'],
      watchers: ['anna'],
      articles: 2,
      state: 'resolved',
      respondedAt: NOW.toISOString(),
    });
  });

  it('does nothing where all is as it says', () => {
    const steps: ReadyStep[] = [
      { type: 'tag', add: ['paper'], remove: [] },
      { type: 'assign', assignee: 'anna' },
    ];
    const before = ticket(
      { type: 'tagged', add: ['paper'], remove: [] },
      { type: 'assigned', assignee: 'anna' },
    );
    expect(decideMacro(before, steps, APPLYING).happenings).toEqual([]);
  });

  it('is refused at the step that cannot be', () => {
    const tag = { type: 'tag', add: ['paper'], remove: [] } as const;
    const closed = ticket({ type: 'state-changed', state: 'closed' });
    const at = (before: MacroTicket, step: ReadyStep) =>
      refusal(() => decideMacro(before, [tag, step], APPLYING));
    expect(at(closed, { type: 'state', state: 'planned' })).toEqual({
      code: 'tickets.no-such-step',
      at: ['/steps/1/state'],
    });
    const task = { task: 1, dependsOn: [] };
    const busy = ticket({ type: 'tasks-added', tasks: [task] });
    expect(at(busy, { type: 'state', state: 'resolved' })).toEqual({
      code: 'tickets.tasks-open',
      at: ['/steps/1'],
    });
    expect(at(busy, { type: 'state', state: 'resolved', dropTasks: true })).toBeUndefined();
    const hole = {
      type: 'reply',
      text: 'About {{fields.inventory}}',
      language: 'en',
      from: 'template',
    } as const;
    expect(at(busy, hole)).toEqual({ code: 'tickets.missing-value', at: ['/steps/1/template'] });
    const add = Array.from({ length: 50 }, (_, n) => `tag-${n}`);
    expect(at(busy, { type: 'tag', add, remove: [] })).toEqual({
      code: 'tickets.too-many',
      at: ['/steps/1'],
    });
  });

  it('comes back on the day that it plans', () => {
    const [planned] = decideMacro(
      ticket(),
      [{ type: 'state', state: 'planned', afterDays: 7 }],
      APPLYING,
    ).happenings;
    expect(planned).toEqual({ type: 'state-changed', state: 'planned', until: '2026-07-13T08:00:00.000Z' });
  });

  it('leaves the ticket in the state that it names, whatever comes before, or is refused', () => {
    const states = fc.constantFrom(...TICKET_STATES);
    fc.assert(
      fc.property(
        states,
        states.filter((state) => state !== 'new'),
        fc.boolean(),
        (from, state, isReplying) => {
          const before = from === 'new' ? ticket() : ticket({ type: 'state-changed', state: from });
          const reply: ReadyStep[] = isReplying
            ? [{ type: 'reply', text: '{{ticket.title}}', ...WRITING }]
            : [];
          const frozen = structuredClone(before);
          const steps: ReadyStep[] = [...reply, { type: 'state', state }];
          const why = refusal(() => {
            const { happenings } = decideMacro(before, steps, APPLYING);
            expect(later(before, happenings).state).toBe(state);
          });
          expect([undefined, 'tickets.no-such-step']).toContain(why?.code);
          expect(before).toEqual(frozen);
        },
      ),
    );
  });

  it('means whoever applies it, and says of its steps what the help desk does not take', () => {
    expect(withMe({ type: 'assign', assignee: '@me' }, 'anna')).toEqual({ type: 'assign', assignee: 'anna' });
    expect(withMe({ type: 'watch', add: ['@me', 'ben'], remove: [] }, 'anna')).toMatchObject({
      add: ['anna', 'ben'],
    });
    const steps: ReadyStep[] = [
      { type: 'fields', values: { cause: 'Ink' } },
      { type: 'assign', team: 'gone' },
      { type: 'state', state: 'resolved' },
    ];
    const faults = ['/team', '/fields/cause', '/fields/inventory'].map((pointer) => ({
      pointer,
      detail: 'x',
    }));
    expect(faultsOfSteps(faults, steps).map(({ pointer }) => pointer)).toEqual([
      '/steps/1/team',
      '/steps/0/values/cause',
      '/steps/2/state',
    ]);
  });
});
