import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';

/** Probability of default within a year and loss given default, as decimal shares from 0 to 1. */
export interface LossRates {
  readonly pd: string;
  readonly lgd: string;
}

/** What a company says of its classes from a day on. */
export interface LossRatesVersion {
  readonly validFrom: CalendarDate;
  readonly classes: Readonly<Record<string, LossRates>>;
}

/** The version in force on a day: the last one that begins by then. Without one there are no rates, and none is made up. */
export function lossRatesOn<V extends LossRatesVersion>(
  versions: readonly V[],
  on: CalendarDate,
): V | undefined {
  return versions
    .filter(({ validFrom }) => validFrom <= on)
    .reduce<V | undefined>((a, b) => (a && a.validFrom > b.validFrom ? a : b), undefined);
}
