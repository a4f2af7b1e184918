import { addDays, type CalendarDate, daysBetween } from '../../../../shared/kernel/calendar-date.ts';
import type { INSURANCE_STATES } from '../policy/facts.ts';

export type InsuranceState = (typeof INSURANCE_STATES)[number];

/** What of a trade credit insurance policy the clock goes by. */
export interface PolicyTerms {
  readonly validFrom: CalendarDate;
  /** Included; without one it goes on. */
  readonly validTo?: CalendarDate | undefined;
  /** The longest period of credit that is covered, from the day of the invoice (äußerstes Kreditziel). */
  readonly longestCreditDays: number;
  /** The last day on which an overdue item may be reported comes so many days after it fell due. */
  readonly reportAfterDays: number;
  /** So many days before that somebody is warned. */
  readonly warnBeforeDays: number;
  /** Whether an open item with longer terms suspends cover for what is delivered next; else only that item is not covered. */
  readonly longTermsSuspend: boolean;
}

/** An item of which something is open. */
export interface InsuredItem {
  readonly id: string;
  readonly date: CalendarDate;
  readonly dueDate: CalendarDate;
}

/** An item that was reported to the insurer as overdue, and when. */
export interface OverdueReport {
  readonly itemId: string;
  readonly on: CalendarDate;
}

export type ClockReason =
  | { readonly code: 'not-begun' | 'ended'; readonly on: CalendarDate }
  /** Of the oldest: nobody reported it up to that day. */
  | { readonly code: 'report-missed' | 'report-due'; readonly itemId: string; readonly on: CalendarDate }
  | { readonly code: 'terms-too-long'; readonly itemId: string; readonly days: number };

export interface InsuranceClock {
  readonly state: InsuranceState;
  /** The next day up to which an item has to be reported; undefined where none waits for it. */
  readonly reportDueOn?: CalendarDate | undefined;
  readonly warnOn?: CalendarDate | undefined;
  /** It is time: reported has to be from `warnOn` to `reportDueOn`. */
  readonly isWarning: boolean;
  /** The last day on which the state is this one by itself, with nothing paid, reported or invoiced meanwhile. */
  readonly until?: CalendarDate | undefined;
  readonly because: readonly ClockReason[];
}

/** The last day on which an item may be reported. */
export function reportDueOn({ dueDate }: InsuredItem, { reportAfterDays }: PolicyTerms): CalendarDate {
  return addDays(dueDate, reportAfterDays);
}

/**
 * Whether a customer is covered on a day, and what has to be done by when. A report made in time keeps the cover; one missed, or made
 * too late, suspends it for what is delivered next until the item is paid (usual terms of trade credit insurance: Obliegenheiten on
 * overdue reports, äußerstes Kreditziel; what a policy really says stands in it, and is entered as its terms).
 */
export function readClock(
  terms: PolicyTerms,
  items: readonly InsuredItem[],
  reports: readonly OverdueReport[],
  on: CalendarDate,
): InsuranceClock {
  const { validFrom, validTo, warnBeforeDays, longTermsSuspend } = terms;
  if (on < validFrom) {
    const until = addDays(validFrom, -1);
    return { state: 'none', isWarning: false, until, because: [{ code: 'not-begun', on: validFrom }] };
  }
  const waiting = unreported(terms, items, reports);
  const missed = waiting.filter(({ by }) => by < on);
  const next = waiting.find(({ by }) => by >= on);
  const long = items.filter((item) => creditDaysOf(item) > terms.longestCreditDays);
  const because: ClockReason[] = [
    ...(validTo !== undefined && validTo < on ? [{ code: 'ended' as const, on: validTo }] : []),
    ...missed.slice(0, 1).map(({ id, by }) => ({ code: 'report-missed' as const, itemId: id, on: by })),
    ...long
      .map((item) => ({ code: 'terms-too-long' as const, itemId: item.id, days: creditDaysOf(item) }))
      .slice(0, 1),
  ];
  const state = stateOf(
    validTo !== undefined && validTo < on,
    missed.length > 0 || (longTermsSuspend && long.length > 0),
  );
  if (!next) return { state, isWarning: false, ...untilOf(state, validTo), because };
  const warnOn = addDays(next.by, -warnBeforeDays);
  const isWarning = state !== 'ended' && warnOn <= on;
  const ends = validTo === undefined || next.by < validTo ? next.by : validTo;
  return {
    state,
    reportDueOn: next.by,
    warnOn,
    isWarning,
    ...untilOf(state, ends),
    because: isWarning ? [...because, { code: 'report-due', itemId: next.id, on: next.by }] : because,
  };
}

function stateOf(isEnded: boolean, isSuspended: boolean): InsuranceState {
  if (isEnded) return 'ended';
  return isSuspended ? 'suspended' : 'covered';
}

function untilOf(state: InsuranceState, day: CalendarDate | undefined) {
  return state === 'covered' && day !== undefined ? { until: day } : {};
}

function creditDaysOf({ date, dueDate }: InsuredItem): number {
  return daysBetween(date, dueDate);
}

/** Items that nobody has reported in time, with the last day for it; the most urgent first. */
function unreported(terms: PolicyTerms, items: readonly InsuredItem[], reports: readonly OverdueReport[]) {
  const reported = new Map<string, CalendarDate>();
  for (const { itemId, on } of reports) {
    const earlier = reported.get(itemId);
    if (earlier === undefined || on < earlier) reported.set(itemId, on);
  }
  return items
    .map((item) => ({ id: item.id, by: reportDueOn(item, terms) }))
    .filter(({ id, by }) => {
      const day = reported.get(id);
      return day === undefined || day > by;
    })
    .sort((a, b) => (a.by < b.by || (a.by === b.by && a.id < b.id) ? -1 : 1));
}

/**
 * What a check goes by on a day: cover that the clock has not confirmed beyond its last certain day counts as suspended, so that a night in
 * which the clock did not run hides nothing.
 */
export function insuranceStateOn(
  insurance:
    | { readonly state?: InsuranceState | undefined; readonly until?: CalendarDate | undefined }
    | undefined,
  on: CalendarDate,
): InsuranceState | undefined {
  const { state, until } = insurance ?? {};
  return state === 'covered' && until !== undefined && until < on ? 'suspended' : state;
}
