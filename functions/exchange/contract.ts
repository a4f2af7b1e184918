import { exportEvents, exportRequested } from '../../shared/exports/messages.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';

export { exportKinds } from './contract/exports.ts';

/** Somebody asked for a file for the tax adviser or the auditor. */
export const exchangeExportRequested = exportRequested('exchange');

/** What is published when one of these items is inserted. */
export const events: readonly EventSource[] = [exportEvents('exchange')];
