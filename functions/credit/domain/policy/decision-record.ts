import { evaluatePolicy, type PolicyAnswer } from './evaluate-policy.ts';
import type { PolicyFacts } from './facts.ts';
import type { Outcome, Policy } from './policy.ts';

/** A decision as it is kept: what was known, by which version, and what was said. */
export interface DecisionRecord {
  readonly id: string;
  readonly facts: PolicyFacts;
  readonly answer: PolicyAnswer;
}

export type Replay =
  | { readonly kind: 'same'; readonly answer: PolicyAnswer }
  | {
      readonly kind: 'different';
      readonly answer: PolicyAnswer;
      readonly differences: readonly (keyof PolicyAnswer)[];
    }
  /** The version that decided is not there. */
  | { readonly kind: 'unknown-policy'; readonly policyVersion: number };

/** Decides again by the version that decided, and compares everything that was said. */
export function replayDecision(
  { facts, answer }: Omit<DecisionRecord, 'id'>,
  policyOf: (version: number) => Policy | undefined,
): Replay {
  const { policyVersion } = answer;
  const policy = policyOf(policyVersion);
  if (!policy) return { kind: 'unknown-policy', policyVersion };
  const again = evaluatePolicy(policy, facts);
  const differences = (Object.keys(again) as (keyof PolicyAnswer)[]).filter(
    (part) => textOf(again[part]) !== textOf(answer[part]),
  );
  return differences.length === 0
    ? { kind: 'same', answer: again }
    : { kind: 'different', answer: again, differences };
}

/** Values that are equal have the same text: members are written in the order in which `evaluatePolicy` makes them. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part)) ?? '';
}

export interface ChangedDecision {
  readonly id: string;
  readonly before: Outcome;
  readonly after: Outcome;
  /** Codes that are new, and codes that are gone. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly riskClassBefore: string | null;
  readonly riskClassAfter: string | null;
  readonly limitBefore: bigint | null;
  readonly limitAfter: bigint | null;
}

export interface Simulation {
  readonly policyVersion: number;
  readonly decisions: number;
  /** How many came from which outcome to which. */
  readonly moves: readonly {
    readonly before: Outcome;
    readonly after: Outcome;
    readonly decisions: number;
  }[];
  /** Decisions with another outcome, other reasons, class or limit. */
  readonly changed: readonly ChangedDecision[];
}

/** What a policy would have said in the past. The facts are those of then, with what a scorecard computed left to the new one. */
export function simulatePolicy(policy: Policy, records: readonly DecisionRecord[]): Simulation {
  const moves = new Map<string, { before: Outcome; after: Outcome; decisions: number }>();
  const changed: ChangedDecision[] = [];
  for (const { id, facts, answer } of records) {
    const now = evaluatePolicy(policy, facts);
    const key = `${answer.decision}>${now.decision}`;
    const move = moves.get(key) ?? { before: answer.decision, after: now.decision, decisions: 0 };
    moves.set(key, { ...move, decisions: move.decisions + 1 });
    const change = changeOf(id, answer, now);
    if (change) changed.push(change);
  }
  return { policyVersion: policy.version, decisions: records.length, moves: [...moves.values()], changed };
}

function changeOf(id: string, was: PolicyAnswer, is: PolicyAnswer): ChangedDecision | undefined {
  const codes = ({ reasons }: Pick<PolicyAnswer, 'reasons'>) => [...new Set(reasons.map(({ code }) => code))];
  const [before, after] = [codes(was), codes(is)];
  const added = after.filter((code) => !before.includes(code));
  const removed = before.filter((code) => !after.includes(code));
  const isSame =
    was.decision === is.decision &&
    added.length + removed.length === 0 &&
    was.riskClass === is.riskClass &&
    was.limit === is.limit;
  if (isSame) return undefined;
  return {
    id, before: was.decision, after: is.decision, added, removed,
    riskClassBefore: was.riskClass, riskClassAfter: is.riskClass,
    limitBefore: was.limit, limitAfter: is.limit,
  }; // biome-ignore format: a record
}
