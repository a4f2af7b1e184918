import { completeFacts } from './evaluate-policy.ts';
import type { PolicyFacts } from './facts.ts';
import type { Policy } from './policy.ts';
import { proposeLimit } from './propose-limit.ts';

export interface ProposedTerms {
  readonly policyVersion: number;
  readonly score: number | null;
  readonly riskClass: string | null;
  /** Minor units; null where nothing can be proposed: never a guess. */
  readonly limit: bigint | null;
  /** Agencies, points, formula, in this order. */
  readonly because: readonly string[];
}

/**
 * Score, class and limit as the policy computes them now. What the profile has is left aside, where the policy can compute it: else
 * a class once kept would never be another. A policy without a scorecard proposes a limit for the class that is there.
 */
export function proposeTerms(policy: Policy, facts: PolicyFacts): ProposedTerms {
  const anew = policy.scorecard ? { ...facts, score: null, riskClass: null } : facts;
  const { values, steps, parts } = completeFacts(policy, anew);
  const { score } = values;
  const riskClass = typeof values.riskClass === 'string' ? values.riskClass : null;
  const { limit, because } = proposeLimit(policy, riskClass, values);
  return {
    policyVersion: policy.version,
    score: typeof score === 'bigint' ? Number(score) : null,
    riskClass,
    limit,
    because: [...[...steps, ...parts].map((one) => one.because), because],
  };
}
