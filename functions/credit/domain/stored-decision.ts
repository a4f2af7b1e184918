import { type DecisionContent, unpackDecision } from './pack-decision.ts';
import type { DecisionRecord } from './policy/decision-record.ts';
import type { Outcome } from './policy/policy.ts';
import { policyFactsOf } from './policy-facts.ts';

/** What of a stored check a replay needs; `policy` is the version that decided. */
export interface DecidedCheck {
  readonly decision: Outcome;
  readonly policy: number;
  readonly content: Uint8Array;
}

export interface StoredDecision extends Omit<DecisionRecord, 'id'> {
  readonly content: DecisionContent;
  /** In which the policy counts: that of the customer's limit, where it has one. */
  readonly currency: string;
}

/** A decision as it was stored, for a replay, a simulation or a reader. */
export function readDecision({ decision, policy, content: bytes }: DecidedCheck): StoredDecision {
  const content = unpackDecision(bytes);
  const { facts, reasons, score, riskClass, limit, held } = content;
  return {
    content,
    currency: facts.limitCurrency ?? facts.currency,
    facts: policyFactsOf(facts),
    answer: { policyVersion: policy, decision, reasons, score, riskClass, limit, held },
  };
}
