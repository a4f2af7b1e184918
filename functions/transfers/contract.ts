import type { EventSource } from '../../shared/queue/event-source.ts';

/** Transfers publish nothing of their own: the request for an export is told by the module that makes it. */
export const events: readonly EventSource[] = [];
