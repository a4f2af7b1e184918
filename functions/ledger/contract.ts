import { exportEvents, exportRequested } from '../../shared/exports/messages.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { blockEvents, postingRequestEvents } from './contract/messages.ts';

export { blockCommitted, postEntryMessage, postingRequested } from './contract/messages.ts';
export { exportKinds, uploadKinds } from './contract/transfers.ts';

/** Somebody asked for a file that the ledger makes. */
export const ledgerExportRequested = exportRequested('ledger');

/** What is published when one of these items is inserted. */
export const events: readonly EventSource[] = [exportEvents('ledger'), blockEvents, postingRequestEvents];
