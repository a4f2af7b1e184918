import { Temporal } from 'temporal-polyfill';

export interface Days {
  readonly timeZone: string;
  /** The day that the calendar on the wall shows at a moment. */
  readonly dayOf: (at: string) => string;
}

export function daysIn(timeZone: string): Days {
  return {
    timeZone,
    dayOf: (at) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  };
}
