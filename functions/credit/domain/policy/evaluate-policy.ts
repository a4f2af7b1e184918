import { conditionText, matches, valueText } from './condition.ts';
import { domainOf, type FactName, type FactValues, type PolicyFacts, readFacts } from './facts.ts';
import { type DecisionTable, NO_RULES, type Outcome, type Policy, type Rule } from './policy.ts';
import { proposeLimit } from './propose-limit.ts';
import { externalClassOf } from './rating-waterfall.ts';
import { scoreOf } from './score.ts';

export interface Reason {
  readonly code: string;
  readonly text: string;
}

/** What one rule said: whether it held, and because of which facts. */
export interface RuleResult {
  /** `<table>/<rule>`, `scorecard/<fact>`, `ratings/<agency>`, `limits/proposal`, `facts/<fact>`. */
  readonly rule: string;
  readonly matched: boolean;
  readonly because: string;
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
  readonly results: readonly RuleResult[];
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
  const { values, results, foreign } = completeFacts(policy, facts);
  const verdicts: Verdict[] = foreign.map((fact) => ({
    outcome: 'referred',
    reason: { code: 'FACT_NOT_UNDERSTOOD', text: `What is said of ${fact} cannot be understood.` },
  }));
  for (const table of policy.tables) verdicts.push(...judge(policy, table, values, results));
  const ranked = verdicts.toSorted((a, b) => WEIGHT[b.outcome] - WEIGHT[a.outcome]);
  const { score, riskClass } = values;
  const known = typeof riskClass === 'string' ? riskClass : null;
  const proposal = proposeLimit(policy, known, values);
  results.push({ rule: 'limits/proposal', matched: proposal.limit !== null, because: proposal.because });
  return {
    policyVersion: policy.version,
    decision: ranked[0]?.outcome ?? 'approved',
    reasons: ranked.flatMap(({ reason }) => reason ?? []),
    score: typeof score === 'bigint' ? Number(score) : null,
    riskClass: known,
    limit: proposal.limit,
    results,
  };
}

interface CompleteFacts {
  readonly values: FactValues;
  readonly foreign: readonly FactName[];
  readonly results: RuleResult[];
}

/** The facts with what follows from them: the external class, then score and class. */
export function completeFacts(policy: Policy, facts: PolicyFacts): CompleteFacts {
  const { values: read, foreign } = readFacts(facts, policy.riskClasses);
  const results: RuleResult[] = foreign.map((fact) => ({
    rule: `facts/${fact}`,
    matched: true,
    because: `${fact} has a value that it cannot have, and counts as unknown`,
  }));
  let values = read;
  if (policy.ratings) {
    const { riskClass, steps } = externalClassOf(policy.ratings, facts.externalRatings, facts.on);
    values = { ...values, externalClass: riskClass };
    for (const { agency, isUsed, because } of steps)
      results.push({ rule: `ratings/${agency}`, matched: isUsed, because });
  }
  const scored = scoreOf(policy, values);
  if (scored) {
    for (const { fact, points, because } of scored.parts)
      results.push({ rule: `scorecard/${fact}`, matched: points !== null, because });
    const isKept = policy.scorecard?.use === 'when-unknown';
    values = {
      ...values,
      score: isKept && values.score !== null ? values.score : BigInt(scored.score),
      riskClass: isKept && values.riskClass !== null ? values.riskClass : scored.riskClass,
    };
  }
  return { values, foreign, results };
}

/** What one table says: one verdict for a table without gap and overlap; every rule that holds, or a referral, otherwise. */
function judge(policy: Policy, table: DecisionTable, values: FactValues, results: RuleResult[]): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const rule of table.rules) {
    const { isMatch, because } = look(policy, rule, values);
    results.push({ rule: `${table.id}/${rule.id}`, matched: isMatch, because });
    if (!isMatch) continue;
    const { outcome, code, text } = rule;
    verdicts.push({ outcome, ...(code && text ? { reason: { code, text: `${text} (${because})` } } : {}) });
  }
  if (verdicts.length > 0) return verdicts;
  const text = `No rule of "${table.title}" holds.`;
  return [{ outcome: 'referred', reason: { code: NO_RULES, text } }];
}

function look(policy: Policy, { when }: Rule, values: FactValues) {
  const { currency, riskClasses } = policy;
  const asked = Object.entries(when) as [FactName, NonNullable<Rule['when'][FactName]>][];
  const show = (fact: FactName) =>
    `${fact} is ${valueText(values[fact], domainOf(fact, riskClasses), currency)}`;
  const failing = asked.find(([fact, condition]) => !matches(condition, values[fact]));
  if (!failing) {
    const facts = asked.map(([fact]) => show(fact));
    return { isMatch: true, because: facts.length === 0 ? 'holds always' : facts.join(', ') };
  }
  const [fact, condition] = failing;
  const wanted = conditionText(condition, domainOf(fact, riskClasses), currency);
  return { isMatch: false, because: `${show(fact)}, not ${wanted}` };
}
