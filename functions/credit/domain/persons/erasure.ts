import { type CalendarDate, utcDay } from '../../../../shared/kernel/calendar-date.ts';
import type { Reserved } from '../reservation.ts';

/** Why a customer's data cannot be erased yet. */
export interface Hindrance {
  readonly what:
    | 'open-items'
    | 'prepayments'
    | 'deliveries'
    | 'invoices'
    | 'reservation'
    | 'case'
    | 'limit-request'
    | 'group'
    | 'valuation'
    | 'report'
    | 'retention';
  readonly detail: string;
  /** The last day on which it stands, where that is known. */
  readonly until?: CalendarDate | undefined;
}

export interface Standing {
  readonly exposure:
    | {
        readonly openItemsMinor: bigint;
        readonly prepaymentsMinor: bigint;
        readonly deliveriesMinor: bigint;
        readonly invoiced?: readonly unknown[] | undefined;
      }
    | undefined;
  readonly checks: readonly { readonly checkId: string; readonly reservation?: Reserved | undefined }[];
  readonly cases: readonly { readonly caseId: string; readonly isOpen: boolean }[];
  readonly requestedLimits: number;
  /** Other members of the group whose head the customer is. */
  readonly others: number;
  /** Valuations in which it stands and on which nobody has decided. */
  readonly proposedValuations: readonly string[];
  /** The day of the last overdue report to an insurer. */
  readonly reportedOn?: CalendarDate | undefined;
}

/**
 * What documents orders that were carried out is kept for six years from the end of the calendar year in which the last of it
 * came about: received and sent business letters and what else matters for taxes (§257 Abs. 1 Nr. 2 and 3, Abs. 4 and 5 HGB;
 * §147 Abs. 1 Nr. 2, 3 and 5, Abs. 3 and 4 AO). Entries and vouchers, with longer periods, are not credit's.
 */
export const RETENTION_YEARS = 6;

/**
 * What annual accounts rest on, such as the valuation of receivables that was booked, is kept for ten years from the end of the
 * calendar year (inventories and annual accounts with what explains them: §257 Abs. 1 Nr. 1, Abs. 4 and 5 HGB; §147 Abs. 1 Nr. 1,
 * Abs. 3 and 4 AO). The careful reading: as a voucher alone (Abs. 1 Nr. 4) it would be eight years since 2025.
 */
export const VALUATION_YEARS = 10;

export function valuationRetainedUntil(bookedOn: CalendarDate): CalendarDate {
  return `${Number(bookedOn.slice(0, 4)) + VALUATION_YEARS}-12-31`;
}

export function retainedUntil(lastOn: CalendarDate): CalendarDate {
  return `${Number(lastOn.slice(0, 4)) + RETENTION_YEARS}-12-31`;
}

/** A reservation that still takes of the limit, or will. One whose end has passed does not, swept or not. */
export function isLive({ state, until }: Pick<Reserved, 'state' | 'until'>, now: Date): boolean {
  return state === 'RESERVED' && until > now.toISOString();
}

/** The last day on which something of an order was delivered or invoiced. */
export function lastCaptureOn({ moves = [] }: Pick<Reserved, 'moves'>): CalendarDate | undefined {
  const days = moves.filter(({ kind }) => kind === 'captured').map(({ at }) => at.slice(0, 10));
  return days.sort().at(-1);
}

/**
 * What stands against erasing (Art. 17(1)(a) GDPR: the purpose has not ended; Art. 17(3)(b): the law demands that it is kept), all of
 * it. None: the data must go.
 */
export function hindrancesOf(
  { exposure, checks, cases, requestedLimits, others, proposedValuations, reportedOn }: Standing,
  now: Date,
): Hindrance[] {
  const found: Hindrance[] = [];
  const say = (what: Hindrance['what'], detail: string, until?: CalendarDate) =>
    found.push({ what, detail, ...(until === undefined ? {} : { until }) });
  if (exposure && exposure.openItemsMinor > 0n) say('open-items', 'The customer owes open items.');
  if (exposure && exposure.prepaymentsMinor > 0n)
    say('prepayments', 'Money of the customer has not been used or paid back.');
  if (exposure && exposure.deliveriesMinor !== 0n)
    say('deliveries', 'Something is delivered and not invoiced.');
  if (exposure?.invoiced?.length) say('invoices', 'Invoices have not come into the books yet.');
  for (const { checkId, reservation } of checks) {
    if (reservation && isLive(reservation, now))
      say('reservation', `${checkId} is reserved.`, reservation.until.slice(0, 10));
  }
  for (const { caseId, isOpen } of cases) if (isOpen) say('case', `A person is looking at ${caseId}.`);
  if (requestedLimits > 0) say('limit-request', 'A limit has been asked for and not been decided on.');
  if (others > 0) say('group', `The customer is the head of a group of ${others} more.`);
  for (const id of proposedValuations) say('valuation', `Somebody has to decide on the valuation ${id}.`);
  if (reportedOn !== undefined && retainedUntil(reportedOn) >= utcDay(now)) {
    const law = '§257 Abs. 1 Nr. 3, Abs. 4 HGB';
    const detail = `What was written to an insurer in ${reportedOn.slice(0, 4)} is kept for six years (${law}).`;
    say('report', detail, retainedUntil(reportedOn));
  }
  const captures = checks.flatMap(({ reservation }) => (reservation && lastCaptureOn(reservation)) ?? []);
  const last = captures.sort().at(-1);
  const until = last && retainedUntil(last);
  if (until !== undefined && until >= utcDay(now)) {
    const law = '§257 Abs. 4 and 5 HGB, §147 Abs. 3 and 4 AO';
    say('retention', `What documents orders of ${last?.slice(0, 4)} is kept for six years (${law}).`, until);
  }
  return found;
}
