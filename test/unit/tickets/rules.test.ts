import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyRules,
  type Rule,
  type RuleSubject,
  type RuleTest,
  unreachableRules,
} from '../../../functions/tickets/domain/rules/rules.ts';

const subject: RuleSubject = {
  requester: 'robert@mail.example.com',
  title: 'Drucker im Büro von Frau Müller',
  text: 'Seit heute früh.',
  kind: 'incident',
  channel: 'mail',
};
const rule = (id: string, when: Rule['when'], set: Rule['set'], stop?: boolean): Rule => ({
  id,
  when,
  set,
  stop,
});
const idsOf = (when: Rule['when']) => applyRules([rule('r', when, {})], subject).applied.map(({ id }) => id);

describe('rules', () => {
  it('compare without case, with umlauts as two letters', () => {
    const words = (value: string) =>
      idsOf({ all: [{ field: 'title-or-text', test: 'contains', values: [value] }] });
    expect(words('MUELLER')).toEqual(['r']);
    expect(words('drucker')).toEqual(['r']);
    expect(words('FRÜH')).toEqual(['r']);
    expect(words('scanner')).toEqual([]);
  });

  it('know a domain and what is below it, not what ends like it', () => {
    const domain = (value: string) =>
      idsOf({ all: [{ field: 'requester', test: 'inDomain', values: [value] }] });
    expect(domain('example.com')).toEqual(['r']);
    expect(domain('mail.example.com')).toEqual(['r']);
    expect(domain('ample.com')).toEqual([]);
  });

  it('hold for all of, any of and none of', () => {
    const mail = { field: 'channel', test: 'equals', values: ['mail'] } as const;
    const api = { field: 'channel', test: 'equals', values: ['api'] } as const;
    expect(idsOf({})).toEqual(['r']);
    expect(idsOf({ all: [mail, api] })).toEqual([]);
    expect(idsOf({ any: [mail, api] })).toEqual(['r']);
    expect(idsOf({ none: [api] })).toEqual(['r']);
    expect(idsOf({ none: [mail] })).toEqual([]);
  });

  it('let the first that sets something win, add tags, and stop', () => {
    const rules = [
      rule('a', {}, { team: 'one', tags: ['x'] }),
      rule('b', {}, { team: 'two', urgency: 5, tags: ['x', 'y'] }, true),
      rule('c', {}, { category: 'never' }),
    ];
    expect(applyRules(rules, subject)).toEqual({
      applied: [
        { id: 'a', set: { team: 'one', tags: ['x'] } },
        { id: 'b', set: { urgency: 5, tags: ['y'] } },
      ],
      effects: { team: 'one', urgency: 5, tags: ['x', 'y'] },
    });
    expect(unreachableRules(rules)).toEqual(['c']);
  });

  it('look at headers, files and the address of a mail', () => {
    const mail: RuleSubject = {
      ...subject,
      mailbox: 'it@acme.example',
      headers: [
        { name: 'x-priority', value: '1 (Highest)' },
        { name: 'x-priority', value: '3' },
      ],
      attachments: [{ fileName: 'Müll.PDF', mediaType: 'application/pdf' }],
    };
    const hits = (test: Omit<RuleTest, 'values'> & { values?: string[] }) =>
      applyRules([rule('r', { all: [{ values: [], ...test }] }, {})], mail).applied.length === 1;
    expect(hits({ field: 'header', name: 'x-priority', test: 'startsWith', values: ['1'] })).toBe(true);
    expect(hits({ field: 'header', name: 'x-priority', test: 'equals', values: ['3'] })).toBe(true);
    expect(hits({ field: 'header', name: 'x-priority', test: 'isPresent' })).toBe(true);
    expect(hits({ field: 'header', name: 'list-id', test: 'isPresent' })).toBe(false);
    expect(hits({ field: 'attachment-name', test: 'endsWith', values: ['.pdf'] })).toBe(true);
    expect(hits({ field: 'attachment-type', test: 'equals', values: ['application/pdf'] })).toBe(true);
    expect(hits({ field: 'mailbox', test: 'inDomain', values: ['acme.example'] })).toBe(true);
    expect(hits({ field: 'team', test: 'isPresent' })).toBe(false);
  });

  it('never ask what is said to be unreachable', () => {
    const test = fc.record({
      field: fc.constantFrom('title' as const, 'channel' as const),
      test: fc.constantFrom('contains' as const, 'equals' as const),
      values: fc.array(fc.constantFrom('mail', 'drucker', 'api'), { minLength: 1, maxLength: 2 }),
    });
    const tests = fc.array(test, { maxLength: 1 });
    const drafts = fc.array(
      fc.record({ when: fc.record({ all: tests, any: tests, none: tests }), stop: fc.boolean() }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(drafts, (some) => {
        const rules = some.map(({ when, stop }, at) => rule(String(at), when, {}, stop));
        const ids = applyRules(rules, subject).applied.map(({ id }) => id);
        expect(unreachableRules(rules).filter((id) => ids.includes(id))).toEqual([]);
      }),
    );
  });
});
