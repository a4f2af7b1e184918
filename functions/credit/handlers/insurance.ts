import { amountReader } from '../../../shared/http/amount-reader.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Credit } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/insurance.ts';
import type { InsuranceClockRow, InsurancePolicyRow, InsuranceReportRow } from '../table.ts';
import { putPolicy } from '../usecases/insurance/put-policy.ts';
import { reportItems } from '../usecases/insurance/report-items.ts';

function viewPolicy(
  { company: _c, id, selfCheckMinor, version: _v, ...terms }: InsurancePolicyRow,
  currency: string,
): routes.InsurancePolicyView {
  const limit = selfCheckMinor === undefined ? undefined : formatMinor(selfCheckMinor, currency);
  return { policyId: id, ...terms, selfCheckLimit: limit };
}

function viewClock({
  company: _c,
  customer,
  policy,
  warnedOf: _w,
  version: _v,
  ...shown
}: InsuranceClockRow): routes.ClockView {
  return { customerId: customer, policyId: policy, ...shown };
}

function viewReported({ itemId, on: day, dueOn }: InsuranceReportRow) {
  return { itemId, on: day, dueOn, isLate: day > dueOn };
}

/** Insurance policies, overdue reports, and what the clock says. */
export function insuranceBindings(credit: Credit): readonly Binding[] {
  const { insurance, companies } = credit;

  async function currencyOf(companyId: string): Promise<string> {
    const company = await companies.loadCompany(companyId);
    invariant(company, `company ${companyId} has members but no settings`);
    return company.currency;
  }

  return [
    on(routes.putInsurancePolicy, async (request) => {
      const { companyId, policyId } = request.params;
      const { selfCheckLimit, ...terms } = request.body;
      const currency = await currencyOf(companyId);
      const amounts = amountReader(currency, (detail, details) =>
        refuse('credit.invalid-insurance', detail, details),
      );
      const selfCheckMinor = amounts.optional(selfCheckLimit, '/selfCheckLimit', 'not-negative');
      amounts.assertRead();
      const wish = {
        ...terms,
        company: companyId,
        id: policyId,
        ...(selfCheckMinor === undefined ? {} : { selfCheckMinor }),
      };
      const { policy, isNew } = await putPolicy(credit, wish, request.headers, request);
      const view = viewPolicy(policy, currency);
      const etag = etagOf(policy.version);
      return isNew
        ? created(view, `/companies/${companyId}/insurance-policies/${policyId}`, etag)
        : ok(view, etag);
    }),
    on(routes.getInsurancePolicy, async ({ params: { companyId, policyId } }) => {
      const policy = await insurance.loadPolicy(companyId, policyId);
      if (!policy) throw refuse('credit.unknown-insurance', `There is no insurance policy ${policyId}.`);
      return ok(viewPolicy(policy, await currencyOf(companyId)), etagOf(policy.version));
    }),
    on(routes.listInsurancePolicies, async (request) => {
      const { companyId } = request.params;
      const paging = pagingOf(routes.listInsurancePolicies.id, request);
      const { items, next } = await insurance.listPolicies(companyId, paging);
      const currency = await currencyOf(companyId);
      const views = items.map((policy) => viewPolicy(policy, currency));
      return ok(paging.page(views, next));
    }),
    on(routes.listInsuranceClocks, async (request) => {
      const paging = pagingOf(routes.listInsuranceClocks.id, request);
      const { items, next } = await insurance.listClocks(
        request.params.companyId,
        request.query.state,
        paging,
      );
      return ok(paging.page(items.map(viewClock), next));
    }),
    on(routes.postInsuranceReport, async (request) => {
      const { params, body, idempotency } = request;
      const { customerId, ...rest } = body;
      const reply = (reportId: string, rows: readonly InsuranceReportRow[]) =>
        created(
          { reportId, customerId, items: rows.map(viewReported) },
          `/companies/${params.companyId}/insurance-clock`,
        );
      const wish = { company: params.companyId, customer: customerId, ...rest };
      const { reportId, rows } = await reportItems(credit, wish, request, (kept) =>
        idempotency ? [idempotency.writeFor(reply(kept.reportId, kept.rows))] : [],
      );
      return reply(reportId, rows);
    }),
  ];
}
