import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../functions/credit/domain/policy/parse-policy.ts';
import { standardPolicySource } from '../../../functions/credit/domain/policy/standard-policy-source.ts';

const rule = { id: 'all', when: {}, outcome: 'approved' };
const small = {
  version: 1,
  name: 'Small',
  currency: 'EUR',
  riskClasses: ['A', 'B'],
  tables: [{ id: 'one', title: 'One', rules: [rule] }],
};
const withRule = (part: object) => ({
  ...small,
  tables: [{ id: 'one', title: 'One', rules: [{ ...rule, ...part }] }],
});
const asking = (fact: string, condition: unknown) => withRule({ when: { [fact]: condition } });
const complaints = (source: unknown) =>
  (parsePolicy(source).errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);

/** Pointer of the rule that `asking` makes. */
const WHEN = '/tables/0/rules/0/when';

describe('a policy as it is sent in', () => {
  it('is read', () =>
    expect(parsePolicy(small).policy).toMatchObject({ version: 1, riskClasses: ['A', 'B'] }));

  it.each<[string, unknown, readonly string[]]>([
    ['text', 'policy', [' must be an object']],
    ['nothing', undefined, [' is missing']],
    ['a list', [], [' must be an object']],
    [
      'an unknown field',
      { ...small, table: [] },
      [expect.stringMatching(/^\/table unknown field; known are version/)],
    ],
    ['no version', { ...small, version: '1' }, ['/version must be a whole number from 1 to 1000000']],
    ['an odd currency', { ...small, currency: 'XXX' }, ['/currency must be a code of ISO 4217, like EUR']],
    ['the same class twice', { ...small, riskClasses: ['A', 'A'] }, ['/riskClasses/1 is there twice: A']],
    ['no tables', { ...small, tables: [] }, ['/tables must have 1 to 30 elements']],
    [
      'the same table twice',
      { ...small, tables: [small.tables[0], small.tables[0]] },
      ['/tables/1/id is there twice: one'],
    ],
    ['no outcome', withRule({ outcome: undefined }), ['/tables/0/rules/0/outcome is missing']],
    [
      'a refusal without a reason',
      withRule({ outcome: 'declined' }),
      ['/tables/0/rules/0/code is missing', '/tables/0/rules/0/text is missing'],
    ],
    ['no conditions', withRule({ when: null }), [`${WHEN} must be an object`]],
    [
      'a fact that nobody knows',
      asking('shoeSize', { is: 1 }),
      [`${WHEN}/shoeSize is no fact that decisions know`],
    ],
    ['a prototype', asking('constructor', { is: 1 }), [`${WHEN}/constructor is no fact that decisions know`]],
    ['a condition that asks nothing', asking('amount', {}), [expect.stringMatching(/asks nothing/)]],
    [
      'a bound misspelt',
      asking('amount', { atleast: '1' }),
      [expect.stringMatching(/^\S+\/amount\/atleast unknown field/), expect.stringMatching(/asks nothing/)],
    ],
    [
      'an amount as a number',
      asking('amount', { atLeast: 5 }),
      [`${WHEN}/amount/atLeast must be a decimal number as a string, like "119.00"`],
    ],
    [
      'too many decimals',
      asking('amount', { below: '0.001' }),
      [`${WHEN}/amount/below has more decimals than EUR allows (2)`],
    ],
    [
      'days as text',
      asking('oldestOverdueDays', { atMost: '60' }),
      [`${WHEN}/oldestOverdueDays/atMost must be a whole number`],
    ],
    [
      'a percentage as a number',
      asking('overdueShare', { atMost: 50 }),
      [expect.stringMatching(/overdueShare\/atMost must be a percentage/)],
    ],
    [
      'two lower bounds',
      asking('dunningLevel', { atLeast: 1, above: 1 }),
      [`${WHEN}/dunningLevel says atLeast and above`],
    ],
    [
      'words of a number',
      asking('dunningLevel', { in: ['1'] }),
      [`${WHEN}/dunningLevel/in asks for words, and this fact is a number`],
    ],
    [
      'numbers of a word',
      asking('blockReason', { atLeast: 1 }),
      [`${WHEN}/blockReason/atLeast asks for a number, and this fact is none`],
    ],
    [
      'a class that the policy has not',
      asking('riskClass', { is: 'C' }),
      [`${WHEN}/riskClass/is must be A, B`],
    ],
    ['yes as text', asking('isBlocked', { is: 'true' }), [`${WHEN}/isBlocked/is must be true or false`]],
    [
      'unknown and more',
      asking('amount', { unknown: true, atLeast: '1' }),
      [`${WHEN}/amount says unknown and more`],
    ],
    [
      'orUnknown that is false',
      asking('amount', { atLeast: '1', orUnknown: false }),
      [`${WHEN}/amount/orUnknown must be true, or left out`],
    ],
    [
      'a scorecard of what it computes',
      {
        ...small,
        scorecard: {
          use: 'always',
          attributes: [{ fact: 'score', points: [] }],
          classes: [{ riskClass: 'A', when: { unknown: true } }],
        },
      },
      [
        '/scorecard/attributes/0/fact follows from the scorecard itself',
        '/scorecard/classes/0/when must be a range of points',
      ],
    ],
    [
      'a limit of days',
      {
        ...small,
        limits: {
          roundDownTo: '0',
          classes: [
            {
              riskClass: 'A',
              combine: 'sum',
              terms: [{ fact: 'dunningLevel', percent: '10' }, { amount: '-1' }],
            },
          ],
        },
      },
      [
        '/limits/roundDownTo must be greater than zero',
        '/limits/classes/0/terms/0/fact is no fact that is an amount',
        '/limits/classes/0/terms/1/amount must not be negative',
      ],
    ],
    [
      'an agency without its mapping, versions out of order',
      {
        ...small,
        ratings: {
          waterfall: [{ agency: 'one', maximumAgeDays: 0, mapping: 'other' }],
          mappings: [
            {
              id: 'index',
              versions: ['2026-01-01', '2025-01-01'].map((validFrom) => ({
                validFrom,
                scale: { from: 1, to: 2 },
                classes: [{ when: { known: true }, riskClass: 'A' }],
              })),
            },
          ],
        },
      },
      [
        '/ratings/mappings/0/versions/1/validFrom must be after that of the version before',
        '/ratings/waterfall/0/maximumAgeDays must be a whole number from 1 to 3660',
        '/ratings/waterfall/0/mapping is none of the mappings',
      ],
    ],
  ])('with %s is refused with a pointer', (_, source, expected) =>
    expect(complaints(source)).toEqual(expected),
  );

  it('may look at eight facts in a table, and no more', () => {
    const facts = [
      'amount',
      'limit',
      'exposure',
      'available',
      'openItems',
      'overdue',
      'headroom',
      'groupHeadroom',
    ];
    const when = (names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, { atLeast: '0' }]));
    expect(complaints(withRule({ when: when(facts) }))).toEqual([]);
    expect(complaints(withRule({ when: when([...facts, 'insuranceCover']) }))).toEqual([
      '/tables/0/rules look at 9 facts, and 8 are the most',
    ]);
  });
});

/** Puts something else in one place of the standard policy. */
function damage(value: unknown, path: readonly number[], instead: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return instead;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return instead;
  const holder = value as Record<string, unknown>;
  const changed = damage(holder[key], rest, instead);
  return Array.isArray(value)
    ? value.map((one, index) => (String(index) === key ? changed : one))
    : { ...holder, [key]: changed };
}

it('whatever is sent in is read or refused, never an exception; pointers lead to where it was damaged', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 8 }), fc.anything(), (path, instead) => {
      const { policy, errors } = parsePolicy(damage(standardPolicySource('EUR'), path, instead));
      expect(policy === undefined).toBe(errors !== undefined && errors.length > 0);
      for (const { pointer } of errors ?? []) expect(pointer).toMatch(/^(?:\/[^/]*)*$/);
    }),
    { numRuns: 500 },
  );
});
