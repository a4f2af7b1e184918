import { StartRefusal } from '../start-refusal.ts';
import { compileCron } from './cron-expression.ts';

/** The latest slot after `after` and not after `now`, or nothing. Instants in milliseconds since the epoch. */
export type FindSlot = (after: number, now: number) => number | undefined;

const MINUTE_MS = 60_000;
const UNIT_MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };
/** What was missed longer ago is caught up by the latest slot within this time, if there is one. */
const LOOK_BACK_MINUTES = 366 * 1440;

/**
 * Slots of `rate(...)` and `cron(...)`. Rates are counted from the epoch, so that a slot is the same before and after
 * a restart. @throws StartRefusal for another expression
 */
export function compileSchedule(expression: string): FindSlot {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const periodMs = Number(rate[1]) * (UNIT_MINUTES[rate[2] ?? ''] ?? 0) * MINUTE_MS;
    if (periodMs === 0) throw new StartRefusal(`The schedule ${expression} is not served on one machine.`);
    return (after, now) => {
      const slot = Math.floor(now / periodMs) * periodMs;
      return slot > after ? slot : undefined;
    };
  }
  const isSlot = compileCron(expression);
  return (after, now) => {
    const oldest = Math.max(after, now - LOOK_BACK_MINUTES * MINUTE_MS);
    for (let minute = Math.floor(now / MINUTE_MS) * MINUTE_MS; minute > oldest; minute -= MINUTE_MS) {
      if (isSlot(new Date(minute))) return minute;
    }
    return undefined;
  };
}
