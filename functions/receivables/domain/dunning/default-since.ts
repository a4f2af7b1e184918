import { addDays, type CalendarDate, daysBetween } from '../../../../shared/kernel/calendar-date.ts';
import type { DunnedItem } from './dunned-item.ts';
import type { DunningTerms } from './dunning-terms.ts';

/** Why the debtor is in default: § 286 BGB, by paragraph. */
export type DefaultReason = 'reminder' | 'calendar-date' | 'thirty-days';

export interface DefaultSince {
  /** First day of default: the first that bears interest. */
  readonly since: CalendarDate;
  readonly reason: DefaultReason;
}

const THIRTY_DAYS = 30;
const A_MONDAY: CalendarDate = '1900-01-01';

/**
 * The last day of a period that would end on a Saturday or Sunday is the next Monday (§ 193 BGB; it holds for default
 * too: BGH 2007-02-01, III ZR 159/06). Public holidays, which differ by Land, are not looked at.
 */
export function endOfPeriod(day: CalendarDate): CalendarDate {
  const weekday = daysBetween(A_MONDAY, day) % 7;
  return weekday < 5 ? day : addDays(day, 7 - weekday);
}

/**
 * Since when the debtor is in default with an item, by the earliest of the ways of § 286 BGB that the facts allow:
 * a reminder after the due date (Abs. 1; the day after it is taken to have arrived), a calendar date that was agreed
 * (Abs. 2 Nr. 1; one that only the invoice names is none: BGH 2007-10-25, III ZR 91/07), or 30 days after due date and
 * receipt of the invoice (Abs. 3; towards consumers only when the invoice said so). Undefined: not by any of them, whatever
 * the day. The invoice is taken to have arrived `deliveryDays` after its date.
 */
export function defaultSince(
  item: Pick<DunnedItem, 'date' | 'dueDate' | 'dunning'>,
  isConsumer: boolean,
  terms: Pick<DunningTerms, 'dueDatesAgreed' | 'consumersNotified' | 'deliveryDays'>,
): DefaultSince | undefined {
  const { date, dueDate, dunning } = item;
  const ways: DefaultSince[] = [];
  const dayAfter = (day: CalendarDate) => addDays(endOfPeriod(day), 1);
  if (terms.dueDatesAgreed) ways.push({ since: dayAfter(dueDate), reason: 'calendar-date' });
  const remindedOn = dunning && (dunning.firstOn ?? dunning.lastOn);
  if (remindedOn !== undefined && remindedOn > dueDate) {
    ways.push({ since: addDays(remindedOn, terms.deliveryDays + 1), reason: 'reminder' });
  }
  if (!isConsumer || terms.consumersNotified) {
    const received = addDays(date, terms.deliveryDays);
    const start = received > dueDate ? received : dueDate;
    ways.push({ since: dayAfter(addDays(start, THIRTY_DAYS)), reason: 'thirty-days' });
  }
  return ways.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))[0];
}
