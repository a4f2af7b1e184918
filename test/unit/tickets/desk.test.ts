import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, placeFault } from '../../../functions/tickets/domain/desk/category-tree.ts';
import {
  type CustomField,
  changedFields,
  type FieldValue,
  fieldFaults,
  MAX_FIELD_VALUES,
  missingFields,
  sortValues,
  valuesFor,
  withWishes,
} from '../../../functions/tickets/domain/desk/fields.ts';
import { type DeskGround, sortTicket } from '../../../functions/tickets/domain/desk/sort-ticket.ts';

const field = (type: CustomField['type'], more: Partial<CustomField> = {}): CustomField => ({
  id: type,
  label: type,
  type,
  required: 'never',
  ...more,
});

describe('values of fields', () => {
  const fields = [
    field('text'),
    field('number'),
    field('date'),
    field('choice', { choices: ['Windows', 'Linux'] }),
    field('yes-no'),
  ];

  it.each<[string, FieldValue, boolean]>([
    ['text', 'PC-0815', true],
    ['text', '  ', false],
    ['text', 5, false],
    ['number', 12.5, true],
    ['number', -0.000001, true],
    ['number', 0.0000001, false],
    ['number', 1e12, true],
    ['number', 1e200, false],
    ['number', '12', false],
    ['date', '2028-02-29', true],
    ['date', '2026-02-29', false],
    ['choice', 'Linux', true],
    ['choice', 'linux', false],
    ['yes-no', false, true],
    ['yes-no', 'no', false],
    ['other', 'x', false],
    ['constructor', 'x', false],
  ])('%s takes %j: %s', (id, value, isTaken) => {
    expect(fieldFaults(fields, { [id]: value }).length === 0).toBe(isTaken);
    expect(sortValues(fields, { [id]: value }).unfit.length === 0).toBe(isTaken);
  });

  it('are asked for when the ticket opens, and whatever is missing by then when it ends', () => {
    const asks = [
      field('text', { required: 'on-open' }),
      field('yes-no', { required: 'on-resolve' }),
      field('number', { id: 'constructor', required: 'on-resolve' }),
    ];
    const ids = (values: Record<string, FieldValue>, moment: 'on-open' | 'on-resolve') =>
      missingFields(asks, values, moment).map(({ id }) => id);
    expect(ids({}, 'on-open')).toEqual(['text']);
    expect(ids({}, 'on-resolve')).toEqual(['text', 'yes-no', 'constructor']);
    expect(ids({ text: 'x', 'yes-no': false, constructor: 'was a text once' }, 'on-resolve')).toEqual([
      'constructor',
    ]);
  });

  it('of another ticket count where there are none and they fit, as far as there is room', () => {
    const fields = ['a', 'b', 'c'].map((id) => ({ id, label: id, type: 'text', required: 'never' }) as const);
    const others = { a: 'other', b: 'other', c: 7, d: 'unknown' };
    expect(valuesFor(fields, { a: 'own' }, others)).toEqual({ b: 'other' });
    const full = Object.fromEntries(Array.from({ length: MAX_FIELD_VALUES }, (_, at) => [`f${at}`, 'x']));
    expect(valuesFor(fields, full, others)).toEqual({});
  });

  it('change as wished, and a wish that is fulfilled changes nothing', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    const id = fc.constantFrom('a', 'b', 'constructor', 'tostring');
    fc.assert(
      fc.property(
        fc.dictionary(id, value),
        fc.dictionary(id, fc.option(value, { nil: null })),
        (values, wishes) => {
          const next = withWishes(values, wishes);
          expect(changedFields(next, wishes)).toEqual([]);
          for (const name of Object.keys(values).filter((one) => !Object.hasOwn(wishes, one)))
            expect(next[name]).toBe(values[name]);
          if (changedFields(values, wishes).length === 0) expect({ ...next }).toEqual({ ...values });
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a new ticket', () => {
  const printing = {
    version: 3,
    defaults: { team: 'hardware', kind: 'request', urgency: 2, tags: ['paper'] },
  } as const;
  const ground: DeskGround = {
    isTeam: (code) => ['hardware', 'network'].includes(code),
    category: (code) => (code === 'printing' ? printing : undefined),
  };

  it('gets what its category says, and its history says what that was', () => {
    expect(sortTicket({ category: 'printing' }, { tags: ['vip'] }, ground)).toEqual({
      set: { kind: 'request', impact: 3, urgency: 2, category: 'printing', team: 'hardware' },
      tags: ['vip', 'paper'],
      byCategory: { version: 3, set: ['kind', 'urgency', 'team', 'tags'] },
      unknown: undefined,
    });
  });

  it('gets what rules set before what was asked for, and that before its category', () => {
    const asked = {
      category: 'printing',
      team: 'hardware',
      impact: 5,
      urgency: 4,
      kind: 'incident',
    } as const;
    const { set, byCategory } = sortTicket(asked, { team: 'network', urgency: 1 }, ground);
    expect(set).toEqual({ kind: 'incident', impact: 5, urgency: 1, category: 'printing', team: 'network' });
    expect(byCategory).toEqual({ version: 3, set: ['tags'] });
  });

  it('stands without what is not there, and says what was asked for', () => {
    const asked = { category: 'plumbing', team: 'plumbers' };
    const bare = sortTicket(asked, { team: 'nobody' }, ground);
    expect(bare.set).toMatchObject({ category: undefined, team: undefined });
    expect(bare.unknown).toEqual({ category: 'plumbing', team: 'plumbers' });
    // A rule that names what is not there sets nothing.
    const ruled = sortTicket(
      { category: 'printing', team: 'network' },
      { category: 'gone', team: 'gone' },
      ground,
    );
    expect(ruled.set).toMatchObject({ category: 'printing', team: 'network' });
    expect(ruled.unknown).toBeUndefined();
  });

  it('is as before in a company without teams and categories', () => {
    const anything: DeskGround = { isTeam: () => true, category: () => 'any' };
    expect(sortTicket({ category: 'x', team: 'y' }, {}, anything)).toEqual({
      set: { kind: 'incident', impact: 3, urgency: 3, category: 'x', team: 'y' },
      tags: [],
      byCategory: undefined,
      unknown: undefined,
    });
  });
});

describe('categories below each other', () => {
  const tree = [{ id: 'a' }, { id: 'b', parent: 'a' }, { id: 'c', parent: 'b' }];

  it('have a parent that is there, and none is above itself', () => {
    expect(placeFault(tree, { id: 'd', parent: 'c' })).toBeUndefined();
    expect(placeFault(tree, { id: 'd', parent: 'x' })).toContain('is there');
    for (const parent of ['a', 'b', 'c']) expect(placeFault(tree, { id: 'a', parent })).toContain('itself');
  });

  it('are never deeper than allowed, however they are moved', () => {
    const moves = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 40 });
    fc.assert(
      fc.property(moves, (wanted) => {
        let all: { id: string; parent?: string }[] = Array.from({ length: 10 }, (_, at) => ({
          id: `c${at}`,
        }));
        for (const [one, above] of wanted) {
          const moved = { id: `c${one}`, parent: `c${above}` };
          if (placeFault(all, moved) === undefined) all = all.map((it) => (it.id === moved.id ? moved : it));
        }
        for (const { id } of all) {
          let levels = 0;
          for (let at: string | undefined = id; at; at = all.find((it) => it.id === at)?.parent) levels += 1;
          expect(levels).toBeLessThanOrEqual(MAX_DEPTH);
        }
      }),
      { numRuns: 100 },
    );
  });
});
