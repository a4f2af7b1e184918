import type { UploadKind } from '../../shared/imports/upload-kind.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';

const MEGABYTE = 1_048_576;

export const paymentStatus = {
  kind: 'payment-status',
  permission: 'payments.propose',
  maxBytes: 10 * MEGABYTE,
  summary: "A bank's report on the payments of a run (ISO 20022 pain.002)",
  format: 'payment-status',
} as const satisfies UploadKind;

export const uploadKinds: readonly UploadKind[] = [paymentStatus];

/** Payments publish nothing of their own yet: what they book follows from the journal. */
export const events: readonly EventSource[] = [];
