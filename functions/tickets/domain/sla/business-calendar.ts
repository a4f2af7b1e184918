import { Temporal } from 'temporal-polyfill';
import type { ClosedDays } from '../holidays/closed-days.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Minutes since midnight by the clock on the wall; the end is not included, and 1440 is midnight. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/** When a team works. A day without openings is closed, and so is every holiday. */
export interface BusinessCalendar {
  /** A name of the IANA database, like `Europe/Berlin`. */
  readonly timeZone: string;
  readonly hours: Readonly<Partial<Record<Weekday, readonly Opening[]>>>;
  readonly holidays: ClosedDays;
}

/** Milliseconds since the epoch; the end is not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;

/** Whether the name is a time zone that can be computed with. */
export function isTimeZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== '';
  } catch {
    return false;
  }
}

/**
 * Business time from an instant on, span after span, without end; nothing where the calendar has no hours. A moment is
 * business time when the clock on the wall shows an opening of its day: what the clock skips in spring does not happen,
 * and what it shows twice in autumn happens twice.
 */
export function* businessSpans(calendar: BusinessCalendar, from: number): Generator<Span> {
  const { timeZone, hours, holidays } = calendar;
  if (!WEEKDAYS.some((day) => hours[day]?.length)) return;
  let date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).toPlainDate();
  for (; ; date = date.add({ days: 1 })) {
    const openings = hours[WEEKDAYS[date.dayOfWeek - 1] as Weekday];
    if (!openings?.length || holidays.has(date.toString())) continue;
    for (const span of spansOfDay(date, timeZone, openings))
      if (span.to > from) yield { from: Math.max(span.from, from), to: span.to };
  }
}

/** The openings of a day as instants, cut wherever the clock is put forward or back. */
function spansOfDay(date: Temporal.PlainDate, timeZone: string, openings: readonly Opening[]): Span[] {
  const midnight = Date.UTC(date.year, date.month - 1, date.day);
  const start = date.toZonedDateTime(timeZone);
  const end = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  const spans: Span[] = [];
  for (let piece: Temporal.ZonedDateTime | null = start; piece && piece.epochMilliseconds < end; ) {
    const next: Temporal.ZonedDateTime | null = piece.getTimeZoneTransition('next');
    const until = Math.min(next?.epochMilliseconds ?? end, end);
    const zero = midnight - piece.offsetNanoseconds / 1e6;
    for (const opening of openings) {
      const from = Math.max(zero + opening.from * MINUTE, piece.epochMilliseconds);
      const to = Math.min(zero + opening.to * MINUTE, until);
      if (from < to) spans.push({ from, to });
    }
    piece = next;
  }
  return spans;
}

/** Milliseconds of business time between two instants. */
export function businessTimeBetween(calendar: BusinessCalendar, { from, to }: Span): number {
  let sum = 0;
  for (const span of businessSpans(calendar, from)) {
    if (span.from >= to) break;
    sum += Math.min(span.to, to) - span.from;
  }
  return sum;
}
