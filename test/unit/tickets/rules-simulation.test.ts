import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKeptHeader, keptHeaders } from '../../../functions/tickets/domain/mail/kept-headers.ts';
import type { Rule } from '../../../functions/tickets/domain/rules/rules.ts';
import {
  type Desk,
  openingBy,
  type PastTicket,
  play,
  summarize,
} from '../../../functions/tickets/domain/rules/simulate.ts';
import { subjectOf } from '../../../functions/tickets/domain/rules/subject.ts';

const has = (value: string): Rule['when'] => ({
  all: [{ field: 'title', test: 'contains', values: [value] }],
});
const rule = (id: string, when: Rule['when'], set: Rule['set'], stop?: boolean): Rule => ({
  id,
  when,
  set,
  stop,
});

const PROMISES = [
  { id: 'all', rank: 100, when: {} },
  { id: 'hardware', rank: 1, when: { teams: ['hardware'] } },
].map((sla) => ({ ...sla, version: 1, calendarId: 'office', targets: {}, warnPercent: 80 }));

const DESK: Desk = {
  slas: PROMISES,
  ground: {
    isTeam: (code) => code !== 'gone',
    category: (code) =>
      code === 'gone' ? undefined : { version: 1, defaults: code === 'ink' ? { impact: 1 } : {} },
  },
};

function past(ticketId: string, title: string, standing: readonly Rule[]): PastTicket {
  const intake = { title, requester: 'r@example.com', asked: {} };
  const subject = subjectOf('mail', intake, { text: '' });
  const { opening, effects } = openingBy(standing, { subject, asked: {} }, DESK);
  const { rules, priority: _, ...opened } = opening;
  return {
    ticketId,
    openedAt: '2026-11-01T08:00:00.000Z',
    subject,
    asked: {},
    rules,
    opened: { ...opened, sla: effects.sla },
  };
}

describe('a simulation of rules', () => {
  it('says what was set, what would be, and the promise that follows', () => {
    const draft = [rule('printers', has('printer'), { team: 'hardware', urgency: 5, tags: ['b', 'a'] })];
    const { ticket } = play(draft, past('1', 'A printer', []), DESK);
    expect(ticket).toMatchObject({
      before: { rules: [], impact: 3, urgency: 3, priority: 3, sla: 'all', tags: [] },
      after: {
        rules: ['printers'],
        team: 'hardware',
        urgency: 5,
        priority: 4,
        sla: 'hardware',
        tags: ['a', 'b'],
      },
      changed: ['team', 'urgency', 'priority', 'sla', 'tags'],
    });
  });

  it('counts what each rule did, and which rules kept it from doing so', () => {
    const standing = [rule('old', has('printer'), { team: 'hardware' })];
    const draft = [
      rule('printers', has('printer'), { team: 'hardware' }, true),
      rule('colour', has('colour'), { team: 'graphics' }),
      rule('ink', has('ink'), { category: 'supplies' }),
      rule('ink-team', has('ink'), { category: 'ink' }),
      rule('phones', has('phone'), { team: 'phones' }),
    ];
    const played = ['colour printer', 'colour printer', 'ink', 'mouse'].map((title, at) =>
      play(draft, past(String(at), title, standing), DESK),
    );
    expect(summarize(draft, played)).toEqual([
      { id: 'printers', held: 2, decided: 2, changed: 0, shadowed: 0, shadowedBy: [] },
      { id: 'colour', held: 2, decided: 0, changed: 0, shadowed: 2, shadowedBy: ['printers'] },
      { id: 'ink', held: 1, decided: 1, changed: 1, shadowed: 0, shadowedBy: [] },
      { id: 'ink-team', held: 1, decided: 0, changed: 0, shadowed: 1, shadowedBy: ['ink'] },
      { id: 'phones', held: 0, decided: 0, changed: 0, shadowed: 0, shadowedBy: [] },
    ]);
    expect(played.map(({ ticket }) => ticket.changed)).toEqual([[], [], ['category'], []]);
  });

  it('shows what follows from categories, and no change by a team that is not there', () => {
    const draft = [rule('ink', has('ink'), { category: 'ink', team: 'gone' })];
    const { ticket, parts } = play(draft, past('1', 'ink', []), DESK);
    expect(ticket.after).toMatchObject({ category: 'ink', impact: 1, team: undefined });
    expect(ticket.changed).toEqual(['category', 'impact', 'priority']);
    expect(parts).toEqual([{ id: 'ink', decides: true, changes: true, shadowedBy: [] }]);
    const lost = [rule('ink', has('ink'), { team: 'gone' })];
    expect(play(lost, past('1', 'ink', []), DESK).parts[0]).toMatchObject({ decides: true, changes: false });
  });

  it('changes nothing with the rules that stood', () => {
    const rules = fc.array(
      fc.record({
        when: fc.constantFrom('a', 'b', 'c').map(has),
        set: fc.record({
          team: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
          urgency: fc.option(fc.constantFrom(1 as const, 5 as const), { nil: undefined }),
          sla: fc.option(fc.constantFrom('all', 'hardware'), { nil: undefined }),
          tags: fc.array(fc.constantFrom('s', 't'), { maxLength: 2 }),
        }),
        stop: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(rules, fc.constantFrom('a', 'ab', 'abc', 'd'), (some, title) => {
        const draft = some.map((one, at) => ({ ...one, id: String(at) }));
        const { ticket, parts } = play(draft, past('1', title, draft), DESK);
        expect(ticket.changed).toEqual([]);
        expect(parts.filter(({ changes }) => changes)).toEqual([]);
        // Whoever decides is not shadowed.
        expect(parts.filter(({ decides, shadowedBy }) => decides && shadowedBy.length > 0)).toEqual([]);
      }),
    );
  });
});

describe('headers that are kept for rules', () => {
  it('are what people set, not what the journey leaves', () => {
    const headers = new Map([
      ['received', ['from mx']],
      ['x-ms-exchange-organization-scl', ['1']],
      ['x-monitor', [' db-7 ']],
      ['list-id', ['<ops.example.com>']],
      ['x-long', ['y'.repeat(1_000)]],
    ]);
    expect(keptHeaders({ headers })).toEqual([
      { name: 'list-id', value: '<ops.example.com>' },
      { name: 'x-monitor', value: 'db-7' },
      { name: 'x-long', value: 'y'.repeat(200) },
    ]);
    expect(['dkim-signature', '__proto__', 'x-'].map(isKeptHeader)).toEqual([false, false, false]);
    const many = new Map([['x-many', Array.from({ length: 500 }, String)]]);
    expect(keptHeaders({ headers: many })).toHaveLength(40);
  });
});
