import { recordChange } from '../../../shared/changes.ts';
import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { assertIfMatch, etagOf } from '../../../shared/http/etag.ts';
import { ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { CreditRatings } from '../compose-ratings.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/ratings.ts';
import type { CreditRatingRequestRow, CreditRatingSettingsRow } from '../table.ts';
import { type RequestRatingDeps, requestRating, sumRequests } from '../usecases/ratings/request-rating.ts';

/** Requests that are shown one by one; the sums are of all. */
const SHOWN_REQUESTS = 1_000;

function viewSettings(
  { agencies, requestsPerHour }: CreditRatingSettingsRow,
  currency: string,
): routes.RatingSettingsBody {
  return {
    agencies: agencies.map(({ agency, maximumAgeDays, priceMinor }) => ({
      agency,
      maximumAgeDays,
      ...(priceMinor === undefined ? {} : { price: formatMinor(priceMinor, currency) }),
    })),
    requestsPerHour,
  };
}

function readSettings(
  company: string,
  { agencies, requestsPerHour }: routes.RatingSettingsBody,
  currency: string,
  version: number,
): CreditRatingSettingsRow {
  const amounts = amountReader(currency, (detail, details) =>
    refuse('credit.invalid-settings', detail, details),
  );
  const read = agencies.map(({ agency, maximumAgeDays, price }, at) => {
    const priceMinor = amounts.optional(price, `/agencies/${at}/price`, 'not-negative');
    return { agency, maximumAgeDays, ...(priceMinor === undefined ? {} : { priceMinor }) };
  });
  amounts.assertRead();
  const twice = agencies.findIndex(
    ({ agency }, at) => agencies.findIndex((one) => one.agency === agency) !== at,
  );
  if (twice >= 0) {
    const detail = `${agencies[twice]?.agency} is named twice.`;
    throw refuse('credit.invalid-settings', detail, {
      errors: [{ pointer: `/agencies/${twice}/agency`, detail }],
    });
  }
  return { company, agencies: read, requestsPerHour, version };
}

function viewRequest(row: CreditRatingRequestRow, currency: string) {
  const { id, agency, customer, at, by, outcome, detail, priceMinor, milliseconds } = row;
  return {
    id, agency, customerId: customer, at, by, outcome,
    ...(detail === undefined ? {} : { detail }),
    price: formatMinor(priceMinor, currency), milliseconds,
  }; // biome-ignore format: a record
}

export type RatingBindingDeps = CreditRatings & Pick<RequestRatingDeps, 'places' | 'askAgency' | 'clock'>;

/** Ratings of agencies. */
export function ratingBindings(credit: RatingBindingDeps): readonly Binding[] {
  async function currencyOf(companyId: string): Promise<string> {
    const company = await credit.companies.loadCompany(companyId);
    invariant(company, `company ${companyId} has members but no settings`);
    return company.currency;
  }
  return [
    on(routes.getRatingSettings, async ({ params: { companyId } }) => {
      const settings = await credit.ratings.loadSettings(companyId);
      const known = Object.keys(credit.places).sort();
      const view = viewSettings(settings, await currencyOf(companyId));
      return ok({ ...view, known }, etagOf(settings.version));
    }),
    on(routes.putRatingSettings, async ({ params, body, headers, principal, now, requestId }) => {
      const { companyId } = params;
      const currency = await currencyOf(companyId);
      const seen = await credit.ratings.loadSettings(companyId);
      assertIfMatch(headers, seen.version);
      const next = readSettings(companyId, body, currency, seen.version + 1);
      const trace = recordChange({
        companyId, changeId: credit.newId('chg'), at: now.toISOString(), principal: principal.id, requestId,
        action: 'credit.rating-settings-changed', subject: 'credit-rating-settings',
        before: { settings: JSON.stringify(viewSettings(seen, currency)) },
        after: { settings: JSON.stringify(viewSettings(next, currency)) },
      }); // biome-ignore format: a record
      await credit.transact([credit.ratings.settingsWrite(seen, next), trace]);
      return ok(viewSettings(next, currency), etagOf(next.version));
    }),
    on(routes.requestRating, async (request) => {
      const { companyId: id, customerId } = request.params;
      const company = { id, currency: await currencyOf(id) };
      const { rating, steps } = await requestRating(credit, company, customerId, request);
      return ok({ ...(rating ? { rating: { ...rating } } : {}), steps: steps.map((step) => ({ ...step })) });
    }),
    on(routes.listRatingRequests, async ({ params: { companyId }, query, now }) => {
      const month = query.month ?? now.toISOString().slice(0, 7);
      const currency = await currencyOf(companyId);
      const rows = await credit.ratings.requestsOf(companyId, month);
      const items = rows.slice(-SHOWN_REQUESTS).map((row) => viewRequest(row, currency));
      return ok({ month, currency, agencies: sumRequests(rows, currency), items });
    }),
  ];
}
