import { conditionText, matches } from './condition.ts';
import { asksOf, becauseOf, completeFacts, factText } from './evaluate-policy.ts';
import { domainOf, type FactValues, type PolicyFacts } from './facts.ts';
import type { Outcome, Policy, Rule } from './policy.ts';
import { proposeLimit } from './propose-limit.ts';

/** What one rule said: whether it held, and because of which facts. */
export interface RuleResult {
  /** As in `PolicyAnswer.held`. */
  readonly rule: string;
  readonly matched: boolean;
  readonly because: string;
  /** Of a rule of a table: what it says where it holds. */
  readonly outcome?: Outcome;
  readonly code?: string;
}

/** Everything that a version says of facts, rule by rule, for people: those that did not hold as well. */
export function explainPolicy(policy: Policy, facts: PolicyFacts): RuleResult[] {
  const { values, foreign, steps, parts } = completeFacts(policy, facts);
  const { riskClass } = values;
  const proposal = proposeLimit(policy, typeof riskClass === 'string' ? riskClass : null, values);
  return [
    ...foreign.map((fact) => ({
      rule: `facts/${fact}`,
      matched: true,
      because: `${fact} has a value that it cannot have, and counts as unknown`,
    })),
    ...steps.map(({ agency, isUsed, because }) => ({ rule: `ratings/${agency}`, matched: isUsed, because })),
    ...parts.map(({ fact, points, because }) => ({
      rule: `scorecard/${fact}`,
      matched: points !== null,
      because,
    })),
    ...policy.tables.flatMap(({ id, rules }) =>
      rules.map((rule) => {
        const { outcome, code } = rule;
        const said = look(policy, rule, values);
        return { rule: `${id}/${rule.id}`, ...said, outcome, ...(code ? { code } : {}) };
      }),
    ),
    { rule: 'limits/proposal', matched: proposal.limit !== null, because: proposal.because },
  ];
}

function look(policy: Policy, rule: Rule, values: FactValues) {
  const failing = asksOf(rule).find(([fact, condition]) => !matches(condition, values[fact]));
  if (!failing) return { matched: true, because: becauseOf(policy, rule, values) };
  const [fact, condition] = failing;
  const wanted = conditionText(condition, domainOf(fact, policy.riskClasses), policy.currency);
  return { matched: false, because: `${factText(policy, fact, values)}, not ${wanted}` };
}
