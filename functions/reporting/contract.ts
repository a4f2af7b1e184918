import * as z from 'zod';
import type { ExportKind } from '../../shared/exports/export-kind.ts';
import { exportEvents, exportRequested } from '../../shared/exports/messages.ts';
import { isCalendarDate } from '../../shared/kernel/calendar-date.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { PERIOD_CODE } from './domain/tax-period.ts';

const PeriodParams = z.strictObject({
  year: z.int().min(1900).max(2999),
  period: z.string().regex(PERIOD_CODE, 'must be 01 to 12, 41 to 44 or year'),
});

export const vatReturnExport = {
  kind: 'vat-return',
  permission: 'reporting.read',
  summary: 'The VAT return as CSV in the order of the official form, to be carried over to ELSTER',
  params: PeriodParams,
  module: 'reporting',
} as const satisfies ExportKind;

const Day = z.string().refine(isCalendarDate, 'must be a day that exists, like 2026-01-31');
const Format = z.enum(['csv', 'pdf']).default('pdf');
const Range = {
  format: Format,
  from: Day.optional(),
  to: Day.optional(),
  fiscalYear: z.int().min(1900).max(2999).optional(),
};

export const financialStatementsExport = {
  kind: 'financial-statements',
  permission: 'reporting.read',
  summary:
    'Balance sheet, profit and loss, cost of sales, BWA, cost centres or cash flow as PDF or CSV in German, with the year before',
  params: z.discriminatedUnion('report', [
    z.strictObject({
      report: z.literal('balance-sheet'),
      format: Format,
      asOf: Day.optional(),
      size: z.enum(['micro', 'small', 'medium', 'large']).default('large'),
    }),
    z.strictObject({
      report: z.literal('bwa'),
      format: Format,
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, like 2026-03')
        .optional(),
    }),
    z.strictObject({ report: z.literal('profit-and-loss'), ...Range }),
    z.strictObject({ report: z.literal('cost-of-sales'), ...Range }),
    z.strictObject({ report: z.literal('cost-centres'), ...Range }),
    z.strictObject({ report: z.literal('cash-flow'), ...Range }),
  ]),
  module: 'reporting',
} as const satisfies ExportKind;
export type FinancialStatementsWish = z.output<typeof financialStatementsExport.params>;

export const ecSalesExport = {
  kind: 'ec-sales-list',
  permission: 'reporting.read',
  summary: 'Sales to businesses in other member states (Zusammenfassende Meldung) as CSV, by VAT id',
  params: PeriodParams,
  module: 'reporting',
} as const satisfies ExportKind;

export const exportKinds: readonly ExportKind[] = [vatReturnExport, ecSalesExport, financialStatementsExport];

/** Somebody asked for a file that reporting makes. */
export const reportingExportRequested = exportRequested('reporting');

/** What is published when one of these items is inserted. */
export const events: readonly EventSource[] = [exportEvents('reporting')];
