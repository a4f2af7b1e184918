import { matches, valueText } from './condition.ts';
import { domainOf, type FactValues } from './facts.ts';
import type { Policy } from './policy.ts';

export interface ScoredPart {
  readonly fact: string;
  readonly points: number | null;
  readonly because: string;
}

export interface Scored {
  readonly score: number;
  /** Null where no class takes the score. */
  readonly riskClass: string | null;
  readonly parts: readonly ScoredPart[];
}

/** Adds up the points of each attribute, and finds the class; undefined for a policy without a scorecard. */
export function scoreOf(
  { scorecard, riskClasses, currency }: Policy,
  values: FactValues,
): Scored | undefined {
  if (!scorecard) return undefined;
  const parts = scorecard.attributes.map(({ fact, rows }) => {
    const value = values[fact];
    const row = rows.find(({ when }) => matches(when, value));
    const because = `${fact} is ${valueText(value, domainOf(fact, riskClasses), currency)}: ${row ? row.points : 'no'} points`;
    return { fact, points: row?.points ?? null, because };
  });
  const score = parts.reduce((sum, { points }) => sum + (points ?? 0), 0);
  const found = scorecard.classes.find(({ when }) => matches(when, BigInt(score)));
  return { score, riskClass: found?.riskClass ?? null, parts };
}
