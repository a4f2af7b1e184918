import type { Condition } from './condition.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import { domainOf, type FactName, type PolicyFacts, readFacts } from './facts.ts';
import type { Policy } from './policy.ts';

/**
 * How much others may take at the same moment before the decision would no longer be `approved`: of the customer's own limit,
 * and of the group's at once. Left out: without bound. Minor units, zero or more.
 */
export interface ApprovalRoom {
  readonly ownMinor?: bigint;
  readonly groupMinor?: bigint;
}

/** Facts that move with what others take of the own limit, and those that move with the group's. */
const OWN: readonly FactName[] = ['exposure', 'available', 'headroom', 'coverHeadroom'];
const GROUP: readonly FactName[] = ['groupAvailable', 'groupHeadroom'];
const GROWING: readonly FactName[] = ['exposure'];

/**
 * The room of an approval, for whoever must hold a reservation to what was decided; undefined where the decision is another.
 * Exact: decisions change only where a fact crosses a bound that some condition names, so it is enough to decide again
 * at each of these. Whatever others take within both rooms together, the answer stays `approved`.
 */
export function approvalRoom(policy: Policy, facts: PolicyFacts): ApprovalRoom | undefined {
  const isApproved = (own: bigint, group: bigint) =>
    evaluatePolicy(policy, taken(facts, own, group)).decision === 'approved';
  if (!isApproved(0n, 0n)) return undefined;
  const ownSteps = stepsOf(policy, facts, OWN);
  const groupSteps = stepsOf(policy, facts, GROUP);
  const ownEnd = ownSteps.find((step) => !isApproved(step, 0n));
  const within = [0n, ...ownSteps.filter((step) => ownEnd === undefined || step < ownEnd)];
  const groupEnd = groupSteps.find((step) => within.some((own) => !isApproved(own, step)));
  return {
    ...(ownEnd === undefined ? {} : { ownMinor: ownEnd - 1n }),
    ...(groupEnd === undefined ? {} : { groupMinor: groupEnd - 1n }),
  };
}

function taken(facts: PolicyFacts, own: bigint, group: bigint): PolicyFacts {
  const less = (value: bigint | null, by: bigint) => (typeof value === 'bigint' ? value - by : value);
  return {
    ...facts,
    exposure: less(facts.exposure, -own),
    available: less(facts.available, own),
    groupAvailable: less(facts.groupAvailable, group),
  };
}

/** What must be taken for one of the facts to cross a bound, smallest first. */
function stepsOf(policy: Policy, facts: PolicyFacts, moving: readonly FactName[]): bigint[] {
  const { values } = readFacts(facts, policy.riskClasses);
  const steps = moving.flatMap((fact) => {
    const value = values[fact];
    if (typeof value !== 'bigint') return [];
    return boundsOf(policy, fact).map((bound) =>
      GROWING.includes(fact) ? bound - value : value - bound + 1n,
    );
  });
  return [...new Set(steps)].filter((step) => step > 0n).sort((a, b) => (a < b ? -1 : 1));
}

/** Smallest values above each of which some condition says something else than below. */
function boundsOf(policy: Policy, fact: FactName): bigint[] {
  const domain = domainOf(fact, policy.riskClasses);
  const ends = (range: { readonly min?: bigint; readonly max?: bigint }) => [
    ...(range.min === undefined ? [] : [range.min]),
    ...(range.max === undefined ? [] : [range.max + 1n]),
  ];
  return [
    ...conditionsOn(policy, fact).flatMap((condition) => (condition.kind === 'range' ? ends(condition) : [])),
    ...(domain.kind === 'money' ? ends(domain) : []),
  ];
}

function conditionsOn({ tables, scorecard }: Policy, fact: FactName): Condition[] {
  const inTables = tables.flatMap(({ rules }) => rules.flatMap(({ when }) => when[fact] ?? []));
  const inScores = (scorecard?.attributes ?? []).filter((attribute) => attribute.fact === fact);
  return [...inTables, ...inScores.flatMap(({ rows }) => rows.map(({ when }) => when))];
}
