import { addDays, type CalendarDate, utcDay } from '../../../../shared/kernel/calendar-date.ts';

export interface SnapshotSlot {
  readonly day: CalendarDate;
  /** False: only what was begun may be finished. */
  readonly mayBegin: boolean;
}

const EVENING_HOUR = 20;
const MORNING_HOUR = 8;

/**
 * Which snapshot a run is for: in the evening (UTC) that of the day, after midnight that of the day before, as far as it
 * was begun in time. What was not begun on its day is missing for good: the past cannot be read off the present. By day
 * there is nothing to do, so that a machine that was switched off makes no snapshot of the afternoon.
 */
export function snapshotSlot(now: Date): SnapshotSlot | undefined {
  const today = utcDay(now);
  const hour = now.getUTCHours();
  if (hour >= EVENING_HOUR) return { day: today, mayBegin: true };
  return hour < MORNING_HOUR ? { day: addDays(today, -1), mayBegin: false } : undefined;
}
