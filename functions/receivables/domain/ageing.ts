import { type CalendarDate, daysBetween } from '../../../shared/kernel/calendar-date.ts';

/** Days overdue by which open items are usually sorted; the first are not due yet. */
export const AGEING_BUCKETS = ['notDue', '1-30', '31-60', '61-90', 'over90'] as const;
export type AgeingBucket = (typeof AGEING_BUCKETS)[number];

/** Days since the due date: an item is overdue from the day after it. */
export function daysOverdue(dueDate: CalendarDate, asOf: CalendarDate): number {
  return Math.max(0, daysBetween(dueDate, asOf));
}

export function bucketOf(overdueDays: number): AgeingBucket {
  if (overdueDays <= 0) return 'notDue';
  if (overdueDays <= 30) return '1-30';
  if (overdueDays <= 60) return '31-60';
  return overdueDays <= 90 ? '61-90' : 'over90';
}
