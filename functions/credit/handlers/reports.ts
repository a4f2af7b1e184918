import type { Principal } from '../../../shared/access.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import { companyOf, type LedgerCompany } from '../../ledger/reader.ts';
import type { CreditReports } from '../compose-reports.ts';
import type { PortfolioReport, ReportKind } from '../domain/portfolio/report.ts';
import { reportChart } from '../domain/portfolio/report-chart.ts';
import { type ReportFrame, reportCsv } from '../domain/portfolio/report-csv.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/reports.ts';
import { type MadeReport, readReport } from '../usecases/read-report.ts';
import { viewCustomer, viewReport } from './view-report.ts';

/** Lambda answers at most 6 MB, quotes escaped. */
const MAX_TEXT_BYTES = 5_000_000;

interface ReportQuery {
  readonly asOf?: string | undefined;
  readonly from?: string | undefined;
  readonly basis?: 'items' | 'portfolio' | undefined;
  readonly format: 'json' | 'csv' | 'svg';
  readonly language?: 'de' | 'en' | undefined;
  readonly of?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface ReportRequest {
  readonly params: { readonly companyId: string };
  readonly query: ReportQuery;
  readonly principal: Principal;
  readonly now: Date;
}

function textReply(content: string, type: keyof typeof routes.REPORT_TEXTS, name: string) {
  if (Buffer.byteLength(content) > MAX_TEXT_BYTES) {
    const detail = `The file has ${Buffer.byteLength(content)} bytes; one answer has room for ${MAX_TEXT_BYTES}. Ask for the customers behind one line (\`of\`), or read the pages of JSON.`;
    throw refuse('credit.report-too-large', detail);
  }
  return ok(content, {
    'content-type': routes.REPORT_TEXTS[type],
    // A picture that a browser opens by itself may do nothing but be looked at.
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': `inline; filename="${name}.${type}"`,
  });
}

/** The customers behind one figure, or behind all. */
function customersBehind({ lines, customers }: PortfolioReport, of: string | undefined) {
  if (of === undefined) return customers;
  if (lines.some(({ key }) => key === of)) return customers.filter((one) => one.of.includes(of));
  const detail = `The report has no line ${of}.`;
  throw refuse('credit.invalid-report', detail, { errors: [{ pointer: 'query/of', detail }] });
}

/** Reports on the portfolio. */
export function reportBindings(credit: CreditReports): readonly Binding[] {
  async function namesOf(company: string, customers: readonly string[]) {
    const partners = await credit.receivables.loadPartners(company, customers);
    return new Map(partners.map(({ id, name }) => [id, name]));
  }

  async function pageOf(
    routeId: string,
    request: ReportRequest,
    { report, basis, fromBasis, ratesFrom }: MadeReport,
    { asOf, from, currency, language }: ReportFrame,
  ) {
    const { query, params } = request;
    const paging = pagingOf(routeId, request);
    const wanted = customersBehind(report, query.of);
    const after = paging.after?.customer;
    const start = after === undefined ? 0 : wanted.findIndex(({ customer }) => customer === after) + 1;
    const shown = wanted.slice(start, start + paging.limit);
    const names = await namesOf(
      params.companyId,
      shown.map(({ customer }) => customer),
    );
    const items = shown.map((one) => viewCustomer(one, names.get(one.customer), currency));
    const last = shown.at(-1)?.customer;
    const hasMore = start + shown.length < wanted.length && last !== undefined;
    return ok({
      kind: report.kind,
      asOf,
      ...(from === undefined ? {} : { from }),
      currency,
      basis: { ...basis },
      ...(fromBasis ? { fromBasis: { ...fromBasis } } : {}),
      ...(ratesFrom === undefined ? {} : { ratesFrom }),
      ...viewReport(report, currency, language),
      ...paging.page(items, hasMore ? { customer: last } : undefined),
    });
  }

  async function answer(routeId: string, kind: ReportKind, request: ReportRequest) {
    const { params, query, now } = request;
    const company: LedgerCompany = await companyOf(credit, params.companyId);
    const { currency } = company;
    const today = utcDay(now);
    const { asOf = today, from, basis, format, language = company.language } = query;
    const made = await readReport(credit, company, { kind, asOf, today, from, basis }, now);
    const { asOf: day } = made;
    const frame: ReportFrame = { asOf: day, from, currency, language };
    if (format === 'svg') return textReply(reportChart(made.report, frame), 'svg', `${kind}-${day}`);
    if (format === 'json') return pageOf(routeId, request, made, frame);
    const customers = customersBehind(made.report, query.of);
    const names = await namesOf(
      company.id,
      customers.map(({ customer }) => customer),
    );
    const report = { ...made.report, customers };
    const text = [...reportCsv(report, frame, (customer) => names.get(customer))].join('');
    return textReply(text, 'csv', `${kind}-${day}`);
  }

  return [
    on(routes.exposureReport, (request) => answer(routes.exposureReport.id, 'exposure', request)),
    on(routes.ageingReport, (request) => answer(routes.ageingReport.id, 'ageing', request)),
    on(routes.dsoReport, (request) => answer(routes.dsoReport.id, 'dso', request)),
    on(routes.concentrationReport, (request) =>
      answer(routes.concentrationReport.id, 'concentration', request),
    ),
    on(routes.limitUseReport, (request) => answer(routes.limitUseReport.id, 'limit-use', request)),
    on(routes.overdueReport, (request) => answer(routes.overdueReport.id, 'overdue', request)),
    on(routes.migrationReport, (request) => answer(routes.migrationReport.id, 'migration', request)),
    on(routes.listSnapshots, async (request) => {
      const paging = pagingOf(routes.listSnapshots.id, request);
      const { items, next } = await credit.portfolio.listSnapshots(request.params.companyId, paging);
      const views = items.map(({ day, state, customers, beganAt, endedAt }) => ({
        day,
        state,
        customers,
        beganAt,
        ...(endedAt === undefined ? {} : { endedAt }),
      }));
      return ok(paging.page(views, next));
    }),
  ];
}
