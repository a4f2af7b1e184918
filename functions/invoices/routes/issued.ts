import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  Instant,
  madeId,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const IssuedParams = z.object({ companyId: CompanyId, invoiceId: madeId('inv') });
const Text = (max: number) => z.string().trim().min(1).max(max);
const Decimal = z
  .string()
  .regex(/^-?(?:0|[1-9]\d{0,9})(?:\.\d{1,6})?$/, 'must be a decimal number with up to six decimals')
  .meta({ example: '1.5' });
const Percent = z
  .string()
  .regex(/^(?:0|[1-9]\d?)(?:\.\d{1,2})?$/, 'must be a percentage below 100 with up to two decimals')
  .meta({ example: '19' });

const OwnNumber = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,29}$/, 'has 1 to 30 letters, digits or . / _ -');
const Amount = z.string().max(40).meta({ example: '50.00' });

const LineBody = z.strictObject({
  text: Text(200).describe(
    'What is sold (BT-153): customary in trade, so that it can be told what it was (§14 UStG).',
  ),
  description: Text(1_000).optional(),
  quantity: Decimal.default('1'),
  unit: z
    .string()
    .regex(/^[A-Z0-9]{2,3}$/, 'must be a code of UN/ECE Recommendation 20, like C62 (piece) or HUR (hour)')
    .default('C62'),
  unitPrice: Decimal.describe('Without VAT; a discount is a line with a negative quantity.'),
  category: z.enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O']).default('S').describe('VAT category, UNCL 5305.'),
  ratePercent: Percent.optional().describe(
    'Of category S; the standard rate of the day of supply unless said.',
  ),
  account: z
    .string()
    .regex(/^\d{4,8}$/, 'must be a revenue account')
    .optional()
    .describe('The chart’s account for this tax unless said.'),
  costCentre: z.string().min(1).max(36).optional(),
});

const InvoiceBody = z
  .strictObject({
    kind: z
      .enum(['invoice', 'advance'])
      .optional()
      .describe(
        'An advance (Anzahlung, Abschlag) asks for money before the supply: lines of category S without accounts, no cash ' +
          'discount, the day of the supply only where it is known. Its tax falls due when it is paid.',
      ),
    deducts: z
      .array(madeId('inv'))
      .min(1)
      .max(20)
      .optional()
      .describe(
        'Makes it a final invoice (Schlussrechnung): advance invoices of this customer, settled and not deducted before. ' +
          'What was received of them is taken off with its tax (§14 Abs. 5 S. 2 UStG).',
      ),
    customerId: Text(64),
    number: OwnNumber.optional().describe('The next of the year unless said: numbers have no gaps then.'),
    date: DateField,
    serviceDate: DateField.optional(),
    period: z.strictObject({ start: DateField, end: DateField }).optional(),
    dueDate: DateField.optional().describe('By the customer’s terms unless said.'),
    discount: z.strictObject({ days: z.int().min(1).max(365), percent: Percent }).optional(),
    buyerReference: Text(100).optional().describe('Leitweg-ID of a public buyer: makes it an XRechnung.'),
    purchaseOrder: Text(100).optional(),
    contract: Text(100).optional(),
    language: z
      .enum(['de', 'en'])
      .optional()
      .describe('Of the page and of the texts in the e-invoice; the customer’s unless said, else German.'),
    note: Text(1_000).optional(),
    exemptionReason: Text(200).optional().describe('Of category E or O: why there is no VAT.'),
    lines: z.array(LineBody).min(1).max(200),
  })
  .meta({
    examples: [
      {
        customerId: 'k-4711',
        date: '2026-06-15',
        serviceDate: '2026-06-10',
        lines: [{ text: 'Beratung', quantity: '2', unit: 'HUR', unitPrice: '120.00' }],
      },
      {
        kind: 'advance',
        customerId: 'k-4711',
        date: '2026-03-02',
        lines: [{ text: 'Anzahlung auf Auftrag 7', unitPrice: '400.00' }],
      },
      {
        customerId: 'k-4711',
        date: '2026-06-15',
        serviceDate: '2026-06-10',
        deducts: ['inv_01JDC5M6Z0R7W5V0G3N1Q8T2XK'],
        lines: [{ text: 'Auftrag 7', unitPrice: '1000.00' }],
      },
    ],
  });
export type InvoiceBody = z.output<typeof InvoiceBody>;

const CreditNoteBody = z
  .strictObject({
    kind: z.literal('credit-note'),
    number: OwnNumber.optional(),
    date: DateField.describe('Its tax belongs to the period of this day (§17 Abs. 1 S. 8 UStG).'),
    note: Text(1_000).optional(),
    corrects: z.strictObject({
      invoiceId: madeId('inv'),
      reason: Text(300).describe('Stands on the page and in the e-invoice (BT-22).'),
      lines: z
        .array(
          z.strictObject({
            line: z.int().min(1).max(200).describe('Of the invoice, counted from 1.'),
            quantity: Decimal.optional().describe(
              'Of its quantity; the last of it takes the rest of its amount.',
            ),
            netAmount: Amount.optional().describe('Of its net amount instead, without VAT.'),
          }),
        )
        .min(1)
        .max(200)
        .describe('What is taken from them, above zero; all that is left of a line unless said.'),
    }),
  })
  .meta({
    examples: [
      {
        kind: 'credit-note',
        date: '2026-07-03',
        corrects: {
          invoiceId: 'inv_01JDC5M6Z0R7W5V0G3N1Q8T2XK',
          reason: 'Eine Stunde weniger geleistet',
          lines: [{ line: 1, quantity: '1' }],
        },
      },
    ],
  });
export type CreditNoteBody = z.output<typeof CreditNoteBody>;

const Money = z.string().meta({ example: '285.60' });

export const IssuedView = z
  .object({
    id: z.string(),
    kind: z.enum(['invoice', 'advance', 'credit-note']),
    number: z.string(),
    customerId: z.string(),
    account: z.string(),
    date: z.string(),
    dueDate: z.string(),
    currency: z.string(),
    total: Money.describe('With VAT'),
    payable: Money.describe('What is left of it after the advances; negative: they were more.'),
    deducts: z.array(z.string()).optional().describe('Advances that this final invoice deducts.'),
    deductedBy: z.string().optional().describe('The final invoice that deducts this advance.'),
    entryId: z.string(),
    cancels: z.string().optional(),
    cancelledBy: z.string().optional(),
    corrects: z.string().optional().describe('Of a credit note for a part: its invoice.'),
    creditNotes: z.array(z.string()).optional().describe('Credit notes for parts of this invoice.'),
    credited: Money.optional().describe('Their total, with VAT.'),
    setOff: Money.optional().describe(
      'Of a credit note: what was set off against its invoice at once. The rest is open in the customer’s favour.',
    ),
    sha256: z.object({ cii: z.string(), ubl: z.string() }),
    voucherId: z.string(),
    issuedAt: Instant,
    issuedBy: z.string(),
  })
  .meta({ id: 'IssuedInvoice' });

export const postInvoice = route({
  id: 'invoices.postInvoice',
  method: 'POST',
  path: '/companies/{companyId}/invoices',
  scope: 'write',
  permission: 'invoices.issue',
  summary:
    'Write an invoice to a customer, or a credit note for a part of one: e-invoice, number and booking at once',
  description:
    'Totals follow EN 16931; the rules that received invoices are checked by decide (422 with their ids). Day or period of ' +
    'the supply is mandatory (§14 UStG). What is issued never changes: it is cancelled by a credit note. `kind: "advance"` ' +
    'asks for an advance, booked gross where it waits for its payment (1593; SKR04 1495); type code 386, in an XRechnung ' +
    '380. `deducts` makes a final invoice of such advances: BT-113, BG-3 and notes name what was received, the entry takes ' +
    'it off the account of advances at its own rate. An advance that is open is refused (409) with what is open. `kind: ' +
    '"credit-note"` (Rechnungskorrektur, type code 381) takes a part of an invoice back: lines by quantity or net amount, at ' +
    'the rates of the invoice, together never more than each line and rate. It is set off against the open item of the invoice, ' +
    'what is more stays in the customer’s favour.',
  params: CompanyParams,
  body: z.discriminatedUnion('kind', [InvoiceBody, CreditNoteBody]),
  responses: { 201: { description: 'Issued and booked', body: IssuedView } },
  idempotent: true,
});

export const listInvoices = route({
  id: 'invoices.listInvoices',
  method: 'GET',
  path: '/companies/{companyId}/invoices',
  scope: 'read',
  permission: 'invoices.read',
  summary: 'Issued invoices and credit notes, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of invoices', body: pageOf(IssuedView) } },
});

export const getInvoice = route({
  id: 'invoices.getInvoice',
  method: 'GET',
  path: '/companies/{companyId}/invoices/{invoiceId}',
  scope: 'read',
  permission: 'invoices.read',
  summary: 'An issued invoice',
  params: IssuedParams,
  responses: { 200: { description: 'The invoice', body: IssuedView } },
});

export const getInvoiceXml = route({
  id: 'invoices.getInvoiceXml',
  method: 'GET',
  path: '/companies/{companyId}/invoices/{invoiceId}/xml',
  scope: 'read',
  permission: 'invoices.read',
  summary: 'The e-invoice, as it was fixed when it was issued',
  params: IssuedParams,
  query: z.object({ syntax: z.enum(['cii', 'ubl']).default('cii') }),
  responses: { 200: { description: 'XML of EN 16931', contentType: 'application/xml' } },
});

export const getInvoicePdf = route({
  id: 'invoices.getInvoicePdf',
  method: 'GET',
  path: '/companies/{companyId}/invoices/{invoiceId}/pdf',
  scope: 'read',
  permission: 'invoices.read',
  summary: 'The invoice as PDF/A-3 with its XML in it (ZUGFeRD, Factur-X)',
  description:
    'In the language of the invoice. The same bytes each time; the link works for a quarter of an hour.',
  params: IssuedParams,
  responses: {
    200: {
      description: 'A link to the file',
      body: z.object({ url: z.string(), expiresAt: Instant, sha256: z.string() }),
    },
  },
});

export const cancelInvoice = route({
  id: 'invoices.cancelInvoice',
  method: 'POST',
  path: '/companies/{companyId}/invoices/{invoiceId}/cancellation',
  scope: 'write',
  permission: 'invoices.issue',
  summary: 'Cancel an invoice by a credit note for all of it, which is booked',
  description:
    'Cancelling a final invoice frees its advances for another; an advance that is deducted cannot be cancelled. Of an ' +
    'advance that is not paid set the credit note against it; of a paid one its tax falls back when it is refunded. That of any ' +
    'other invoice is set off against it as far as it is open. After credit notes for parts it takes what they left.',
  params: IssuedParams,
  body: z.strictObject({ date: DateField.optional(), note: Text(1_000).optional() }),
  responses: { 201: { description: 'The credit note', body: IssuedView } },
  idempotent: true,
});
