import { addDays, type CalendarDate, isCalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { refuse } from '../errors.ts';
import { STANDARD_VERSION } from './policy/standard-version.ts';

/** From which day on a version decides; id of the activation that said so. */
export interface ScheduledPolicy {
  readonly policy: number;
  readonly from: CalendarDate;
  readonly activation: string;
}
/** Earliest first, one for each day. Every check reads it with the settings: so it is kept short. */
export type PolicySchedule = readonly ScheduledPolicy[];

/** Activations that may lie ahead, and how far. */
export const MAX_AHEAD = 10;
export const MAX_DAYS_AHEAD = 400;
/** Checks that began before midnight, or wait in a queue, ask for the day before: what is past is kept for a while. */
const KEPT_DAYS = 7;

/** The version that decides on a day: the standard policy until a company has activated its own. */
export function policyInForce(schedule: PolicySchedule, on: CalendarDate): number {
  return schedule.findLast(({ from }) => from <= on)?.policy ?? STANDARD_VERSION;
}

function invalid(detail: string) {
  return refuse('credit.invalid-activation', detail, { errors: [{ pointer: '/from', detail }] });
}

/**
 * Adds an activation; another one from the same day gives way to it. Never back-dated: what has been decided has been
 * decided. Drops what has not decided for a week.
 * @throws credit.invalid-activation
 */
export function activate(
  schedule: PolicySchedule,
  next: ScheduledPolicy,
  today: CalendarDate,
): { readonly schedule: PolicySchedule; readonly replaced: ScheduledPolicy | undefined } {
  const { from } = next;
  if (!isCalendarDate(from) || from < today)
    throw invalid(`A policy decides from today (${today}) on, or later.`);
  if (from > addDays(today, MAX_DAYS_AHEAD)) throw invalid(`That is more than ${MAX_DAYS_AHEAD} days ahead.`);
  const replaced = schedule.find((one) => one.from === from);
  const others = schedule.filter((one) => one !== replaced);
  if (others.filter((one) => one.from > today).length >= MAX_AHEAD)
    throw invalid(`${MAX_AHEAD} activations lie ahead already; withdraw one.`);
  const all = [...others, next].sort((a, b) => (a.from < b.from ? -1 : 1));
  const since = addDays(today, -KEPT_DAYS);
  const first = all.findLastIndex((one) => one.from <= since);
  return { schedule: all.slice(Math.max(0, first)), replaced };
}

/** Takes back an activation before its day. What it had replaced stays replaced. @throws credit.activation-in-force */
export function withdraw(
  schedule: PolicySchedule,
  activation: string,
  today: CalendarDate,
): { readonly schedule: PolicySchedule; readonly withdrawn: ScheduledPolicy } {
  const withdrawn = schedule.find((one) => one.activation === activation);
  if (!withdrawn || withdrawn.from <= today)
    throw refuse(
      'credit.activation-in-force',
      'Its day has come, or it has been taken back: activate another version.',
    );
  return { schedule: schedule.filter((one) => one !== withdrawn), withdrawn };
}
