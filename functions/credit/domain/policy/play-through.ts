import { addDays, type CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { DecisionRecord } from './decision-record.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import type { PolicyFacts } from './facts.ts';
import type { Outcome, Policy } from './policy.ts';

/** A decision with what playing through has to know of its order. */
export interface PlayedRecord extends DecisionRecord {
  readonly customer: string;
  /** Amendments are decisions on the order that they amend. */
  readonly order: string;
  /** When it was decided, ISO 8601. */
  readonly at: string;
  /** Whether an approval took of the limit. */
  readonly reserve: boolean;
  /** A person released it over the rules. */
  readonly isReleased: boolean;
}

/** What an order has of the limit, minor units: in fact, and as played. */
interface Taken {
  readonly on: CalendarDate;
  readonly inFact: bigint;
  readonly played: bigint;
}

/**
 * Outcomes by id where each order takes of the limit what this policy approves, instead of what was approved in fact. An order differs
 * for `orderDays` days; then it would have been paid. Differences of other members of a group are left out.
 */
export function playThrough(
  policy: Policy,
  records: readonly PlayedRecord[],
  orderDays: number,
): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  const customers = new Map<string, Map<string, Taken>>();
  for (const record of records.toSorted(inTime)) {
    const orders = customers.get(record.customer) ?? new Map<string, Taken>();
    customers.set(record.customer, orders);
    const on = record.at.slice(0, 10);
    let more = 0n;
    for (const [order, taken] of orders) {
      const counts = order !== record.order && on < addDays(taken.on, orderDays);
      if (counts) more += taken.played - taken.inFact;
    }
    const { decision } = evaluatePolicy(policy, withMoreTaken(record.facts, more));
    outcomes.set(record.id, decision);
    const { inFact, played } = orders.get(record.order) ?? { inFact: 0n, played: 0n };
    const takes = takenBy(record);
    // Who was released by a person would be released again, unless no person would have to look.
    const isReleased = record.isReleased && decision === 'referred';
    orders.set(record.order, {
      on,
      inFact: record.isReleased || record.answer.decision === 'approved' ? takes : inFact,
      played: isReleased || decision === 'approved' ? takes : played,
    });
  }
  return outcomes;
}

function inTime(a: PlayedRecord, b: PlayedRecord): number {
  const [left, right] = [`${a.at}#${a.id}`, `${b.at}#${b.id}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

function takenBy({ reserve, facts: { amount, isWithinHorizon, countsOrders } }: PlayedRecord): bigint {
  return reserve && isWithinHorizon !== false && countsOrders !== false ? (amount ?? 0n) : 0n;
}

function withMoreTaken(facts: PolicyFacts, more: bigint): PolicyFacts {
  if (more === 0n) return facts;
  const less = (left: bigint | null) => (left === null ? null : left - more);
  return {
    ...facts,
    exposure: facts.exposure === null ? null : facts.exposure + more,
    available: less(facts.available),
    groupAvailable: less(facts.groupAvailable),
    ordersAvailable: less(facts.ordersAvailable),
  };
}
