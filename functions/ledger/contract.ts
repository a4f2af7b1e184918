import { exportEvents } from '../../shared/exports/messages.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { blockEvents, postingRequestEvents } from './contract/messages.ts';

export { blockCommitted, postEntryMessage, postingRequested } from './contract/messages.ts';
export { exportKinds, uploadKinds } from './contract/transfers.ts';

/** What is published when one of these items is inserted. */
export const events: readonly EventSource[] = [exportEvents('ledger'), blockEvents, postingRequestEvents];
