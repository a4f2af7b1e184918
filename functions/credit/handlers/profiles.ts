import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Credit } from '../compose.ts';
import { COMPONENTS, type ExposureTerms } from '../domain/components.ts';
import { withDues } from '../domain/dues.ts';
import { gatherFacts, limitOn } from '../domain/gather-facts.ts';
import { insuranceStateOn } from '../domain/insurance/insurance-clock.ts';
import { personOf } from '../domain/persons/person.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/profiles.ts';
import type { CreditCounter, CreditExposureRow, CreditProfileRow } from '../table.ts';
import { type ProfileWish, putProfile } from '../usecases/put-profile.ts';
import { viewExposure } from './view-exposure.ts';

const refuseProfile = (detail: string, details: Parameters<typeof refuse>[2]) =>
  refuse('credit.invalid-profile', detail, details);

/** The customer as everything stands now. */
async function viewProfile({ reader, receivables }: Credit, company: string, customer: string, now: Date) {
  const seen = await reader.loadProfile(company, customer);
  if (!seen) throw refuse('credit.unknown-profile', `${customer} has no credit profile.`);
  const [standing, partner] = await Promise.all([
    reader.loadStanding(company, customer, seen.root),
    seen.person ? undefined : receivables.loadPartner(company, customer),
  ]);
  // It may have moved to another group between the two readings.
  if (!standing) return undefined;
  const { profile, counter, exposure } = standing;
  const person = personOf(profile, partner);
  return { profile, view: { ...profileView(profile, counter, exposure, utcDay(now)), person } };
}

function profileView(
  profile: CreditProfileRow,
  counter: CreditCounter,
  row: CreditExposureRow | undefined,
  on: string,
): Omit<routes.ProfileView, 'person'> {
  const { customer, currency, root, insurance, collateralMinor, overdueLimitMinor, temporary } = profile;
  const money = (minor: bigint) => formatMinor(minor, currency);
  const optional = (minor: bigint | undefined) => (minor === undefined ? undefined : money(minor));
  const exposure = withDues(row);
  const gathered = { profile, counter, exposure, terms: {}, on };
  const facts = gatherFacts({ amountMinor: 0n, currency }, gathered);
  const members = Object.keys(counter.members).filter((member) => member !== customer);
  const parts = COMPONENTS.map((component) => {
    const { include, subLimitMinor } = profile.exposure[component] ?? { include: true };
    return [component, { include, subLimit: optional(subLimitMinor) }] as const;
  });
  return {
    customerId: customer,
    currency,
    limit: optional(limitOn(profile, on)),
    ...(temporary && on <= temporary.until
      ? {
          temporaryLimit: {
            limit: money(temporary.limitMinor),
            until: temporary.until,
            afterwards: optional(profile.limitMinor),
          },
        }
      : {}),
    riskClass: profile.riskClass,
    score: profile.score,
    ...(insurance
      ? {
          insurance: {
            cover: money(insurance.coverMinor),
            policy: insurance.policy,
            state: insuranceStateOn(insurance, on),
            until: insurance.until,
          },
        }
      : {}),
    sanctions: profile.sanctions,
    ratings: profile.ratings,
    collateral: optional(collateralMinor),
    mustBeCovered: profile.mustBeCovered,
    blocks: profile.blocks,
    ...(root === customer ? (members.length > 0 ? { members: members.sort() } : {}) : { parent: root }),
    exposure: viewExposure(facts, currency),
    terms: Object.fromEntries(parts),
    overdueLimit: optional(overdueLimitMinor),
    oldestOverdueDays: facts.oldestOverdueDays,
    dunningLevel: facts.dunningLevel,
    customerSince: profile.customerSince,
    reviewOn: profile.reviewOn,
    changedAt: profile.changedAt,
    changedBy: profile.changedBy,
  };
}

function readWish(
  company: string,
  customer: string,
  body: routes.ProfileBody,
  companyCurrency: string,
): ProfileWish {
  const { currency = companyCurrency, insurance, collateral, overdueLimit, exposure = {}, ...rest } = body;
  if (currency !== companyCurrency) {
    const detail = `The books are in ${companyCurrency}: a limit in ${currency} could not be compared with them.`;
    throw refuseProfile(detail, { errors: [{ pointer: '/currency', detail }] });
  }
  const amounts = amountReader(currency, refuseProfile);
  const terms: ExposureTerms = Object.fromEntries(
    COMPONENTS.flatMap((component) => {
      const one = exposure[component];
      if (!one) return [];
      const subLimitMinor = amounts.optional(one.subLimit, `/exposure/${component}/subLimit`, 'not-negative');
      return [
        [component, { include: one.include, ...(subLimitMinor === undefined ? {} : { subLimitMinor }) }],
      ];
    }),
  );
  const coverMinor = amounts.optional(insurance?.cover, '/insurance/cover', 'not-negative');
  const collateralMinor = amounts.optional(collateral, '/collateral', 'not-negative');
  const overdueLimitMinor = amounts.optional(overdueLimit, '/overdueLimit', 'not-negative');
  amounts.assertRead();
  return {
    ...rest,
    company,
    customer,
    currency,
    mustBeCovered: rest.mustBeCovered ?? false,
    blocks: rest.blocks ?? [],
    exposure: terms,
    ...(coverMinor === undefined ? {} : { insurance: { ...insurance, coverMinor } }),
    ...(collateralMinor === undefined ? {} : { collateralMinor }),
    ...(overdueLimitMinor === undefined ? {} : { overdueLimitMinor }),
  };
}

/** Credit profiles. */
export function profileBindings(credit: Credit): readonly Binding[] {
  const { reader, companies } = credit;

  async function view(request: Pick<ApiRequest<typeof routes.getProfile>, 'params' | 'now'>) {
    const { companyId, customerId } = request.params;
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const found = await viewProfile(credit, companyId, customerId, request.now);
      if (found) return found;
    }
    invariant(false, `${customerId} stands in no counter`);
  }

  return [
    on(routes.putProfile, async (request) => {
      const { companyId, customerId } = request.params;
      const company = await companies.loadCompany(companyId);
      invariant(company, `company ${companyId} has members but no settings`);
      const wish = readWish(companyId, customerId, request.body, company.currency);
      const { isNew } = await putProfile(credit, wish, request.headers, request);
      await credit.followCustomer(companyId, customerId, request.now);
      // After the profile is there: what screening says from now on is told to it.
      await credit.followScreening(companyId, customerId, request.now);
      await credit.runClock(companyId, customerId, request.now);
      const { profile, view: shown } = await view(request);
      const etag = etagOf(profile.version);
      return isNew ? created(shown, `/companies/${companyId}/credit/${customerId}`, etag) : ok(shown, etag);
    }),
    on(routes.getProfile, async (request) => {
      const { profile, view: shown } = await view(request);
      return ok(shown, etagOf(profile.version));
    }),
    on(routes.listProfiles, async (request) => {
      const { companyId } = request.params;
      const paging = pagingOf(routes.listProfiles.id, request);
      const { reviewUntil } = request.query;
      const { items, next } = await (reviewUntil === undefined
        ? reader.listProfiles(companyId, paging)
        : reader.listReviews(companyId, reviewUntil, paging));
      const on = utcDay(request.now);
      const summaries = items.map((profile) => {
        const { customer, currency, riskClass, root, reviewOn, blocks } = profile;
        const limitMinor = limitOn(profile, on);
        return {
          customerId: customer,
          currency,
          limit: limitMinor === undefined ? undefined : formatMinor(limitMinor, currency),
          riskClass,
          blocked: blocks.length > 0,
          parent: root === customer ? undefined : root,
          reviewOn,
        };
      });
      return ok(paging.page(summaries, next));
    }),
  ];
}
