import type { UploadKind } from '../../shared/imports/upload-kind.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';

const MEGABYTE = 1_048_576;

export const eInvoice = {
  kind: 'e-invoice',
  permission: 'invoices.manage',
  maxBytes: 20 * MEGABYTE,
  summary:
    'A received e-invoice: XML (UBL, CII; XRechnung, Peppol) or a PDF with XML in it (ZUGFeRD, Factur-X)',
  format: 'e-invoice',
} as const satisfies UploadKind;

export const uploadKinds: readonly UploadKind[] = [eInvoice];

/** Invoices publish nothing of their own: what they book, the journal tells. */
export const events: readonly EventSource[] = [];
