import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { BYS } from '../domain/figures/figures.ts';
import { REPORTS } from '../domain/figures/report.ts';
import { TicketView } from './ticket-views.ts';

/** Forms of a report besides JSON. */
export const REPORT_TEXTS = { csv: 'text/csv; charset=utf-8', svg: 'image/svg+xml' } as const;

const ReportParams = z.object({ companyId: CompanyId, report: z.enum(REPORTS) });
const By = z
  .enum([...BYS, 'day'])
  .default('total')
  .describe('Groups that figures are told apart by; `day`: all tickets, day by day.');

const Range = {
  from: DateField.optional().describe('The first of the month of `to`, unless said.'),
  to: DateField.optional().describe('Today by the company’s time zone, unless said.'),
};

const Columns = z.array(
  z.object({ name: z.string(), kind: z.enum(['count', 'minutes', 'percent', 'mean']) }),
);

export const getReport = route({
  id: 'tickets.getReport',
  method: 'GET',
  path: '/companies/{companyId}/reports/tickets/{report}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'Figures of tickets: flow, times, sla, reopened, workload, time, satisfaction; JSON, CSV or SVG',
  description:
    'Counted within seconds of what happens. Times are minutes: medians and 90 % exact below 128, within 0.8 % above; means exact. ' +
    '`calendar` time is by the clock; business time by the calendar of the ticket’s promise, less what it waited, and only where it has one. ' +
    'A solution that was undone by reopening counts as resolved and reopened; its time and what it kept do not count. ' +
    'Tickets count in the group they were in at that moment. `requester` is told by id. ' +
    'What was merged into another ticket counts as `merged`, and as nothing else. Time counts on the day of the work, for the agent whose it was. An answer to a survey counts on the day on which the survey was sent, where the ticket was then.',
  params: ReportParams,
  query: z.object({
    ...Range,
    by: By,
    format: z.enum(['json', 'csv', 'svg']).default('json'),
    language: z.enum(['de', 'en']).default('de').describe('Of CSV and chart.'),
  }),
  responses: {
    200: {
      description: 'The figures, largest groups first, days in order',
      body: z
        .object({
          report: z.enum(REPORTS),
          from: z.string(),
          to: z.string(),
          by: z.string(),
          timeZone: z.string(),
          columns: Columns,
          lines: z.array(
            z.object({
              key: z.string().describe('`-` is nobody, nothing, or all'),
              values: z
                .record(z.string(), z.string())
                .describe('Decimal strings; what there is not is left out.'),
            }),
          ),
        })
        .meta({ id: 'TicketReport' }),
      texts: Object.values(REPORT_TEXTS),
    },
  },
});

export const listReportTickets = route({
  id: 'tickets.listReportTickets',
  method: 'GET',
  path: '/companies/{companyId}/reports/tickets/{report}/tickets',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'The tickets behind a figure of a report',
  description:
    'A ticket stands there as often as it counts. Pages may be empty and still have a `next`: facts are read by day and then looked at.',
  params: ReportParams,
  query: PageQuery.extend({
    ...Range,
    by: z.enum(BYS).default('total'),
    key: z.string().max(128).default('-').describe('Key of the line.'),
    figure: z.string().max(60).describe('Name of the column.'),
  }),
  responses: {
    200: {
      description: 'A page of them',
      body: pageOf(
        z.object({
          ticket: TicketView,
          at: z.string().optional().describe('When it counted.'),
          day: z.string().optional(),
          calendarMinutes: z.int().optional(),
          businessMinutes: z.int().optional(),
          rating: z.int().optional(),
          spentMinutes: z.int().optional().describe('Less than nothing where it was taken back.'),
        }),
      ),
    },
  },
});

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month like 2026-03');
const Figures = z.object({
  counts: z.record(z.string(), z.int()).readonly(),
  durations: z
    .record(
      z.string(),
      z
        .object({ count: z.int(), sumMinutes: z.int(), steps: z.record(z.string(), z.int()).readonly() })
        .readonly(),
    )
    .readonly(),
});
const Reconciled = z
  .object({
    month: z.string(),
    facts: z.int(),
    unmeasured: z.array(z.string()).readonly(),
    differences: z
      .array(
        z.object({
          by: z.string(),
          period: z.string(),
          key: z.string(),
          standing: Figures,
          facts: Figures,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'TicketFiguresReconciled' });

export const reconcile = route({
  id: 'tickets.reconcileFigures',
  method: 'GET',
  path: '/companies/{companyId}/reports/tickets/reconciliation',
  scope: 'read',
  permission: 'tickets.manage',
  summary: 'Whether the figures of a month are what facts and histories of tickets come to',
  description:
    'Tickets that change meanwhile may be told as unmeasured. Walks tickets: some 10,000 in one request.',
  params: CompanyParams,
  query: z.object({ month: Month }),
  responses: { 200: { description: 'What differs', body: Reconciled } },
});

export const mend = route({
  id: 'tickets.mendFigures',
  method: 'POST',
  path: '/companies/{companyId}/reports/tickets/reconciliation',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Count what was not counted, and make figures that differ anew from the facts',
  params: CompanyParams,
  body: z.strictObject({ month: Month }),
  responses: { 200: { description: 'What differed', body: Reconciled } },
});
