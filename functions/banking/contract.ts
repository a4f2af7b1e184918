import type { UploadKind } from '../../shared/imports/upload-kind.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';

/** Banking publishes nothing of its own: what is booked, the ledger tells. */
export const events: readonly EventSource[] = [];

export const bankStatement = {
  kind: 'bank-statement',
  permission: 'banking.manage',
  maxBytes: 256 * 1_048_576,
  summary: 'A bank statement: camt.052, .053 or .054 (ISO 20022), MT940 or MT942',
  format: 'bank-statement',
} as const satisfies UploadKind;

export const uploadKinds: readonly UploadKind[] = [bankStatement];
