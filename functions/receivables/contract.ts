import type { EventSource } from '../../shared/queue/event-source.ts';

/** Receivables publish nothing of their own yet: what they know follows from the journal. */
export const events: readonly EventSource[] = [];
