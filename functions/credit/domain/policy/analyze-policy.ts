import { analyzeRows, type Budget, type Example, MAX_LOOKS, type RowsAnalysis } from './analyze-rows.ts';
import { cutIntoCells, maskOf } from './cells.ts';
import type { Condition } from './condition.ts';
import { domainOf, FACT_NAMES, type FactDomain } from './facts.ts';
import type { DecisionTable, Policy, ScoreAttribute, Scorecard } from './policy.ts';

export interface Finding {
  readonly kind: 'gap' | 'overlap' | 'unreachable' | 'too-complex';
  /** RFC 6901 pointer into the policy as it is written. */
  readonly pointer: string;
  /** What is wrong, with an example that a person can check. */
  readonly text: string;
}

/** Sums of points that a scorecard may give; more are refused as too complex. */
const MAX_SUMS = 200_000;

/**
 * What keeps a well-formed policy from being activated: facts for which no rule of a table holds, facts for which two do,
 * and rules that never hold. Exact over the domains of the facts, which are taken to be independent: a place that no customer
 * can be in counts as well. A policy without findings answers every question with exactly one rule of each table.
 */
export function analyzePolicy(policy: Policy): Finding[] {
  const budget = { left: MAX_LOOKS };
  return [
    ...policy.tables.flatMap((table, index) => analyzeTable(policy, table, `/tables/${index}/rules`, budget)),
    ...analyzeScorecard(policy, budget),
    ...analyzeLimits(policy, budget),
    ...analyzeMappings(policy, budget),
  ];
}

function textOf(example: Example): string {
  return example.length === 0
    ? 'whatever the facts'
    : example.map(({ name, cell }) => `${name} ${cell.text}`).join(', ');
}

function findingsOf(
  { gaps, overlaps, unreachable, isTooComplex }: RowsAnalysis,
  pointer: string,
  nameOf: (row: number) => string,
): Finding[] {
  if (isTooComplex)
    return [
      { kind: 'too-complex', pointer, text: 'Too many combinations to be looked through: split the table.' },
    ];
  return [
    ...gaps.map((gap): Finding => ({ kind: 'gap', pointer, text: `Nothing holds for: ${textOf(gap)}.` })),
    ...overlaps.map(({ first, second, example }): Finding => {
      const text = `${nameOf(first)} and ${nameOf(second)} both hold for: ${textOf(example)}.`;
      return { kind: 'overlap', pointer: `${pointer}/${second}`, text };
    }),
    ...unreachable.map(({ row, isEmpty }): Finding => {
      const why = isEmpty ? 'no value fits it' : 'what comes before it takes all that it holds for';
      return {
        kind: 'unreachable',
        pointer: `${pointer}/${row}`,
        text: `${nameOf(row)} never counts: ${why}.`,
      };
    }),
  ];
}

function analyzeTable(policy: Policy, { rules }: DecisionTable, pointer: string, budget: Budget): Finding[] {
  const { currency, riskClasses } = policy;
  const asked = FACT_NAMES.filter((fact) => rules.some(({ when }) => when[fact]));
  const dimensions = asked.map((fact) => {
    const conditions = rules.flatMap(({ when }) => when[fact] ?? []);
    return cutIntoCells(fact, domainOf(fact, riskClasses), conditions, { currency, canBeUnknown: true });
  });
  const boxes = rules.map(({ when }) =>
    dimensions.map((dimension, index) => {
      const fact = asked[index];
      return maskOf(fact && when[fact], dimension);
    }),
  );
  return findingsOf(analyzeRows(dimensions, boxes, budget), pointer, (row) => `The rule ${rules[row]?.id}`);
}

/** Rows that all ask for one and the same value. */
function analyzeOneFact(
  name: string,
  rows: readonly { readonly when: Condition }[],
  domain: FactDomain,
  of: {
    readonly currency: string;
    readonly canBeUnknown: boolean;
    readonly pointer: string;
    readonly budget: Budget;
  },
): Finding[] {
  const dimension = cutIntoCells(
    name,
    domain,
    rows.map(({ when }) => when),
    of,
  );
  const boxes = rows.map(({ when }) => [maskOf(when, dimension)]);
  return findingsOf(analyzeRows([dimension], boxes, of.budget), of.pointer, (row) => `Row ${row + 1}`);
}

function analyzeScorecard({ scorecard, currency, riskClasses }: Policy, budget: Budget): Finding[] {
  if (!scorecard) return [];
  const ofAttributes = scorecard.attributes.flatMap(({ fact, rows }, index) => {
    const pointer = `/scorecard/attributes/${index}/points`;
    return analyzeOneFact(fact, rows, domainOf(fact, riskClasses), {
      currency,
      canBeUnknown: true,
      pointer,
      budget,
    });
  });
  return [...ofAttributes, ...analyzeClasses(scorecard, budget)];
}

/** Every sum of points that can come out, one row of each attribute; undefined where there are too many. */
export function possibleScores(attributes: readonly ScoreAttribute[]): readonly number[] | undefined {
  let sums = new Set([0]);
  for (const { rows } of attributes) {
    const points = [...new Set(rows.map((row) => row.points))];
    sums = new Set([...sums].flatMap((sum) => points.map((more) => sum + more)));
    if (sums.size > MAX_SUMS) return undefined;
  }
  return [...sums].sort((a, b) => a - b);
}

function analyzeClasses({ attributes, classes }: Scorecard, budget: Budget): Finding[] {
  const pointer = '/scorecard/classes';
  const scores = possibleScores(attributes);
  if (!scores) return [{ kind: 'too-complex', pointer, text: 'Too many sums of points: use rounder ones.' }];
  // Each sum that can come out is a value of its own: bounds between them need not meet.
  const domain: FactDomain = { kind: 'choice', values: scores.map(String) };
  const rows = classes.map(({ when }) => ({
    when: {
      kind: 'values' as const,
      values: scores.filter((score) => isWithin(BigInt(score), when)).map(String),
      unknown: false,
    },
  }));
  return analyzeOneFact('score', rows, domain, { currency: '', canBeUnknown: false, pointer, budget });
}

function isWithin(score: bigint, condition: Condition): boolean {
  if (condition.kind !== 'range') return false;
  const { min, max } = condition;
  return (min === undefined || score >= min) && (max === undefined || score <= max);
}

function analyzeLimits({ limits, riskClasses }: Policy, budget: Budget): Finding[] {
  if (!limits) return [];
  const rows = limits.classes.map(({ riskClass }) => ({
    when: { kind: 'values' as const, values: [riskClass], unknown: false },
  }));
  const domain: FactDomain = { kind: 'choice', values: riskClasses };
  const pointer = '/limits/classes';
  return analyzeOneFact('riskClass', rows, domain, { currency: '', canBeUnknown: false, pointer, budget });
}

function analyzeMappings({ ratings, currency }: Policy, budget: Budget): Finding[] {
  return (ratings?.mappings ?? []).flatMap(({ id, versions }, index) =>
    versions.flatMap(({ rows, scale }, version) => {
      const pointer = `/ratings/mappings/${index}/versions/${version}/classes`;
      return analyzeOneFact(id, rows, scale, { currency, canBeUnknown: false, pointer, budget });
    }),
  );
}
