import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzePolicy, possibleScores } from '../../../functions/credit/domain/policy/analyze-policy.ts';
import { evaluatePolicy } from '../../../functions/credit/domain/policy/evaluate-policy.ts';
import { parsePolicy } from '../../../functions/credit/domain/policy/parse-policy.ts';
import { standardPolicy } from '../../../functions/credit/domain/policy/standard-policy.ts';
import { standardPolicySource } from '../../../functions/credit/domain/policy/standard-policy-source.ts';
import { anyFacts, anyTable, wholeTable } from '../../support/policy-arbitraries.ts';

type Source = Record<string, unknown>;
const around = (parts: Source): Source => ({
  version: 7,
  name: 'Test',
  currency: 'EUR',
  riskClasses: ['A', 'B', 'C', 'D', 'E'],
  tables: [{ id: 'all', title: 'All', rules: [{ id: 'all', when: {}, outcome: 'approved' }] }],
  ...parts,
});

function read(source: unknown) {
  const { policy, errors } = parsePolicy(source);
  if (!policy) throw new Error(JSON.stringify(errors));
  return policy;
}
const findings = (parts: Source) =>
  analyzePolicy(read(around(parts))).map(({ kind, pointer, text }) => `${kind} ${pointer} ${text}`);
const table = (...rules: readonly Source[]) => ({
  tables: [
    {
      id: 't',
      title: 'T',
      rules: rules.map((when, index) => ({ id: `r${index}`, when, outcome: 'approved' })),
    },
  ],
});

describe('the analysis of a table', () => {
  it('finds nothing in the standard policy, in currencies with and without decimals', () => {
    for (const currency of ['EUR', 'JPY', 'KWD']) expect(analyzePolicy(standardPolicy(currency))).toEqual([]);
  });

  it.each([
    [
      'between two ranges',
      [{ amount: { atMost: '10' } }, { amount: { atLeast: '10.02', orUnknown: true } }],
      '10.01',
    ],
    ['of the unknown', [{ amount: { atLeast: '0' } }], 'amount unknown'],
    ['at the end of a domain', [{ overdueShare: { below: '100', orUnknown: true } }], 'overdueShare 100 %'],
    ['of a word', [{ riskClass: { in: ['A', 'B', 'D', 'E'], orUnknown: true } }], 'riskClass C'],
    ['of words nobody named', [{ blockReason: { in: ['x'], orUnknown: true } }], 'blockReason another'],
    [
      'where two facts meet',
      [
        { isBlocked: { is: true } },
        { isBlocked: { is: false, orUnknown: true }, dunningLevel: { atMost: 2, orUnknown: true } },
      ],
      'dunningLevel at least 3, isBlocked no',
    ],
  ])('names a gap %s', (_, rules, example) => {
    const found = findings(table(...rules));
    expect(found).toHaveLength(found.filter((text) => text.startsWith('gap /tables/0/rules Nothing')).length);
    expect(found.join()).toContain(example);
  });

  it('names an overlap with an example, and the later rule', () => {
    const found = findings(
      table({ amount: { atMost: '10', orUnknown: true } }, { amount: { atLeast: '10' } }),
    );
    expect(found).toEqual([
      'overlap /tables/0/rules/1 The rule r0 and The rule r1 both hold for: amount 10.00 EUR.',
    ]);
  });

  it('names rules that can never hold: for want of values, and because others take them all', () => {
    const halves = [{ dunningLevel: { atMost: 2, orUnknown: true } }, { dunningLevel: { atLeast: 3 } }];
    expect(findings(table(...halves, { amount: { below: '0' } }))).toEqual([
      'unreachable /tables/0/rules/2 The rule r2 never counts: no value fits it.',
    ]);
    expect(findings(table(...halves, { dunningLevel: { atLeast: 2, atMost: 3 } }))).toEqual([
      expect.stringMatching(/^overlap .*\/2 The rule r0 and The rule r2 .* dunningLevel 2\.$/),
      expect.stringMatching(/^overlap .*\/2 The rule r1 and The rule r2 .* dunningLevel 3\.$/),
      'unreachable /tables/0/rules/2 The rule r2 never counts: what comes before it takes all that it holds for.',
    ]);
    expect(findings(table({ dunningLevel: { atLeast: 3, atMost: 2 } }, {}))).toEqual([
      'unreachable /tables/0/rules/0 The rule r0 never counts: no value fits it.',
    ]);
  });

  it('gives up on a table that is too large to be looked through, and says so', () => {
    const facts = [
      'amount',
      'limit',
      'exposure',
      'available',
      'openItems',
      'overdue',
      'groupAvailable',
      'headroom',
    ];
    const rules = Array.from({ length: 160 }, (_, index) => {
      const asked = facts.filter((_fact, bit) => (index * 37 + bit * bit) % 3 !== 0);
      const from = (fact: string) => (index * 7919 + facts.indexOf(fact) * 104_729) % 1000;
      return Object.fromEntries(
        asked.map((fact) => [fact, { atLeast: String(from(fact)), atMost: String(from(fact) + 500) }]),
      );
    });
    expect(findings(table(...rules, {}))).toEqual([
      expect.stringMatching(/^too-complex \/tables\/0\/rules /),
    ]);
  });
});

describe('the analysis of scorecards, limits and ratings', () => {
  const card = (points: unknown, classes: unknown) => ({
    scorecard: { use: 'always', attributes: [{ fact: 'isNewCustomer', points }], classes },
  });
  const points = [
    { when: { is: true }, points: 10 },
    { when: { is: false, orUnknown: true }, points: 50 },
  ];

  it('names points and classes that leave gaps, overlap or never count; only sums that can come out count', () => {
    const whole = [
      { riskClass: 'B', when: { atMost: 20 } },
      { riskClass: 'A', when: { atLeast: 40 } },
    ];
    expect(findings(card(points, whole))).toEqual([]); // nobody gets 30
    expect(findings(card(points.slice(0, 1), whole))).toEqual([
      'gap /scorecard/attributes/0/points Nothing holds for: isNewCustomer no.',
      'unreachable /scorecard/classes/1 Row 2 never counts: no value fits it.',
    ]);
    expect(findings(card(points, whole.slice(1)))).toEqual([
      'gap /scorecard/classes Nothing holds for: score 10.',
    ]);
    expect(findings(card(points, [...whole, { riskClass: 'C', when: { atLeast: 50 } }]))).toEqual([
      'overlap /scorecard/classes/2 Row 2 and Row 3 both hold for: score 50.',
      'unreachable /scorecard/classes/2 Row 3 never counts: what comes before it takes all that it holds for.',
    ]);
    expect(findings(card(points, [...whole, { riskClass: 'C', when: { atLeast: 21, atMost: 39 } }]))).toEqual(
      ['unreachable /scorecard/classes/2 Row 3 never counts: no value fits it.'],
    );
  });

  it('names classes without a limit or with two, and ratings without a class', () => {
    const limit = (riskClass: string) => ({ riskClass, combine: 'sum', terms: [{ amount: '1' }] });
    expect(findings({ limits: { roundDownTo: '1', classes: ['A', 'B', 'C', 'D', 'D'].map(limit) } })).toEqual(
      [
        'gap /limits/classes Nothing holds for: riskClass E.',
        'overlap /limits/classes/4 Row 4 and Row 5 both hold for: riskClass D.',
        expect.stringMatching(/^unreachable \/limits\/classes\/4 /),
      ],
    );
    const version = {
      validFrom: '2026-01-01',
      scale: { from: 100, to: 600 },
      classes: [
        { when: { atMost: 300 }, riskClass: 'A' },
        { when: { atLeast: 302 }, riskClass: 'E' },
      ],
    };
    const waterfall = [{ agency: 'one', maximumAgeDays: 100, mapping: 'index' }];
    expect(findings({ ratings: { waterfall, mappings: [{ id: 'index', versions: [version] }] } })).toEqual([
      'gap /ratings/mappings/0/versions/0/classes Nothing holds for: index 301.',
    ]);
  });

  it('knows every sum of points', () => {
    const attribute = (...rows: number[]) => ({
      fact: 'amount' as const,
      rows: rows.map((count) => ({ when: { kind: 'unknown' as const }, points: count })),
    });
    expect(possibleScores([attribute(0, 5), attribute(-1, 5), attribute(7)])).toEqual([6, 11, 12, 17]);
  });
});

/** What a condition says, read once more from what is written, in another way. */
function holds(condition: Source | undefined, value: number | string | null): boolean {
  if (!condition) return true;
  if (value === null) return 'unknown' in condition || 'orUnknown' in condition;
  if ('unknown' in condition) return false;
  const { atLeast = -1, atMost = 99, above = -1, below = 99, is, known, in: named, notIn } = condition;
  if (known) return true;
  if (Array.isArray(named)) return named.includes(value);
  if (Array.isArray(notIn)) return !notIn.includes(value);
  if (is !== undefined) return value === is;
  if (typeof value === 'string') return false;
  const [least, most, over, under] = [atLeast, atMost, above, below].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return value >= least && value <= most && value > over && value < under;
}

const numbers = [null, 0, 1, 2, 3, 4, 5, 6, 7];
const words = [null, 'x', 'y', 'z', 'somebody else'];
const places = numbers.flatMap((oldestOverdueDays) =>
  numbers.flatMap((dunningLevel) =>
    words.map((blockReason) => ({ oldestOverdueDays, dunningLevel, blockReason })),
  ),
);

describe('any table', () => {
  it('has gaps, overlaps and unreachable rules exactly where trying all values finds them', () => {
    fc.assert(
      fc.property(anyTable, (any) => {
        const rules = any.rules as { when: Record<string, Source> }[];
        const taken = places.map((place) =>
          rules.flatMap(({ when }, index) =>
            Object.entries(place).every(([fact, value]) => holds(when[fact], value)) ? [index] : [],
          ),
        );
        const found = analyzePolicy(read(around({ tables: [any] })));
        const pointersOf = (kind: string) =>
          [...new Set(found.filter((one) => one.kind === kind).map(({ pointer }) => pointer))].sort();
        const rulePointers = (indices: readonly number[]) =>
          [...new Set(indices)].map((index) => `/tables/0/rules/${index}`).sort();
        expect(pointersOf('gap')).toEqual(taken.some((some) => some.length === 0) ? ['/tables/0/rules'] : []);
        expect(pointersOf('overlap')).toEqual(rulePointers(taken.flatMap((some) => some.slice(1))));
        const first = new Set(taken.map(([index]) => index));
        expect(pointersOf('unreachable')).toEqual(
          rulePointers([...rules.keys()].filter((index) => !first.has(index))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('that is accepted has exactly one rule for whatever facts', () => {
    fc.assert(
      fc.property(wholeTable, fc.array(anyFacts, { minLength: 20, maxLength: 20 }), (whole, vectors) => {
        const policy = read(around({ tables: [whole] }));
        expect(analyzePolicy(policy)).toEqual([]);
        for (const facts of vectors) {
          const { held } = evaluatePolicy(policy, facts);
          expect(held.filter((rule) => rule.startsWith('whole/'))).toHaveLength(1);
        }
      }),
    );
  });

  it('that was whole has a gap without one of its rules, and an overlap with one twice', () => {
    fc.assert(
      fc.property(wholeTable, fc.nat(), (whole, which) => {
        const rules = whole.rules as Source[];
        const index = which % rules.length;
        const twice = { ...rules[index], id: 'twice' };
        const kinds = (changed: Source[]) =>
          analyzePolicy(read(around({ tables: [{ ...whole, rules: changed }] }))).map(({ kind }) => kind);
        if (rules.length > 1) expect(new Set(kinds(rules.toSpliced(index, 1)))).toEqual(new Set(['gap']));
        expect(kinds([...rules, twice])).toEqual(['overlap', 'unreachable']);
      }),
    );
  });
});

it('the standard policy is one that could be sent in', () => {
  expect(JSON.parse(JSON.stringify(standardPolicySource('EUR')))).toEqual(standardPolicySource('EUR'));
});

it('never changes: decisions rest on it in every company', () => {
  const text = JSON.stringify(standardPolicySource('EUR'));
  expect(createHash('sha256').update(text).digest('hex')).toBe(
    'd7ac0f060989336efa82d575271260b351976fd9b29949e97db50b4167e274ff',
  );
});
