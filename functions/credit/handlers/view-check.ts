import { formatMinor } from '../../../shared/kernel/money.ts';
import { checkIdOf } from '../contract.ts';
import type { CreditFacts } from '../domain/facts.ts';
import { type DecisionContent, unpackDecision } from '../domain/pack-decision.ts';
import { replayDecision } from '../domain/policy/decision-record.ts';
import type { PolicyAnswer } from '../domain/policy/evaluate-policy.ts';
import type { Policy, Rule } from '../domain/policy/policy.ts';
import { type DecidedCheck, readDecision } from '../domain/stored-decision.ts';
import { refuse } from '../errors.ts';
import type { PolicyReader } from '../policy-reader.ts';
import type { CheckView, ReservationView } from '../routes/checks.ts';
import type { CreditCheckRow } from '../table.ts';
import { viewExposure } from './view-exposure.ts';

/** A check that has been decided. What stands in for one that broke off is none. @throws credit.unknown-check */
export function contentOf(row: CreditCheckRow | undefined, checkId: string): CreditCheckRow & DecidedCheck {
  const { content, decision, policy } = row ?? {};
  if (row && content && decision && policy !== undefined) return { ...row, content, decision, policy };
  throw refuse('credit.unknown-check', `There is no check ${checkId}.`);
}

export function viewCheck(row: CreditCheckRow): CheckView {
  const checkId = checkIdOf(row);
  const { content } = contentOf(row, checkId);
  return viewDecided(row, unpackDecision(content));
}

function viewDecided(row: CreditCheckRow, { facts, reasons }: DecisionContent): CheckView {
  const {
    customer,
    id,
    reference,
    amountMinor,
    currency,
    decision = 'referred',
    policy = 0,
    amends,
    at,
  } = row;
  const checkId = checkIdOf(row);
  return {
    checkId,
    id,
    customerId: customer,
    reference,
    amount: formatMinor(amountMinor, currency),
    currency,
    decision,
    ...(row.reservation ? { reservationId: checkId } : {}),
    reasons: reasons.map(({ code, text }) => ({ code, text })),
    exposure: viewExposure(facts, facts.limitCurrency ?? currency),
    policyVersion: policy,
    ...(amends === undefined ? {} : { amends: checkIdOf({ customer, id: amends }) }),
    decidedAt: at,
  };
}

/** Facts as people read them: amounts as decimal strings. */
function viewFacts(facts: CreditFacts) {
  const currency = facts.limitCurrency ?? facts.currency;
  const text = JSON.stringify(facts, (_, part) =>
    typeof part === 'bigint' ? formatMinor(part, currency) : part,
  );
  return JSON.parse(text);
}

/** What one rule said: stored is whether it held; why, its version tells again. */
function viewResults(
  { held }: DecisionContent,
  answer: PolicyAnswer | undefined,
  policy: Policy | undefined,
) {
  const said = new Map(answer?.results.map(({ rule, because }) => [rule, because]));
  const rules = policy?.tables.flatMap(({ id, rules: all }) =>
    all.map((rule): [string, Rule] => [`${id}/${rule.id}`, rule]),
  );
  const outcomes = new Map(rules);
  return [...new Set([...said.keys(), ...held])].map((rule) => {
    const isHeld = held.includes(rule);
    const { outcome, code } = outcomes.get(rule) ?? {};
    return {
      rule,
      held: isHeld,
      ...(isHeld && outcome ? { outcome, ...(code ? { code } : {}) } : {}),
      ...(said.has(rule) ? { because: said.get(rule) } : {}),
    };
  });
}

/** With facts, results, and what the version that decided says of them now. */
export async function viewWholeCheck(row: CreditCheckRow, policies: PolicyReader) {
  const decided = readDecision(contentOf(row, checkIdOf(row)));
  const policy = await policies.version(row.company, decided.answer.policyVersion, decided.currency);
  const replay = replayDecision(decided, () => policy);
  const answer = 'answer' in replay ? replay.answer : undefined;
  return {
    ...viewDecided(row, decided.content),
    facts: viewFacts(decided.content.facts),
    results: viewResults(decided.content, answer, policy),
    ...(answer ? { replayed: answer.decision } : {}),
    ...(replay.kind === 'different' ? { replayDifferences: [...replay.differences] } : {}),
    ...(row.reservation ? { reservation: viewReservation(row) } : {}),
  };
}

/** @throws credit.unknown-reservation */
export function viewReservation(row: CreditCheckRow | undefined): ReservationView {
  if (!row?.reservation) throw refuse('credit.unknown-reservation', 'There is no such reservation.');
  const { customer, reference, currency, amountMinor, reservation } = row;
  const money = (minor: bigint) => formatMinor(minor, currency);
  return {
    reservationId: checkIdOf(row),
    customerId: customer,
    reference,
    currency,
    state: reservation.state,
    amount: money(amountMinor),
    reserved: money(reservation.openMinor),
    delivered: money(reservation.deliveredMinor ?? 0n),
    expiresAt: reservation.until,
    deliveryDate: reservation.deliveryDate,
    withinHorizon: reservation.counted,
    moves: (reservation.moves ?? []).map(({ amountMinor: minor, ...move }) => ({
      ...move,
      amount: money(minor),
    })),
  };
}
