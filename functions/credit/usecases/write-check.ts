import { packDecision } from '../domain/pack-decision.ts';
import { dueAtOf } from '../domain/reservation.ts';
import type { CreditCheckRow } from '../table.ts';
import type { CheckDeps, CheckWish, Loaded } from './check-credit.ts';
import type { Who } from './put-profile.ts';
import type { Decision } from './take-of-limit.ts';

/** Writes a check with its decision, and the reservation that came of it. */
export async function writeCheck(
  { checks }: CheckDeps,
  wish: CheckWish,
  { earlier, settings }: Loaded,
  { facts, decided }: Decision,
  { principal, now }: Who,
  end: string | undefined,
): Promise<CreditCheckRow> {
  const { company, customer, id, amountMinor, currency, reference, reserve, until, deliveryDate } = wish;
  const timing = { until: end ?? '', counted: facts.isWithinHorizon, deliveryDate };
  const row: CreditCheckRow = {
    company, customer, id, amountMinor, currency, reference, reserve,
    ...(until === undefined ? {} : { until }),
    ...(deliveryDate === undefined ? {} : { deliveryDate }),
    at: now.toISOString(),
    by: principal.id,
    decision: decided.decision,
    reasons: decided.reasons.map(({ code }) => code),
    policy: decided.policyVersion,
    content: packDecision({ facts, ...decided }),
    ...(end === undefined
      ? {}
      : {
          reservation: {
            ...timing, state: 'RESERVED' as const, openMinor: amountMinor,
            dueAt: dueAtOf(timing, settings.horizonDays),
          },
        }),
    ...(earlier?.attempt === undefined ? {} : { attempt: earlier.attempt }),
    version: 1,
  }; // biome-ignore format: a record
  await checks.addCheck(row, () => decidedEvent(row));
  return row;
}

/** Tells of a check whose insert could not. */
export function decidedEvent(row: CreditCheckRow) {
  const { company, customer, id, reference, decision, reasons, at, attempt = 0 } = row;
  const checkId = `${customer}~${id}`;
  return {
    company,
    eventId: `${checkId}#${attempt}`,
    type: 'check-decided' as const,
    payload: {
      checkId, id, customerId: customer, reference, decision: decision ?? null, reasons,
      ...(row.reservation ? { reservationId: checkId } : {}),
    },
    at,
  }; // biome-ignore format: a record
}
