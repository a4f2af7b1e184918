import { refuse } from '../errors.ts';
import { PERIODS, type Period } from './fiscal-year.ts';
import type { PeriodState } from './journal-head.ts';

/** What reopenings are called among the approvals of a company. */
export const REOPEN_PERIOD = 'ledger.reopen-period';

/** What the trace of a change calls it, and what it happened to. */
export const PERIOD_CLOSED = 'ledger.period-closed';
export const PERIOD_REOPENED = 'ledger.period-reopened';

export function periodSubject(fiscalYear: number, period: Period): string {
  return `periods/${fiscalYear}/${period}`;
}

type States = readonly PeriodState[];

function assertOther(periods: States, period: Period, wanted: PeriodState): void {
  if (periods[period] !== wanted) return;
  throw refuse('ledger.period-state', `Period ${period} is ${wanted} already.`, { extra: { period } });
}

/** Months that come before a period. The opening period stands apart: its entries often come when months are closed. */
function openMonthsBefore(periods: States, period: Period): Period[] {
  return periods.flatMap((state, other) => (other > 0 && other < period && state === 'open' ? [other] : []));
}

/**
 * Closes a period (Festschreibung). Months are closed in their order, and before the closing period 13;
 * `includingEarlier` closes those that are still open with it.
 * @throws ledger.period-state, ledger.period-order
 */
export function closePeriod(periods: States, period: Period, includingEarlier: boolean): PeriodState[] {
  assertOther(periods, period, 'closed');
  const earlier = openMonthsBefore(periods, period);
  if (earlier.length > 0 && !includingEarlier) {
    const detail = `Period ${earlier[0]} is still open; close it first, or close with includingEarlier.`;
    throw refuse('ledger.period-order', detail, { extra: { openPeriods: earlier } });
  }
  return periods.map((state, other) => (other === period || earlier.includes(other) ? 'closed' : state));
}

/**
 * Opens one closed period again, for a correction; later periods stay as they are.
 * @throws ledger.period-state
 */
export function reopenPeriod(periods: States, period: Period): PeriodState[] {
  assertOther(periods, period, 'open');
  return periods.map((state, other) => (other === period ? 'open' : state));
}

/** Closes all 14 periods. @throws ledger.period-state when they are */
export function closeYear(periods: States): PeriodState[] {
  if (isYearClosed(periods)) throw refuse('ledger.period-state', 'The fiscal year is closed already.');
  return periods.map(() => 'closed');
}

export function isYearClosed(periods: States): boolean {
  return periods.every((state) => state === 'closed');
}

/** Periods that changed, for the trace. */
export function changedPeriods(before: States, after: States): Period[] {
  return before.flatMap((state, period) => (state === after[period] ? [] : [period]));
}

/**
 * The states that the traces of a year come to. Periods begin open, and closings and reopenings take turns, so that their
 * numbers tell, whatever the order in which they were noted.
 */
export function tracedStates(
  traces: Iterable<{ readonly action: string; readonly subject: string }>,
  fiscalYear: number,
): PeriodState[] {
  const subjects = new Map(
    Array.from({ length: PERIODS }, (_, period) => [periodSubject(fiscalYear, period), 0]),
  );
  for (const { action, subject } of traces) {
    const closings = subjects.get(subject);
    if (closings === undefined) continue;
    if (action === PERIOD_CLOSED) subjects.set(subject, closings + 1);
    if (action === PERIOD_REOPENED) subjects.set(subject, closings - 1);
  }
  return [...subjects.values()].map((closings) => (closings === 1 ? 'closed' : 'open'));
}
