import * as z from 'zod';
import { CompanyParams, DateField, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import type { ReportKind } from '../domain/portfolio/report.ts';

/** Forms of a report besides JSON. */
export const REPORT_TEXTS = { csv: 'text/csv; charset=utf-8', svg: 'image/svg+xml' } as const;

const Value = z.union([z.string(), z.int()]);
const Cells = z
  .record(z.string(), Value)
  .describe('By column; amounts and decimal numbers are strings. A figure that there is not is left out.');
const Column = z.object({ name: z.string(), kind: z.enum(['amount', 'count', 'decimal', 'text']) });
const Basis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live'), at: z.string() }),
  z
    .object({ kind: z.literal('snapshot'), from: z.string(), to: z.string() })
    .describe('Taken between these moments.'),
  z.object({
    kind: z.literal('items'),
    asOfNumbers: z
      .record(z.string(), z.int())
      .describe('By fiscal year: the journal number up to which entries have become open items.'),
    pendingEntries: z.int().describe('Entries behind it that have not.'),
  }),
]);

export const ReportView = z
  .object({
    kind: z.string(),
    asOf: z.string(),
    from: z.string().optional(),
    currency: z.string(),
    basis: Basis,
    fromBasis: Basis.optional(),
    ratesFrom: z.string().optional().describe('From when the rates hold that were used.'),
    columns: z.array(Column),
    lines: z.array(z.object({ key: z.string(), values: Cells })),
    totals: Cells,
    notes: z.array(z.object({ code: z.string(), text: z.string() })),
    customerColumns: z.array(Column),
    ...pageOf(
      z.object({
        customerId: z.string(),
        name: z.string().optional(),
        of: z.array(z.string()).describe('Keys of the lines that the customer stands behind.'),
        values: Cells,
      }),
    ).shape,
  })
  .meta({ id: 'CreditReport' });
export type ReportView = z.output<typeof ReportView>;

const COMMON = {
  asOf: DateField.optional().describe('Today unless said.'),
  format: z
    .enum(['json', 'csv', 'svg'])
    .default('json')
    .describe('CSV holds all customers, 5 MB at most; a chart the figures alone.'),
  language: z.enum(['de', 'en']).optional().describe('Of CSV, chart and notes; the company’s unless said.'),
  of: z.string().max(140).optional().describe('Only customers behind the line with this key.'),
};

const ON_PORTFOLIO =
  'Today it is read from customers as they stand now; with so many that it would take too long, the newest snapshot is taken instead: ' +
  'then `asOf` is its day and a note (`newest-snapshot`) says so. For a past day it is read from the snapshot that is taken every evening at ' +
  '23:45 UTC: a day without one is refused (404 `credit.no-snapshot`), never guessed. Customers with a credit profile only.';
const ON_ITEMS =
  'From the open items of the books: exact for any day, whether or not a customer has a credit profile.';

/** What the seven reports have in common: figures, and every customer behind them. */
function report<const K extends ReportKind, Q extends z.ZodRawShape>(
  kind: K,
  spec: { readonly id: string; readonly summary: string; readonly description: string; readonly query: Q },
) {
  return route({
    id: `credit.${spec.id}`,
    method: 'GET',
    path: `/companies/{companyId}/credit-reports/${kind}`,
    scope: 'read',
    permission: 'credit.read',
    summary: spec.summary,
    description: spec.description,
    params: CompanyParams,
    query: PageQuery.extend({ ...COMMON, ...spec.query }),
    responses: {
      200: {
        description:
          'The figures with a page of the customers behind them, the largest first; or CSV, or SVG',
        body: ReportView,
        texts: Object.values(REPORT_TEXTS),
      },
    },
  });
}

const OnBasis = {
  basis: z
    .enum(['items', 'portfolio'])
    .default('items')
    .describe(
      '`portfolio`: of customers with a profile, today or from the snapshot of the day; for very many items.',
    ),
};

export const exposureReport = report('exposure', {
  id: 'exposureReport',
  summary: 'Exposure by class, part by part, with expected loss; JSON, CSV or SVG',
  description: `Expected loss is PD × LGD × exposure by the rates in force (\`credit-loss-rates\`), rounded once a class; exposure below zero counts as none. ${ON_PORTFOLIO}`,
  query: {},
});
export const ageingReport = report('ageing', {
  id: 'ageingReport',
  summary: 'Open items of customers by days overdue; JSON, CSV or SVG',
  description: `All lines together are the balance of the customers’ accounts; advances that were asked for are left out, as they stand in no balance. ${ON_ITEMS}`,
  query: OnBasis,
});
export const dsoReport = report('dso', {
  id: 'dsoReport',
  summary: 'Days sales outstanding by count-back; JSON, CSV or SVG',
  description: `Sales on account with VAT by month, from the journal: lines of income and output tax of entries with a line on a customer’s account. 36 months back at most. ${ON_ITEMS}`,
  query: {},
});
export const concentrationReport = report('concentration', {
  id: 'concentrationReport',
  summary: 'How much of the exposure hangs on how few debtors (HHI); JSON, CSV or SVG',
  description: `Members of a group count as one debtor; the ten largest are named. ${ON_PORTFOLIO}`,
  query: {},
});
export const limitUseReport = report('limit-use', {
  id: 'limitUseReport',
  summary: 'How far limits are used; JSON, CSV or SVG',
  description: `On heads of groups \`used\` is that of the group. ${ON_PORTFOLIO}`,
  query: {},
});
export const overdueReport = report('overdue', {
  id: 'overdueReport',
  summary: 'Who is overdue, by the age of the oldest open item; JSON, CSV or SVG',
  description: `Credits are not taken off. ${ON_ITEMS}`,
  query: OnBasis,
});
export const migrationReport = report('migration', {
  id: 'migrationReport',
  summary: 'Who moved from which class to which between two days; JSON, CSV or SVG',
  description: `\`from\` is a past day. ${ON_PORTFOLIO}`,
  query: { from: DateField.optional().describe('Needed.') },
});

export const listSnapshots = route({
  id: 'credit.listSnapshots',
  method: 'GET',
  path: '/companies/{companyId}/credit-snapshots',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Days of which there is a snapshot of the portfolio, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: {
    200: {
      description: 'A page of them',
      body: pageOf(
        z.object({
          day: z.string(),
          state: z.enum(['running', 'done']),
          customers: z.int(),
          beganAt: z.string(),
          endedAt: z.string().optional(),
        }),
      ),
    },
  },
});
