import type { CreditFacts } from './facts.ts';
import { approvalRoom } from './policy/approval-room.ts';
import { evaluatePolicy, type PolicyAnswer } from './policy/evaluate-policy.ts';
import type { Policy } from './policy/policy.ts';
import { policyFactsOf } from './policy-facts.ts';

/** What the policy says of an order. */
export function decide(facts: CreditFacts, policy: Policy): PolicyAnswer {
  return evaluatePolicy(policy, policyFactsOf(facts));
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

/** The bounds of an order that the policy approves. They hold for these facts themselves. */
export function boundsOf(facts: CreditFacts, policy: Policy): Bounds {
  const { ownMinor, groupMinor, ordersMinor } = approvalRoom(policy, policyFactsOf(facts)) ?? {
    ownMinor: 0n,
    groupMinor: 0n,
    ordersMinor: 0n,
  };
  const { exposureMinor, groupExposureMinor = 0n, components } = facts;
  return {
    ...(ownMinor === undefined ? {} : { exposureMinor: exposureMinor + ownMinor }),
    ...(groupMinor === undefined ? {} : { groupExposureMinor: groupExposureMinor + groupMinor }),
    ...(ordersMinor === undefined ? {} : { reservedMinor: components.reserved + ordersMinor }),
  };
}
