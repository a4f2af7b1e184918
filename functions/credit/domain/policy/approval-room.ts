import type { Condition } from './condition.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import { domainOf, type FactName, type FactValues, type PolicyFacts, readFacts } from './facts.ts';
import { takesOfLimit } from './headroom.ts';
import type { Policy } from './policy.ts';

/**
 * How much others may take at the same moment before the decision would no longer be `approved`: of the customer's own limit,
 * of the group's, of the sub-limit for orders. Left out: without bound. Minor units, zero or more.
 */
export interface ApprovalRoom {
  readonly ownMinor?: bigint;
  readonly groupMinor?: bigint;
  readonly ordersMinor?: bigint;
}

/** What others take, one part after the other, and which facts move with it: by what is taken, up or down. */
const PARTS = {
  own: { grows: ['exposure'], shrinks: ['available', 'headroom', 'coverHeadroom'] },
  group: { grows: [], shrinks: ['groupAvailable', 'groupHeadroom'] },
  orders: { grows: [], shrinks: ['ordersAvailable', 'ordersHeadroom'] },
} as const satisfies Record<
  string,
  { readonly grows: readonly FactName[]; readonly shrinks: readonly FactName[] }
>;
type Part = keyof typeof PARTS;
type Taken = Readonly<Record<Part, bigint>>;

const NOTHING: Taken = { own: 0n, group: 0n, orders: 0n };

/**
 * The room of an approval, for whoever must hold a reservation to what was decided; undefined where the decision is another.
 * Exact: decisions change only where a fact crosses a bound that some condition names, so it is enough to decide again
 * at each of these. Whatever others take within all rooms together, the answer stays `approved`.
 */
export function approvalRoom(policy: Policy, facts: PolicyFacts): ApprovalRoom | undefined {
  const isApproved = (taken: Taken) => evaluatePolicy(policy, after(facts, taken)).decision === 'approved';
  if (!isApproved(NOTHING)) return undefined;
  const room: { -readonly [K in keyof ApprovalRoom]: ApprovalRoom[K] } = {};
  // Combinations of what may be taken of the parts looked at so far, at which something could be decided otherwise.
  let within: readonly Taken[] = [NOTHING];
  for (const part of ['own', 'group', 'orders'] as const) {
    const steps = stepsOf(policy, facts, part);
    const end = steps.find((step) => within.some((taken) => !isApproved({ ...taken, [part]: step })));
    if (end !== undefined) room[`${part}Minor`] = end - 1n;
    const free = steps.filter((step) => end === undefined || step < end);
    within = within.flatMap((taken) => [taken, ...free.map((step) => ({ ...taken, [part]: step }))]);
  }
  return room;
}

function after(facts: PolicyFacts, { own, group, orders }: Taken): PolicyFacts {
  const less = (value: bigint | null, by: bigint) => (typeof value === 'bigint' ? value - by : value);
  return {
    ...facts,
    exposure: less(facts.exposure, -own),
    available: less(facts.available, own),
    groupAvailable: less(facts.groupAvailable, group),
    ordersAvailable: less(facts.ordersAvailable, orders),
  };
}

/** What must be taken for one of the facts to cross a bound, smallest first. */
function stepsOf(policy: Policy, facts: PolicyFacts, part: Part): bigint[] {
  const { values } = readFacts(facts, policy.riskClasses);
  const moving = movingValues(values);
  const stepsBy = (fact: FactName, step: (value: bigint, bound: bigint) => bigint) => {
    const value = moving[fact];
    return typeof value === 'bigint' ? boundsOf(policy, fact).map((bound) => step(value, bound)) : [];
  };
  const { grows, shrinks } = PARTS[part];
  const steps = [
    ...grows.flatMap((fact) => stepsBy(fact, (value, bound) => bound - value)),
    ...shrinks.flatMap((fact) => stepsBy(fact, (value, bound) => value - bound + 1n)),
  ];
  return [...new Set(steps)].filter((step) => step > 0n).sort((a, b) => (a < b ? -1 : 1));
}

/** Where an order takes nothing yet, a headroom is the least of two, and only one of them moves. */
function movingValues(values: FactValues): FactValues {
  if (takesOfLimit(values)) return values;
  return { ...values, headroom: values.available, groupHeadroom: values.groupAvailable };
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
