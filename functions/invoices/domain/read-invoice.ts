import type { Finding } from './finding.ts';
import type { Invoice } from './invoice.ts';

/** The XML an invoice came in: Invoice and CreditNote of UBL 2.1, CrossIndustryInvoice of UN/CEFACT. */
export type Syntax = 'ubl-invoice' | 'ubl-credit-note' | 'cii';

/** An invoice that could be read, whatever its rules say. */
export interface InvoiceRead {
  readonly kind: 'read';
  readonly syntax: Syntax;
  readonly invoice: Invoice;
  /** What reading found: values that are none, more than the standard has room for. Rules are `checkInvoice`. */
  readonly findings: readonly Finding[];
  /** Line of the file where each group begins, by its JSON pointer (`/lines/0`); `checkInvoice` puts them on its findings. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Bytes that are no invoice: not XML, not one of the syntaxes, or beyond a bound. */
export interface InvoiceRefused {
  readonly kind: 'refused';
  readonly reason: string;
  /** From 1; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly column: number;
}

/** Reads an e-invoice. Never throws: what cannot be read is answered as `refused`. */
export function readInvoice(bytes: Uint8Array): InvoiceRead | InvoiceRefused {
  return { kind: 'refused', reason: `${bytes.length} bytes were not read.`, line: 0, column: 0 };
}
