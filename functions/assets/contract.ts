import type { EventSource } from '../../shared/queue/event-source.ts';

/** Assets publish nothing of their own: what they book, the journal tells. */
export const events: readonly EventSource[] = [];
