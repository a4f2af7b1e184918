import type { CreditFacts } from './facts.ts';

export type Outcome = 'approved' | 'referred' | 'declined';

/** What one rule said. */
export interface RuleResult {
  readonly rule: string;
  readonly outcome: Outcome;
  /** Why it is not approved, and in words for whoever asks. */
  readonly reason?: Reason | undefined;
}

export interface Reason {
  readonly code: string;
  readonly text: string;
}

export interface Decided {
  readonly decision: Outcome;
  readonly reasons: readonly Reason[];
  readonly results: readonly RuleResult[];
}

/** A policy as far as checks go: its version stands in every decision, and what it says of facts never changes. */
export interface CreditPolicy {
  readonly version: number;
  readonly evaluate: (facts: CreditFacts) => readonly RuleResult[];
}

const WEIGHT: Readonly<Record<Outcome, number>> = { approved: 0, referred: 1, declined: 2 };

/** The hardest word of all rules counts; every reason is told, the hardest first. */
export function decide(facts: CreditFacts, policy: CreditPolicy): Decided {
  const results = policy.evaluate(facts);
  const ranked = results.toSorted((a, b) => WEIGHT[b.outcome] - WEIGHT[a.outcome]);
  return {
    decision: ranked[0]?.outcome ?? 'approved',
    reasons: ranked.flatMap(({ outcome, reason }) => (outcome !== 'approved' && reason ? [reason] : [])),
    results,
  };
}
