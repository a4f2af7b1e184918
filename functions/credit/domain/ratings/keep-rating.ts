import { addDays, type CalendarDate, daysBetween } from '../../../../shared/kernel/calendar-date.ts';

/** What an agency said of a customer, and the day for which it said so. */
export interface Rating {
  readonly agency: string;
  readonly rating: string;
  readonly on: CalendarDate;
}

export type KeptRating = 'kept' | 'known' | 'older';

/** Agencies of one customer; each has its newest rating only. */
export const MAX_RATINGS = 20;
/** Clocks differ; what is dated later than tomorrow is a slip. */
const AHEAD_DAYS = 1;
const AGENCY = /^[a-z0-9][a-z0-9-]{0,39}$/;
const RATING = /^[!-~]{1,20}$/;

/** What is wrong with a rating, or undefined. */
export function ratingProblem({ agency, rating, on }: Rating, today: CalendarDate): string | undefined {
  if (!AGENCY.test(agency))
    return `"${agency.slice(0, 40)}" is no agency: small letters, digits and -, up to 40`;
  if (!RATING.test(rating)) return `"${rating.slice(0, 20)}" is no rating: 1 to 20 characters without spaces`;
  return on > addDays(today, AHEAD_DAYS) ? `a rating of ${on} lies in the future` : undefined;
}

/**
 * The ratings of a customer with one more: it takes the place of what the agency said before, unless that is newer. Of the
 * same day the one that comes later counts, for it is a correction. Unchanged where nothing is to be written.
 */
export function keepRating(
  ratings: readonly Rating[],
  next: Rating,
): { readonly became: KeptRating; readonly ratings: readonly Rating[] } {
  const before = ratings.find(({ agency }) => agency === next.agency);
  if (before && before.on > next.on) return { became: 'older', ratings };
  if (before && before.on === next.on && before.rating === next.rating) return { became: 'known', ratings };
  const others = ratings.filter(({ agency }) => agency !== next.agency);
  const kept = [...others, next].sort((a, b) => (a.agency < b.agency ? -1 : 1));
  return { became: 'kept', ratings: kept };
}

/** Whether a rating is so young that nobody need pay for another one. */
export function isYoung({ on }: Rating, maximumAgeDays: number, today: CalendarDate): boolean {
  return daysBetween(on, today) <= maximumAgeDays;
}
