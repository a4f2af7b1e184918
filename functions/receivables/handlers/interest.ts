import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { describeAmountProblem, formatMinor, parseMinor } from '../../../shared/kernel/money.ts';
import type { Table } from '../../../shared/table/table.ts';
import type { CompaniesReader } from '../../companies/reader.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import { computeDefaultInterest, type DefaultInterest } from '../domain/interest/default-interest.ts';
import { formatPercent, parseBaseRate } from '../domain/interest/percent.ts';
import * as routes from '../routes/interest.ts';
import { baseRateStore } from '../store/base-rates.ts';
import { putBaseRate } from '../usecases/put-base-rate.ts';
import { type KnownRate, loadBaseRateOf, readBaseRates } from '../usecases/read-base-rates.ts';

export interface InterestDeps {
  readonly table: Table;
  readonly companies: Pick<CompaniesReader, 'loadCompany'>;
  readonly newId: NewId;
}

function refuseField(field: string, detail: string) {
  const details = { errors: [{ pointer: `/${field}`, detail }] };
  return refuseDunning('receivables.impossible-interest', `${field} ${detail}.`, details);
}

/** Routes of default interest and of the base rates that it rests on. */
export function interestBindings({ table, companies, newId }: InterestDeps): readonly Binding[] {
  const store = baseRateStore(table);

  async function find(companyId: string, from: string): Promise<KnownRate> {
    const rate = (await readBaseRates(store, companyId)).find((known) => known.from === from);
    if (rate) return rate;
    throw refuseDunning('receivables.unknown-base-rate', `No base rate is known from ${from}.`);
  }

  return [
    on(routes.computeInterest, async ({ params: { companyId }, body }) => {
      const company = await companies.loadCompany(companyId);
      invariant(company, `company ${companyId} has members but no settings`);
      const { currency } = company;
      const principalMinor = parseMinor(body.principal, currency);
      if (typeof principalMinor === 'string')
        throw refuseField('principal', describeAmountProblem(principalMinor, currency));
      const { principal: _, paymentClaim: isPaymentClaim = true, ...claim } = body;
      const baseRateOf = await loadBaseRateOf(store, companyId);
      const interest = computeDefaultInterest({ ...claim, principalMinor, isPaymentClaim }, baseRateOf);
      return ok(viewInterest(interest, claim, currency));
    }),
    on(routes.listBaseRates, async ({ params }) =>
      ok({ items: (await readBaseRates(store, params.companyId)).map(viewRate) }),
    ),
    on(routes.getBaseRate, async ({ params }) => {
      const rate = await find(params.companyId, params.from);
      return ok(viewRate(rate), etagOf(rate.version));
    }),
    on(routes.putBaseRate, async ({ params, body, headers, principal, now, requestId }) => {
      const { companyId: company, from } = params;
      const rateTimes100 = parseBaseRate(body.rate);
      if (rateTimes100 === undefined)
        throw refuseField(
          'rate',
          'must be a percentage from -5 to 25 with at most two decimals, like "1.27"',
        );
      const { source } = body;
      const input = { company, from, rateTimes100, source, headers, principal, now, requestId };
      const { isNew } = await putBaseRate({ store, newId }, input);
      const rate = await find(company, from);
      const etag = etagOf(rate.version);
      return isNew
        ? created(viewRate(rate), `/companies/${company}/base-rates/${from}`, etag)
        : ok(viewRate(rate), etag);
    }),
  ];
}

function viewRate({ from, rateTimes100, source, origin }: KnownRate): routes.BaseRateView {
  return { from, rate: formatPercent(rateTimes100), source, origin };
}

function viewInterest(
  { interestMinor, days, ruleSet, segments }: DefaultInterest,
  { from, to, dayCount }: { readonly from: string; readonly to: string; readonly dayCount: string },
  currency: string,
): routes.InterestView {
  return {
    currency,
    interest: formatMinor(interestMinor, currency),
    lumpSum: formatMinor(ruleSet.lumpSumMinor, 'EUR'),
    days,
    counted: { from, to, firstIncluded: true, lastIncluded: true },
    ruleSet: { id: ruleSet.id, law: ruleSet.law, pointsAboveBaseRate: formatPercent(ruleSet.pointsTimes100) },
    dayCount,
    segments: segments.map(({ rateTimes100, amountMinor, ...segment }) => ({
      ...segment,
      rate: formatPercent(rateTimes100),
      amount: formatMinor(amountMinor, currency),
    })),
  };
}
