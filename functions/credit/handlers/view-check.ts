import { formatMinor } from '../../../shared/kernel/money.ts';
import { checkIdOf } from '../contract.ts';
import { type CreditPolicy, decide } from '../domain/decision.ts';
import type { CreditFacts } from '../domain/facts.ts';
import { type DecisionContent, unpackDecision } from '../domain/pack-decision.ts';
import { refuse } from '../errors.ts';
import type { CheckView, ReservationView } from '../routes/checks.ts';
import type { CreditCheckRow } from '../table.ts';
import { viewExposure } from './view-exposure.ts';

/** A check that has been decided. What stands in for one that broke off is none. @throws credit.unknown-check */
export function contentOf(
  row: CreditCheckRow | undefined,
  checkId: string,
): CreditCheckRow & { content: Uint8Array } {
  if (row?.content && row.decision) return { ...row, content: row.content };
  throw refuse('credit.unknown-check', `There is no check ${checkId}.`);
}

export function viewCheck(row: CreditCheckRow): CheckView {
  const checkId = checkIdOf(row);
  const { content } = contentOf(row, checkId);
  return viewDecided(row, unpackDecision(content));
}

function viewDecided(row: CreditCheckRow, { facts, results }: DecisionContent): CheckView {
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
  const texts = new Map(results.flatMap(({ reason }) => (reason ? [[reason.code, reason.text]] : [])));
  return {
    checkId,
    id,
    customerId: customer,
    reference,
    amount: formatMinor(amountMinor, currency),
    currency,
    decision,
    ...(row.reservation ? { reservationId: checkId } : {}),
    reasons: row.reasons.map((code) => ({ code, text: texts.get(code) ?? code })),
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

/** With facts, results, and what the policy says of them now. */
export function viewWholeCheck(row: CreditCheckRow, policy: CreditPolicy | undefined) {
  const checkId = checkIdOf(row);
  const content = unpackDecision(contentOf(row, checkId).content);
  return {
    ...viewDecided(row, content),
    facts: viewFacts(content.facts),
    results: content.results.map(({ rule, outcome, reason }) => ({ rule, outcome, ...reason })),
    ...(policy ? { replayed: decide(content.facts, policy).decision } : {}),
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
