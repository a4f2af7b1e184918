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
import { listOverdue } from '../usecases/insurance/list-overdue.ts';
import { putPolicy } from '../usecases/insurance/put-policy.ts';
import { reportItems } from '../usecases/insurance/report-items.ts';
import { overdueCsv, viewOverdue } from './view-overdue.ts';

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

/** Customers of one file: with some items each, it is read within the seconds of an answer. */
const MAX_FILE_CUSTOMERS = 500;

function tooManyForFile() {
  const detail = `More than ${MAX_FILE_CUSTOMERS} customers are in this state; read the pages of JSON.`;
  return refuse('credit.report-too-large', detail);
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
    on(routes.listInsuranceReports, async (request) => {
      const { params, query, now } = request;
      const { companyId } = params;
      const currency = await currencyOf(companyId);
      const view = async (clocks: readonly InsuranceClockRow[]) => {
        const wanted = clocks.filter(({ policy }) => (query.policyId ?? policy) === policy);
        const found = await listOverdue(credit, companyId, wanted, now);
        return found.map((one) => viewOverdue(one, currency));
      };
      if (query.format === 'csv') {
        const all = await insurance.listClocks(companyId, query.state, { limit: MAX_FILE_CUSTOMERS });
        if (all.next) throw tooManyForFile();
        return ok(overdueCsv(await view(all.items)), { 'content-type': 'text/csv; charset=utf-8' });
      }
      const paging = pagingOf(routes.listInsuranceReports.id, request);
      const { items, next } = await insurance.listClocks(companyId, query.state, paging);
      return ok(paging.page(await view(items), next));
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
