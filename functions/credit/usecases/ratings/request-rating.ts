import { utcDay } from '../../../../shared/kernel/calendar-date.ts';
import type { NewId } from '../../../../shared/kernel/ids.ts';
import { formatMinor, parseMinor } from '../../../../shared/kernel/money.ts';
import type { Retry } from '../../../../shared/table/failures.ts';
import type { ReceivablesReader } from '../../../receivables/reader.ts';
import type { AgencyPlace, AgencyQuestion } from '../../agencies/ask-agency.ts';
import type { AgencyAnswer } from '../../domain/ratings/agency-answer.ts';
import { isYoung, type Rating, ratingProblem } from '../../domain/ratings/keep-rating.ts';
import { refuse } from '../../errors.ts';
import type { RatingStore } from '../../store/ratings.ts';
import type { CreditRatingRequestRow, CreditRatingSettingsRow } from '../../table.ts';
import type { Who } from '../put-profile.ts';
import { type TakeRatingDeps, takeRating } from './take-rating.ts';

export interface RequestRatingDeps extends TakeRatingDeps {
  readonly receivables: Pick<ReceivablesReader, 'loadPartner'>;
  readonly ratings: Pick<RatingStore, 'loadSettings' | 'loadHour' | 'beginRequest' | 'endRequest'>;
  /** Where the agencies of this deployment answer. */
  readonly places: Readonly<Record<string, AgencyPlace>>;
  readonly askAgency: (place: AgencyPlace, question: AgencyQuestion) => Promise<AgencyAnswer>;
  readonly clock: () => number;
  readonly newId: NewId;
  readonly retryWhileContended: Retry;
}

/** What became of one agency of the waterfall. */
export interface AgencyStep {
  readonly agency: string;
  readonly outcome: 'young' | AgencyAnswer['outcome'];
  readonly requestId?: string;
  readonly detail?: string;
}

export interface RatingRequested {
  readonly rating?: Rating | undefined;
  readonly steps: readonly AgencyStep[];
}

/** What one request may take: the agencies of a company, one after the other. */
export const MAX_AGENCIES = 4;
const HOUR_SECONDS = 3_600;

/**
 * Asks the agencies of the company in their order, until one has a rating. Who has a young enough rating is not asked, and
 * nobody after it. Every request is counted and kept before it is made, and what it cost after it.
 * @throws credit.unknown-profile, credit.no-agency, credit.rating-of-person, credit.too-many-ratings
 */
export async function requestRating(
  deps: RequestRatingDeps,
  company: { readonly id: string; readonly currency: string },
  customer: string,
  who: Who,
): Promise<RatingRequested> {
  const [settings, profile, partner] = await Promise.all([
    deps.ratings.loadSettings(company.id),
    deps.reader.loadProfile(company.id, customer),
    deps.receivables.loadPartner(company.id, customer),
  ]);
  if (!profile) throw refuse('credit.unknown-profile', `${customer} has no credit profile.`);
  if (!partner)
    throw refuse('credit.no-agency', `${customer} is no partner: agencies have nothing to go by.`);
  if (partner.consumer)
    throw refuse(
      'credit.rating-of-person',
      `${customer} is a consumer: agencies are asked about businesses only.`,
    );
  if (settings.agencies.length === 0) throw refuse('credit.no-agency', 'The company has named no agency.');
  const { name, vatId, address } = partner;
  const steps: AgencyStep[] = [];
  for (const { agency, maximumAgeDays, priceMinor = 0n } of settings.agencies) {
    const standing = profile.ratings?.find((one) => one.agency === agency);
    if (standing && isYoung(standing, maximumAgeDays, utcDay(who.now)))
      return { rating: standing, steps: [...steps, { agency, outcome: 'young' }] };
    const place = deps.places[agency];
    if (!place) {
      steps.push({ agency, outcome: 'failed', detail: 'the deployment does not know where it answers' });
      continue;
    }
    const begun = await begin(deps, settings, { agency, customer, company: company.id }, who);
    const from = deps.clock();
    const given = await deps.askAgency(place, { requestId: begun.id, name, vatId, address });
    const answer = usable(given, agency, utcDay(who.now));
    const milliseconds = Math.max(0, Math.round(deps.clock() - from));
    const charged = 'price' in given ? given.price : undefined;
    const told = chargedMinor(charged, company.currency) ?? (given.outcome === 'rated' ? priceMinor : 0n);
    await deps.ratings.endRequest({
      ...begun,
      outcome: answer.outcome,
      ...('detail' in answer ? { detail: answer.detail } : {}),
      priceMinor: told,
      milliseconds,
    });
    const { outcome } = answer;
    steps.push({
      agency,
      outcome,
      requestId: begun.id,
      ...('detail' in answer ? { detail: answer.detail } : {}),
    });
    if (answer.outcome !== 'rated') continue;
    const rating = { agency, rating: answer.rating, on: answer.on };
    await takeRating(deps, company.id, customer, rating, who);
    return { rating, steps };
  }
  return { steps };
}

/** A rating that could not be kept, of next year for instance, is no rating; it may have cost all the same. */
function usable(answer: AgencyAnswer, agency: string, today: string): AgencyAnswer {
  if (answer.outcome !== 'rated') return answer;
  const problem = ratingProblem({ agency, rating: answer.rating, on: answer.on }, today);
  return problem === undefined ? answer : { outcome: 'malformed', detail: problem };
}

function chargedMinor(price: string | undefined, currency: string): bigint | undefined {
  const minor = price === undefined ? undefined : parseMinor(price, currency);
  return typeof minor === 'bigint' ? minor : undefined;
}

async function begin(
  deps: RequestRatingDeps,
  { requestsPerHour }: CreditRatingSettingsRow,
  of: Pick<CreditRatingRequestRow, 'agency' | 'customer' | 'company'>,
  { principal, now }: Who,
): Promise<CreditRatingRequestRow> {
  const at = now.toISOString();
  const hour = at.slice(0, 13);
  const request: CreditRatingRequestRow = {
    ...of, id: deps.newId('rrq'), month: at.slice(0, 7), at, by: principal.id, outcome: 'asked', priceMinor: 0n, milliseconds: 0,
  }; // biome-ignore format: a record
  await deps.retryWhileContended(async () => {
    const seen = await deps.ratings.loadHour(of.company, hour);
    const requests = (seen?.requests ?? 0) + 1;
    if (requests > requestsPerHour)
      throw refuse(
        'credit.too-many-ratings',
        `Agencies are asked ${requestsPerHour} times an hour at most.`,
        {
          retryAfterSeconds: HOUR_SECONDS - (Math.floor(now.getTime() / 1_000) % HOUR_SECONDS),
        },
      );
    const endsAtSeconds = Math.floor(now.getTime() / 1_000) + 2 * HOUR_SECONDS;
    await deps.ratings.beginRequest(seen, { company: of.company, hour, requests, endsAtSeconds }, request);
  });
  return request;
}

export interface MonthOfAgency {
  readonly agency: string;
  readonly requests: number;
  readonly rated: number;
  readonly price: string;
  readonly averageMilliseconds: number;
}

/** What a month of requests came to, by agency. */
export function sumRequests(rows: readonly CreditRatingRequestRow[], currency: string): MonthOfAgency[] {
  return [...new Set(rows.map(({ agency }) => agency))].sort().map((agency) => {
    const own = rows.filter((row) => row.agency === agency);
    const price = own.reduce((sum, { priceMinor }) => sum + priceMinor, 0n);
    const milliseconds = own.reduce((sum, row) => sum + row.milliseconds, 0);
    return {
      agency,
      requests: own.length,
      rated: own.filter(({ outcome }) => outcome === 'rated').length,
      price: formatMinor(price, currency),
      averageMilliseconds: Math.round(milliseconds / own.length),
    };
  });
}
