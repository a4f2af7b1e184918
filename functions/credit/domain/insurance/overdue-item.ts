import { addDays, type CalendarDate, daysBetween } from '../../../../shared/kernel/calendar-date.ts';
import { type InsuredItem, type OverdueReport, type PolicyTerms, reportDueOn } from './insurance-clock.ts';

/**
 * `overdue`: there is time; `due`: it is time to report it; `missed`: it was too late yesterday, and nobody has; `reported`; `late`:
 * reported too late, so that only its payment brings the cover back.
 */
export const REPORT_STATES = ['overdue', 'due', 'missed', 'reported', 'late'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export interface OverdueItem {
  readonly state: ReportState;
  /** The last day on which it may be reported. */
  readonly reportBy: CalendarDate;
  readonly daysOverdue: number;
}

/** How an item stands with the insurer on a day; undefined while it is not overdue. */
export function overdueItemOn(
  item: InsuredItem,
  terms: PolicyTerms,
  report: Pick<OverdueReport, 'on'> | undefined,
  on: CalendarDate,
): OverdueItem | undefined {
  if (item.dueDate >= on) return undefined;
  const reportBy = reportDueOn(item, terms);
  const warnOn = addDays(reportBy, -terms.warnBeforeDays);
  const waiting = reportBy < on ? 'missed' : warnOn <= on ? 'due' : 'overdue';
  const told = report && report.on > reportBy ? 'late' : 'reported';
  return { state: report ? told : waiting, reportBy, daysOverdue: daysBetween(item.dueDate, on) };
}
