import { type CalendarDate, daysBetween, isCalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { matches } from './condition.ts';
import { type ExternalRating, type FactDomain, isInDomain } from './facts.ts';
import type { Agency, RatingMapping, Ratings } from './policy.ts';

/** What became of one agency. */
export interface AgencyStep {
  readonly agency: string;
  readonly isUsed: boolean;
  readonly because: string;
}

export interface ExternalClass {
  readonly riskClass: string | null;
  /** As far as the waterfall went. */
  readonly steps: readonly AgencyStep[];
}

/**
 * The class of the first agency that has a rating which is not too old and which its mapping knows. The mapping is that in
 * force on the day of the rating: an index says what its scale said when it was given.
 */
export function externalClassOf(
  { waterfall, mappings }: Ratings,
  given: readonly ExternalRating[] | null | undefined,
  on: CalendarDate | null | undefined,
): ExternalClass {
  const ratings = Array.isArray(given) ? (given as readonly ExternalRating[]) : [];
  const steps: AgencyStep[] = [];
  for (const agency of waterfall) {
    const mapping = mappings.find(({ id }) => id === agency.mapping);
    const { riskClass, because } = classBy(agency, mapping, ratings, on);
    steps.push({ agency: agency.agency, isUsed: riskClass !== null, because });
    if (riskClass !== null) return { riskClass, steps };
  }
  return { riskClass: null, steps };
}

type Step = { readonly riskClass: string | null; readonly because: string };

function classBy(
  { agency, maximumAgeDays }: Agency,
  mapping: RatingMapping | undefined,
  given: readonly ExternalRating[],
  on: CalendarDate | null | undefined,
): Step {
  const nothing = (because: string): Step => ({ riskClass: null, because });
  if (typeof on !== 'string' || !isCalendarDate(on)) return nothing('the day of the decision is unknown');
  const own = given.filter((rating) => isReadable(rating) && rating.agency === agency && rating.on <= on);
  const newest = own.reduce<ExternalRating | undefined>((a, b) => (a && a.on >= b.on ? a : b), undefined);
  if (!newest) return nothing('has no rating');
  const age = daysBetween(newest.on, on);
  if (age > maximumAgeDays)
    return nothing(`its rating is ${age} days old, and ${maximumAgeDays} are the most`);
  const version = mapping?.versions.findLast(({ validFrom }) => validFrom <= newest.on);
  if (!version) return nothing(`no mapping was in force on ${newest.on}`);
  const value = readRating(newest.rating, version.scale);
  const row = value === undefined ? undefined : version.rows.find(({ when }) => matches(when, value));
  if (!row) return nothing(`its rating ${newest.rating.slice(0, 20)} is none of its scale`);
  return { riskClass: row.riskClass, because: `${newest.rating} of ${newest.on} is class ${row.riskClass}` };
}

/** Ratings come from outside and are kept for years: what is none must not end a decision. */
function isReadable(rating: ExternalRating | null | undefined): rating is ExternalRating {
  return typeof rating?.rating === 'string' && isCalendarDate(rating.on);
}

const INDEX = /^\d{1,7}$/;

function readRating(rating: string, scale: FactDomain): bigint | string | undefined {
  const value = scale.kind === 'count' ? (INDEX.test(rating) ? BigInt(rating) : undefined) : rating;
  return value !== undefined && isInDomain(value, scale) ? value : undefined;
}
