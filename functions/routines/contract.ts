import type { EventSource } from '../../shared/queue/event-source.ts';

/** Routines publish nothing of their own: what they do is in the journal. */
export const events: readonly EventSource[] = [];
