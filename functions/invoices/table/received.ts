import * as z from 'zod';
import { Bytes, entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';

export const RECEIVED_STATES = ['received', 'faulty', 'booked', 'rejected'] as const;

/** A received invoice as lists show it; the model and the findings are in its content. */
export const ReceivedInvoiceRow = entity({
  name: 'invoices.received',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    state: z.enum(RECEIVED_STATES),
    fileName: z.string(),
    contentType: z.string(),
    /** Of the file as it came, and the voucher that keeps it. */
    sha256: z.string(),
    voucherId: z.string(),
    /** The XML of a PDF, a voucher of its own. */
    xml: z.object({ voucherId: z.string(), sha256: z.string(), name: z.string() }).optional(),
    syntax: z.enum(['ubl-invoice', 'ubl-credit-note', 'cii']),
    number: z.string().optional(),
    issueDate: z.string().optional(),
    dueDate: z.string().optional(),
    typeCode: z.string().optional(),
    currency: z.string().optional(),
    sellerName: z.string().optional(),
    /** Hundredths, as in the document (BT-112). */
    withVatCents: MinorUnits.optional(),
    /** Seller and number: what a second one is recognized by. */
    invoiceKey: z.string().optional(),
    duplicateOf: z.string().optional(),
    errors: z.int(),
    warnings: z.int(),
    /** How many items hold the content. */
    parts: z.int(),
    account: z.string().optional(),
    entryId: z.string().optional(),
    /** Why it was booked in spite of errors, or rejected. */
    reason: z.string().optional(),
    decidedBy: z.string().optional(),
    decidedAt: z.iso.datetime().optional(),
    receivedBy: z.string(),
    receivedAt: z.iso.datetime(),
    version: z.int().positive(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({
    pk: `C#${company}#RECEIVED-INVOICES`,
    sk: id,
  }),
  index: ({ company, id, state }) => ({ gsi1pk: `C#${company}#RECEIVED-INVOICES#${state}`, gsi1sk: id }),
  access: ['by id; all of a company, newest first', 'gsi1: those in one state, newest first'],
});
export type ReceivedInvoiceRow = ItemOf<typeof ReceivedInvoiceRow>;

/** The model of a received invoice and what was found, compressed, in parts that fit an item. */
export const ReceivedContentRow = entity({
  name: 'invoices.received-content',
  schema: z.object({ company: z.string(), id: z.string(), part: z.int().nonnegative(), content: Bytes }),
  key: ({ company, id, part }: { company: string; id: string; part: number }) => ({
    pk: `C#${company}#RECEIVED-INVOICE#${id}`,
    sk: String(part).padStart(3, '0'),
  }),
  access: ['the parts of one invoice, in order'],
});

/** The invoices that came under one number of a seller and were not rejected, the first one first. */
export const ReceivedNumberRow = entity({
  name: 'invoices.received-number',
  schema: z.object({ company: z.string(), invoiceKey: z.string(), ids: z.array(z.string()) }),
  key: ({ company, invoiceKey }: { company: string; invoiceKey: string }) => ({
    pk: `C#${company}#RECEIVED-NUMBERS`,
    sk: invoiceKey,
  }),
  access: ['by seller and number, when an invoice comes in or is rejected'],
});

/** The vendor account that invoices of a seller are booked on, by what the seller is known by (tax number, GLN, name). */
export const SellerAccountRow = entity({
  name: 'invoices.seller-account',
  schema: z.object({ company: z.string(), sellerKey: z.string(), account: z.string() }),
  key: ({ company, sellerKey }: { company: string; sellerKey: string }) => ({
    pk: `C#${company}#SELLER-ACCOUNTS`,
    sk: sellerKey,
  }),
  access: ['by the signs of a seller'],
});

/** What was last booked for a vendor: one account for each kind of tax. */
export const VendorHabitRow = entity({
  name: 'invoices.vendor-habit',
  schema: z.object({
    company: z.string(),
    account: z.string(),
    habits: z.array(z.object({ tax: z.string(), account: z.string(), costCentre: z.string().optional() })),
  }),
  key: ({ company, account }: { company: string; account: string }) => ({
    pk: `C#${company}#VENDOR-HABITS`,
    sk: account,
  }),
  access: ['by vendor account'],
});
