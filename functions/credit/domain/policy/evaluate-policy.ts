import { matches, valueText } from './condition.ts';
import { domainOf, type FactName, type FactValues, type PolicyFacts, readFacts } from './facts.ts';
import { type DecisionTable, NO_RULES, type Outcome, type Policy, type Rule } from './policy.ts';
import { proposeLimit } from './propose-limit.ts';
import { type AgencyStep, externalClassOf } from './rating-waterfall.ts';
import { type ScoredPart, scoreOf } from './score.ts';

export interface Reason {
  readonly code: string;
  readonly text: string;
}

export interface PolicyAnswer {
  readonly policyVersion: number;
  readonly decision: Outcome;
  /** The hardest first, then in the order of the tables. */
  readonly reasons: readonly Reason[];
  /** In force for this decision: of the profile, or computed. */
  readonly score: number | null;
  readonly riskClass: string | null;
  /** Proposed by the formula, in minor units. The decision goes by the limit among the facts. */
  readonly limit: bigint | null;
  /**
   * Every rule that held, as `<table>/<rule>`, `scorecard/<fact>`, `ratings/<agency>`, `limits/proposal`, `facts/<fact>`; those
   * of the version that are not among them did not. Because of which facts: see `explainPolicy`.
   */
  readonly held: readonly string[];
}

const WEIGHT: Readonly<Record<Outcome, number>> = { approved: 0, referred: 1, declined: 2 };

interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: Reason;
}

/**
 * Answers by the policy. Total: whatever the facts, there is an answer and no exception; what is unknown falls to the rules
 * that say so, and what cannot be understood is referred to a person. Deterministic: no clock, no order but that of the policy.
 */
export function evaluatePolicy(policy: Policy, facts: PolicyFacts): PolicyAnswer {
  const { values, foreign, steps, parts } = completeFacts(policy, facts);
  const held = [
    ...foreign.map((fact) => `facts/${fact}`),
    ...steps.filter(({ isUsed }) => isUsed).map(({ agency }) => `ratings/${agency}`),
    ...parts.filter(({ points }) => points !== null).map(({ fact }) => `scorecard/${fact}`),
  ];
  const verdicts: Verdict[] = foreign.map((fact) => ({
    outcome: 'referred',
    reason: { code: 'FACT_NOT_UNDERSTOOD', text: `What is said of ${fact} cannot be understood.` },
  }));
  for (const table of policy.tables) verdicts.push(...judge(policy, table, values, held));
  const ranked = verdicts.toSorted((a, b) => WEIGHT[b.outcome] - WEIGHT[a.outcome]);
  const { score, riskClass } = values;
  const known = typeof riskClass === 'string' ? riskClass : null;
  const { limit } = proposeLimit(policy, known, values);
  if (limit !== null) held.push('limits/proposal');
  return {
    policyVersion: policy.version,
    decision: ranked[0]?.outcome ?? 'approved',
    reasons: ranked.flatMap(({ reason }) => reason ?? []),
    score: typeof score === 'bigint' ? Number(score) : null,
    riskClass: known,
    limit,
    held,
  };
}

export interface CompleteFacts {
  readonly values: FactValues;
  readonly foreign: readonly FactName[];
  /** As far as the waterfall of ratings went. */
  readonly steps: readonly AgencyStep[];
  readonly parts: readonly ScoredPart[];
}

/** The facts with what follows from them: the external class, then score and class. */
export function completeFacts(policy: Policy, facts: PolicyFacts): CompleteFacts {
  const { values: read, foreign } = readFacts(facts, policy.riskClasses);
  const { ratings } = policy;
  const external = ratings && externalClassOf(ratings, facts.externalRatings, facts.on);
  const rated = external ? { ...read, externalClass: external.riskClass } : read;
  const { steps = [] } = external ?? {};
  const scored = scoreOf(policy, rated);
  if (!scored) return { values: rated, foreign, steps, parts: [] };
  const isKept = policy.scorecard?.use === 'when-unknown';
  const values = {
    ...rated,
    score: isKept && rated.score !== null ? rated.score : BigInt(scored.score),
    riskClass: isKept && rated.riskClass !== null ? rated.riskClass : scored.riskClass,
  };
  return { values, foreign, steps, parts: scored.parts };
}

/** What a rule asks, fact by fact. */
export function asksOf({ when }: Rule) {
  return Object.entries(when) as [FactName, NonNullable<Rule['when'][FactName]>][];
}

/** `headroom is -0.01 EUR` */
export function factText({ currency, riskClasses }: Policy, fact: FactName, values: FactValues): string {
  return `${fact} is ${valueText(values[fact], domainOf(fact, riskClasses), currency)}`;
}

/** What one table says: one verdict for a table without gap and overlap; every rule that holds, or a referral, otherwise. */
function judge(
  policy: Policy,
  { id, title, rules }: DecisionTable,
  values: FactValues,
  held: string[],
): Verdict[] {
  const holding = rules.filter((rule) => asksOf(rule).every(([fact, when]) => matches(when, values[fact])));
  held.push(...holding.map((rule) => `${id}/${rule.id}`));
  if (holding.length === 0)
    return [{ outcome: 'referred', reason: { code: NO_RULES, text: `No rule of "${title}" holds.` } }];
  return holding.map((rule): Verdict => {
    const { outcome, code, text } = rule;
    if (!code || !text) return { outcome };
    return { outcome, reason: { code, text: withFigures(text, policy, rule, values) } };
  });
}

/** What a rule says, with the amounts and counts that it rests on; that something is so or not so stands in the words. */
function withFigures(text: string, policy: Policy, rule: Rule, values: FactValues): string {
  const figures = asksOf(rule)
    .filter(([fact]) => typeof values[fact] === 'bigint')
    .map(([fact]) => factText(policy, fact, values));
  return figures.length === 0 ? text : `${text} (${figures.join(', ')})`;
}

/** The facts that a rule which holds has asked for. */
export function becauseOf(policy: Policy, rule: Rule, values: FactValues): string {
  const facts = asksOf(rule).map(([fact]) => factText(policy, fact, values));
  return facts.length === 0 ? 'holds always' : facts.join(', ');
}
