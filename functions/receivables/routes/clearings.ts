import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { ClearingItems } from '../contract.ts';
import { MAX_PARTS } from '../domain/clearing.ts';

const Account = z.string().regex(/^\d{4,9}$/, 'must be an account number');
const ClearingParams = z.object({ companyId: CompanyId, clearingId: z.string().max(64) });

export const ClearingView = z
  .object({
    id: z.string(),
    kind: z.enum(['payment', 'netting', 'write-off', 'assignment', 'reversal', 'undo']),
    on: z.string().describe('First day on which it counts.'),
    items: z
      .array(
        z.object({
          item: z.string(),
          account: z.string(),
          amount: z.string(),
          adjusted: z.string().optional().describe('Of it discount or written off, not paid.'),
        }),
      )
      .describe('What it took from each item, debit positive: for each account they add up to zero.'),
    entryId: z.string().optional().describe('The entry that was booked with it.'),
    undoes: z.string().optional(),
    undoneBy: z.string().optional(),
    by: z.string(),
    at: Instant,
  })
  .meta({ id: 'Clearing' });

const ClearingBody = z
  .strictObject({
    date: DateField,
    items: ClearingItems,
    bankAccount: Account.optional().describe('Bank or cash account that the money moved on.'),
    amount: z
      .string()
      .max(40)
      .optional()
      .describe(
        'Money with its sign: positive is received, negative is paid. What the items come to unless said.',
      ),
    restAccount: Account.optional().describe(
      'Personal account that takes what falls on no item (overpayment); that of the items, where they have but one.',
    ),
    adjustmentAccount: Account.optional().describe(
      'Account for discounts and write-offs instead of the ones that follow from the tax; no tax is corrected then.',
    ),
    documentNumber: z.string().min(1).max(60).optional(),
    reference: z.string().min(1).max(60).optional(),
    text: z.string().min(1).max(200).optional(),
  })
  .meta({
    example: {
      date: '2026-03-20',
      bankAccount: '1200',
      items: [{ item: '2026-17-1', discount: '2.38' }],
    },
  });

export const postClearing = route({
  id: 'receivables.postClearing',
  method: 'POST',
  path: '/companies/{companyId}/clearings',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Clear open items: a payment, a netting, a write-off, or items against each other',
  description:
    'With `bankAccount` it is a payment: full, partial (`amount` below what is open), over (the rest stays open on the ' +
    'account) or with discount. Without, debits and credits are set against each other, between a customer and a vendor ' +
    'account too (netting); items with `writeOff` are written off. What has to be booked is booked in the same transaction. ' +
    'An advance that is paid moves from where it waited to the account of advances, its tax beside it (tax falls due then); ' +
    `what is written off of it only goes from where it waited. Up to ${MAX_PARTS} items.`,
  params: CompanyParams,
  body: ClearingBody,
  responses: { 201: { description: 'Cleared', body: ClearingView } },
  idempotent: true,
});

export const getClearing = route({
  id: 'receivables.getClearing',
  method: 'GET',
  path: '/companies/{companyId}/clearings/{clearingId}',
  scope: 'read',
  permission: 'receivables.read',
  summary: 'What cleared items',
  params: ClearingParams,
  responses: { 200: { description: 'The clearing', body: ClearingView } },
});

export const undoClearing = route({
  id: 'receivables.undoClearing',
  method: 'POST',
  path: '/companies/{companyId}/clearings/{clearingId}/undo',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Take a clearing back: its items are open again',
  description:
    'From `date` on; what was the case before stays. The entry of a payment stays booked, its amount is open on the ' +
    'account; reverse the entry where it is wrong (that undoes its clearing by itself), and always where tax fell due with it. ' +
    'What a clearing without money booked (tax, advances) is reversed with it.',
  params: ClearingParams,
  body: z.strictObject({ date: DateField.optional().describe('Today unless said.') }).optional(),
  responses: { 201: { description: 'What took it back', body: ClearingView } },
  idempotent: true,
});
