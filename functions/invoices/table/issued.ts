import * as z from 'zod';
import { Bytes, entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';

/**
 * An invoice or credit note that was issued: never changed but for the marks that it was cancelled, credited in part, or
 * deducted by another.
 */
export const IssuedInvoiceRow = entity({
  name: 'invoices.issued',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    kind: z.enum(['invoice', 'advance', 'credit-note']),
    number: z.string(),
    customerId: z.string(),
    account: z.string(),
    date: z.string(),
    dueDate: z.string(),
    currency: z.string(),
    /** With VAT, in hundredths; positive in credit notes too. */
    totalCents: MinorUnits,
    /** What is left to be paid after the advances, in hundredths; negative: of too many. Absent: all of it. */
    payableCents: MinorUnits.optional(),
    /** Ids of the advances that a final invoice deducts. */
    deducts: z.array(z.string()).optional(),
    /** Of an advance: the final invoice that deducts it. */
    deductedBy: z.string().optional(),
    /** Of an advance: its open item. */
    item: z.string().optional(),
    entryId: z.string(),
    cancels: z.string().optional(),
    cancelledBy: z.string().optional(),
    /** Of a credit note for a part: the invoice whose lines come to less. */
    corrects: z.string().optional(),
    /** Of an invoice: its credit notes for a part, what they took of its lines, and their total with VAT, in hundredths. */
    creditNotes: z.array(z.string()).optional(),
    credited: z
      .array(z.object({ line: z.int().positive(), quantity: z.string(), netCents: MinorUnits }))
      .optional(),
    creditedCents: MinorUnits.optional(),
    /** Of a credit note: what of it was set off against its invoice at once, in hundredths. */
    setOffCents: MinorUnits.optional(),
    /** What it was made of, compressed JSON: order, issuer and customer as they were. */
    content: Bytes,
    /** The XML in both syntaxes, compressed, as it was fixed when the invoice was issued. */
    cii: z.object({ content: Bytes, sha256: z.string() }),
    ubl: z.object({ content: Bytes, sha256: z.string() }),
    voucherId: z.string(),
    issuedAt: z.iso.datetime(),
    issuedBy: z.string(),
    version: z.int().positive(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#ISSUED-INVOICES`, sk: id }),
  index: ({ company, kind, account, id, cancelledBy, deductedBy }) =>
    kind === 'advance' && cancelledBy === undefined && deductedBy === undefined
      ? { gsi1pk: `C#${company}#ADVANCES#${account}`, gsi1sk: id }
      : {},
  access: [
    'by id; all of a company, newest first',
    'gsi1: advances of a customer that are neither cancelled nor deducted',
  ],
});
export type IssuedInvoiceRow = ItemOf<typeof IssuedInvoiceRow>;

/** Which invoice bears a number: each is given once (§14 Abs. 4 S. 1 Nr. 4 UStG). */
export const IssuedNumberRow = entity({
  name: 'invoices.issued-number',
  schema: z.object({ company: z.string(), number: z.string(), id: z.string() }),
  key: ({ company, number }: { company: string; number: string }) => ({
    pk: `C#${company}#ISSUED-NUMBERS`,
    sk: number,
  }),
  access: ['by number, when one is given'],
});

/** The next number of a year; moves in the transaction that issues the invoice, so that none is left out. */
export const InvoiceSequenceRow = entity({
  name: 'invoices.sequence',
  schema: z.object({ company: z.string(), year: z.int(), next: z.int().positive() }),
  key: ({ company, year }: { company: string; year: number }) => ({
    pk: `C#${company}#INVOICE-SEQUENCES`,
    sk: String(year),
  }),
  access: ['of a calendar year'],
});
