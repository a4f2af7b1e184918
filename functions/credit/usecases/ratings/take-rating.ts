import { recordChange } from '../../../../shared/changes.ts';
import { utcDay } from '../../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../../shared/kernel/errors.ts';
import type { NewId } from '../../../../shared/kernel/ids.ts';
import type { Retry } from '../../../../shared/table/failures.ts';
import {
  type KeptRating,
  keepRating,
  MAX_RATINGS,
  type Rating,
  ratingProblem,
} from '../../domain/ratings/keep-rating.ts';
import { refuse } from '../../errors.ts';
import type { CreditReader } from '../../reader.ts';
import type { CreditStore } from '../../store.ts';
import type { CreditProfileRow } from '../../table.ts';
import { sharedOf, type Who } from '../put-profile.ts';

export interface TakeRatingDeps {
  readonly reader: Pick<CreditReader, 'loadProfile' | 'loadCounter'>;
  readonly store: Pick<CreditStore, 'commit' | 'profileWrite' | 'changeTerms'>;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

/**
 * Keeps what an agency said of a customer, unless something newer is known; the same again changes nothing. Checks that are
 * under way are decided again, for the terms move with the profile.
 * @throws credit.unknown-profile, credit.invalid-rating
 */
export function takeRating(
  deps: TakeRatingDeps,
  company: string,
  customer: string,
  rating: Rating,
  { principal, now, requestId }: Who,
): Promise<KeptRating> {
  const problem = ratingProblem(rating, utcDay(now));
  if (problem !== undefined) throw refuse('credit.invalid-rating', `The rating cannot be kept: ${problem}.`);
  return deps.retryWhileContended(async () => {
    const profile = await deps.reader.loadProfile(company, customer);
    if (!profile) throw refuse('credit.unknown-profile', `${customer} has no credit profile.`);
    const { became, ratings } = keepRating(profile.ratings ?? [], rating);
    if (became !== 'kept') return became;
    if (ratings.length > MAX_RATINGS)
      throw refuse('credit.invalid-rating', `${customer} has ratings of ${MAX_RATINGS} agencies already.`);
    const { root } = profile;
    const member = (await deps.reader.loadCounter(company, root))?.members[customer];
    invariant(member, `${customer} has a profile and stands in no counter`);
    const next: CreditProfileRow = {
      ...profile,
      ratings: [...ratings],
      terms: profile.terms + 1,
      version: profile.version + 1,
      changedAt: now.toISOString(),
      changedBy: principal.id,
    };
    const shared = root === customer ? sharedOf(next) : undefined;
    const terms = { terms: next.terms, exposureMinor: member.exposureMinor };
    const before = (profile.ratings ?? []).find(({ agency }) => agency === rating.agency);
    const told = (one: Rating) => `${one.rating} of ${one.on}`;
    const trace = recordChange({
      companyId: company, changeId: deps.newId('chg'), at: next.changedAt, principal: principal.id, requestId,
      action: 'credit.rating-taken', subject: `credit/${customer}`,
      ...(before ? { before: { [rating.agency]: told(before) } } : {}),
      after: { [rating.agency]: told(rating) },
    }); // biome-ignore format: a record
    await deps.store.commit([
      deps.store.profileWrite(profile, next),
      deps.store.changeTerms({ company, root }, customer, member, terms, shared),
      trace,
    ]);
    return 'kept';
  });
}
