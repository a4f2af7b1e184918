import { packDecision } from '../domain/pack-decision.ts';
import { dueAtOf } from '../domain/reservation.ts';
import type { CreditCheckRow, CreditSettingsRow } from '../table.ts';
import type { CheckDeps, CheckWish, Loaded } from './check-credit.ts';
import type { Who } from './put-profile.ts';
import type { Decision } from './take-of-limit.ts';

type Asked = Pick<
  CreditCheckRow,
  | 'company'
  | 'customer'
  | 'id'
  | 'amountMinor'
  | 'currency'
  | 'reference'
  | 'reserve'
  | 'until'
  | 'deliveryDate'
  | 'amends'
>;

/** A check with its decision, as it is kept. */
export function checkRowOf(
  { company, customer, id, amountMinor, currency, reference, reserve, until, deliveryDate, amends }: Asked,
  { facts, decided }: Decision,
  { principal, now }: Who,
): CreditCheckRow {
  return {
    company, customer, id, amountMinor, currency, reference, reserve,
    ...(until === undefined ? {} : { until }),
    ...(deliveryDate === undefined ? {} : { deliveryDate }),
    ...(amends === undefined ? {} : { amends }),
    at: now.toISOString(),
    by: principal.id,
    decision: decided.decision,
    reasons: decided.reasons.map(({ code }) => code),
    policy: decided.policyVersion,
    content: packDecision({ facts, ...decided }),
    version: 1,
  }; // biome-ignore format: a record
}

/** When a reservation ends, whether it takes of the limit yet, and when the sweeper has to look at it. */
export function timingOf(
  until: string,
  deliveryDate: string | undefined,
  counted: boolean,
  { horizonDays }: CreditSettingsRow,
) {
  const timing = { until, counted, deliveryDate };
  return { ...timing, dueAt: dueAtOf(timing, horizonDays) };
}

/**
 * Writes a check with its decision, and the reservation that came of it.
 * @param reserved until when, and the mark that the check leaves in the counter
 */
export async function writeCheck(
  { checks }: Pick<CheckDeps, 'checks'>,
  wish: CheckWish,
  { earlier, settings }: Loaded,
  decision: Decision,
  who: Who,
  { until: end, mark }: { readonly until?: string | undefined; readonly mark?: CreditCheckRow['mark'] } = {},
): Promise<CreditCheckRow> {
  const { amountMinor, deliveryDate } = wish;
  const { isWithinHorizon } = decision.facts;
  const reservation = end !== undefined && {
    ...timingOf(end, deliveryDate, isWithinHorizon, settings),
    state: 'RESERVED' as const,
    openMinor: amountMinor,
  };
  const row: CreditCheckRow = {
    ...checkRowOf(wish, decision, who),
    ...(reservation ? { reservation } : {}),
    ...(earlier?.attempt === undefined ? {} : { attempt: earlier.attempt }),
    ...(mark ? { mark } : {}),
  };
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
      ...(row.mark ? { mark: row.mark } : {}),
    },
    at,
  }; // biome-ignore format: a record
}
