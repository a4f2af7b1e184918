import { formatMinor } from '../../../shared/kernel/money.ts';
import { checkIdOf } from '../contract.ts';
import { type DecisionContent, unpackDecision } from '../domain/pack-decision.ts';
import type { DecidedCheck } from '../domain/stored-decision.ts';
import { refuse } from '../errors.ts';
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

export function viewDecided(row: CreditCheckRow, { facts, reasons }: DecisionContent): CheckView {
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
