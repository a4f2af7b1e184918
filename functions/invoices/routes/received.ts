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
import { RECEIVED_STATES } from '../table/received.ts';

const ReceivedParams = z.object({ companyId: CompanyId, invoiceId: madeId('rin') });
const State = z
  .enum(RECEIVED_STATES)
  .describe('received: no errors; faulty: has errors, booked only with a reason; booked; rejected.');

const Money = z.string().meta({ description: 'Decimal string in the invoice’s currency', example: '119.00' });

export const FindingView = z
  .object({
    rule: z.string().meta({ example: 'BR-CO-10' }),
    severity: z.enum(['error', 'warning', 'information']),
    text: z.string(),
    terms: z.array(z.string()).meta({ example: ['BT-106'] }),
    path: z.string().optional().meta({ description: 'JSON pointer into `invoice`' }),
    line: z.int().optional().meta({ description: 'Line of the XML' }),
  })
  .meta({ id: 'InvoiceFinding' });

const summary = {
  id: z.string(),
  state: State,
  fileName: z.string(),
  number: z.string().optional(),
  issueDate: z.string().optional(),
  dueDate: z.string().optional(),
  typeCode: z.string().optional().meta({ description: 'UNCL 1001: 380 invoice, 381 credit note' }),
  currency: z.string().optional(),
  total: Money.optional().describe('With VAT, as in the document (BT-112)'),
  sellerName: z.string().optional(),
  errors: z.int(),
  warnings: z.int(),
  duplicateOf: z.string().optional(),
  account: z.string().optional(),
  entryId: z.string().optional(),
  reason: z.string().optional(),
  receivedAt: Instant,
  receivedBy: z.string(),
  decidedAt: Instant.optional(),
  decidedBy: z.string().optional(),
};
const ReceivedSummary = z.object(summary).meta({ id: 'ReceivedInvoiceSummary' });

const Address = z.object({
  street: z.string().optional(),
  postcode: z.string().optional(),
  city: z.string().optional(),
  country: z.string(),
});

const ProposalView = z
  .object({
    account: z.string().optional().meta({ description: 'Of the vendor; absent: none is known' }),
    partner: z.object({ id: z.string(), name: z.string() }).optional(),
    recognizedBy: z.enum(['vat-id', 'iban', 'booked-before', 'name']).optional(),
    newPartner: z
      .object({
        kind: z.literal('vendor'),
        name: z.string(),
        vatId: z.string().optional(),
        iban: z.string().optional(),
        email: z.string().optional(),
        address: Address,
      })
      .optional()
      .describe('What `PUT .../partners/{partnerId}` would take, with an account, where none is known.'),
    date: z.string().optional(),
    serviceDate: z.string().optional(),
    dueDate: z.string().optional(),
    documentNumber: z.string().optional(),
    total: Money.describe('Of the open item: negative is owed to us'),
    advance: z.literal(true).optional().describe('An invoice before the supply (type 386).'),
    paid: Money.optional().describe('Said to be paid before (BT-113): advances, in a final invoice.'),
    currency: z.string(),
    exchangeRate: z.string().optional(),
    lines: z.array(
      z.object({
        category: z.string().meta({ description: 'BT-118, UNCL 5305' }),
        ratePercent: z.string(),
        amount: Money.describe('With tax'),
        tax: Money,
        account: z.string().optional(),
        costCentre: z.string().optional(),
        taxCode: z.string().optional(),
        reverseChargeCase: z.string().optional(),
      }),
    ),
    discounts: z
      .array(z.object({ days: z.int(), percent: z.string(), base: Money.optional() }))
      .describe(
        'Of the invoice’s terms (BT-20): the open item takes them over. Without any the partner’s count.',
      ),
    findings: z.array(FindingView),
  })
  .meta({ id: 'PostingProposal' });

export const ReceivedView = z
  .object({
    ...summary,
    contentType: z.string(),
    sha256: z.string(),
    voucherId: z.string(),
    xml: z.object({ voucherId: z.string(), sha256: z.string(), name: z.string() }).optional(),
    syntax: z.enum(['ubl-invoice', 'ubl-credit-note', 'cii']),
    findings: z.array(FindingView),
    proposal: ProposalView.optional(),
    invoice: z
      .record(z.string(), z.json())
      .describe(
        'The semantic model of EN 16931 (BT and BG terms); amounts are decimal strings. Up to 1,000 lines.',
      ),
    linesLeftOut: z.int().optional(),
  })
  .meta({ id: 'ReceivedInvoice' });

export const listReceived = route({
  id: 'invoices.listReceived',
  method: 'GET',
  path: '/companies/{companyId}/received-invoices',
  scope: 'read',
  permission: 'invoices.read',
  summary: 'Received e-invoices, newest first',
  description:
    'They come by an upload of kind `e-invoice`: the import `imp_…` becomes the invoice `rin_…` of the same ending.',
  params: CompanyParams,
  query: PageQuery.extend({ state: State.optional() }),
  responses: { 200: { description: 'A page of invoices', body: pageOf(ReceivedSummary) } },
});

export const getReceived = route({
  id: 'invoices.getReceived',
  method: 'GET',
  path: '/companies/{companyId}/received-invoices/{invoiceId}',
  scope: 'read',
  permission: 'invoices.read',
  summary: 'A received invoice: its content, what is wrong with it, how it would be booked; with ETag',
  params: ReceivedParams,
  responses: { 200: { description: 'The invoice', body: ReceivedView } },
});

const Link = z.object({ url: z.string(), expiresAt: Instant, sha256: z.string() });

export const getOriginal = route({
  id: 'invoices.getOriginal',
  method: 'GET',
  path: '/companies/{companyId}/received-invoices/{invoiceId}/original',
  scope: 'read',
  permission: 'invoices.read',
  summary: 'Links to the file as it came, and to the XML that was in it',
  params: ReceivedParams,
  responses: {
    200: {
      description: 'The links work for a quarter of an hour',
      body: z.object({ original: Link, xml: Link.optional() }),
    },
  },
});

const Account = z.string().regex(/^\d{4,9}$/, 'must be an account number');

const BookingBody = z
  .strictObject({
    account: Account.optional().describe('Of the vendor, where the proposed one is not meant.'),
    date: DateField.optional(),
    serviceDate: DateField.optional(),
    dueDate: DateField.optional(),
    documentNumber: z.string().trim().min(1).max(60).optional(),
    text: z.string().trim().min(1).max(200).optional(),
    exchangeRate: z
      .string()
      .max(20)
      .optional()
      .meta({ description: 'Units of the invoice’s currency for one of the company’s', example: '1.083' }),
    advance: z
      .boolean()
      .optional()
      .describe(
        'An invoice before the supply, by its type (386) unless said: it waits on 1793 (SKR04 3695) until it is paid, and ' +
          'its tax is deducted then. Without lines.',
      ),
    lines: z
      .array(
        z.strictObject({
          amount: Money.max(40)
            .optional()
            .describe('With tax. Absent: the proposed line in this place, changed by what is said here.'),
          tax: Money.max(40).optional(),
          account: Account.optional(),
          taxCode: z.string().min(1).max(4).optional().describe('DATEV tax key; 0 for none.'),
          reverseChargeCase: z
            .string()
            .regex(/^[1-9]\d{0,2}$/)
            .optional(),
          costCentre: z.string().min(1).max(36).optional(),
          costCentre2: z.string().min(1).max(36).optional(),
          text: z.string().min(1).max(200).optional(),
        }),
      )
      .min(1)
      .max(100)
      .optional(),
    discounts: z
      .array(
        z.strictObject({
          days: z.int().min(0).max(365).describe('From the day of the invoice.'),
          percent: z
            .string()
            .regex(/^(?:0|[1-9]\d?)(?:\.\d{1,2})?$/, 'must be a percentage below 100 with up to two decimals')
            .meta({ example: '2' }),
        }),
      )
      .max(5)
      .optional()
      .describe(
        'Cash discounts of the open item instead of the invoice’s and the partner’s; none where it is empty.',
      ),
    reason: z.string().trim().min(3).max(500).optional().describe('Why an invoice with errors is booked.'),
  })
  .meta({ example: { lines: [{ account: '4930', costCentre: '100' }] } });
export type BookingBody = z.output<typeof BookingBody>;

export const bookReceived = route({
  id: 'invoices.bookReceived',
  method: 'POST',
  path: '/companies/{companyId}/received-invoices/{invoiceId}/booking',
  scope: 'write',
  permission: 'invoices.manage',
  summary: 'Book a received invoice as proposed, or changed',
  description:
    'The lines come to the total of the invoice, to the cent; of one that is paid in part (BT-113) also to the rest, where ' +
    'lines of negative amount on 1518 (SKR04 1186) take booked advances off. Original and XML become vouchers of the entry, the total an open ' +
    'item of the vendor; account and cost centre are proposed the next time. If-Match is honoured.',
  params: ReceivedParams,
  body: BookingBody,
  responses: { 201: { description: 'Booked', body: ReceivedSummary } },
  idempotent: true,
});

export const rejectReceived = route({
  id: 'invoices.rejectReceived',
  method: 'POST',
  path: '/companies/{companyId}/received-invoices/{invoiceId}/rejection',
  scope: 'write',
  permission: 'invoices.manage',
  summary: 'Reject a received invoice, with the reason that its sender is told',
  params: ReceivedParams,
  body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
  responses: { 200: { description: 'Rejected', body: ReceivedSummary } },
  idempotent: true,
});
