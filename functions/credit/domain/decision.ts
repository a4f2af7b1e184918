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

/**
 * Up to where the approval of an order holds: what may have been taken at most before it, at the moment in which it is
 * taken. Whoever reserves is held to these, not to what was read a moment ago. Left out: without bound.
 */
export interface Bounds {
  /** Of what counts against the own limit; for the head of a group that is the whole group's. */
  readonly exposureMinor?: bigint | undefined;
  readonly groupExposureMinor?: bigint | undefined;
  readonly reservedMinor?: bigint | undefined;
}

/** A policy as far as checks go: its version stands in every decision, and what it says of facts never changes. */
export interface CreditPolicy {
  readonly version: number;
  readonly evaluate: (facts: CreditFacts) => readonly RuleResult[];
  /** Of an order that it approves. It must hold for these facts themselves. */
  readonly bounds: (facts: CreditFacts) => Bounds;
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
