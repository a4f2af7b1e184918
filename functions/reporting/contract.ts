import * as z from 'zod';
import type { ExportKind } from '../../shared/exports/export-kind.ts';
import { exportEvents, exportRequested } from '../../shared/exports/messages.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { PERIOD_CODE } from './domain/tax-period.ts';

export const vatReturnExport = {
  kind: 'vat-return',
  permission: 'reporting.read',
  summary: 'The VAT return as CSV in the order of the official form, to be carried over to ELSTER',
  params: z.strictObject({
    year: z.int().min(1900).max(2999),
    period: z.string().regex(PERIOD_CODE, 'must be 01 to 12, 41 to 44 or year'),
  }),
  module: 'reporting',
} as const satisfies ExportKind;

export const exportKinds: readonly ExportKind[] = [vatReturnExport];

/** Somebody asked for a file that reporting makes. */
export const reportingExportRequested = exportRequested('reporting');

/** What is published when one of these items is inserted. */
export const events: readonly EventSource[] = [exportEvents('reporting')];
