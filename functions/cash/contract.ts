import * as z from 'zod';
import type { ExportKind } from '../../shared/exports/export-kind.ts';
import { exportEvents, exportRequested } from '../../shared/exports/messages.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';

export const cashBookExport = {
  kind: 'cash-book',
  permission: 'cash.read',
  summary: 'A cash book with its days and counts, to be printed (PDF)',
  params: z.strictObject({
    account: z.string().regex(/^\d{4,8}$/),
    from: z.iso.date(),
    to: z.iso.date(),
  }),
  module: 'cash',
} as const satisfies ExportKind;

export const exportKinds: readonly ExportKind[] = [cashBookExport];

/** Somebody asked for a file that cash makes. */
export const cashExportRequested = exportRequested('cash');

/** What is published when one of these items is inserted. */
export const events: readonly EventSource[] = [exportEvents('cash')];
