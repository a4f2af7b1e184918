import * as z from 'zod';
import { CompanyId, CompanyParams, madeId } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { ClearingItems } from '../../receivables/contract.ts';
import { BankTransactionView } from './bank-transactions.ts';

const TransactionParams = z.object({ companyId: CompanyId, transactionId: z.string().max(120) });
const Account = z.string().regex(/^\d{4,9}$/, 'must be an account number');

export const postBooking = route({
  id: 'banking.postBooking',
  method: 'POST',
  path: '/companies/{companyId}/bank-transactions/{transactionId}/booking',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Book a bank transaction: on open items, or on an account',
  description:
    'One of: `items` (as in `POST …/clearings`), `run` (payments of a run that it shows), `returns` (a payment that it gives back), ' +
    '`account` with an optional tax key and cost centre. A proposal is taken by sending what it holds. ' +
    'What falls on no item stays open on the partner’s account. Bookings on accounts are learned: next time they are proposed.',
  params: TransactionParams,
  body: z.strictObject({
    items: ClearingItems.optional(),
    run: z
      .strictObject({ id: madeId('pay'), payments: z.array(z.int().positive()).min(1).max(500) })
      .optional()
      .describe('Payments, by number, that come exactly to the amount.'),
    returns: z
      .strictObject({
        run: madeId('pay'),
        payment: z.int().positive(),
        rechargeFee: z.boolean().default(false).describe('The partner pays the bank’s fee.'),
      })
      .optional()
      .describe('The payment is reversed and its items are open again; what differs is the bank’s fee.'),
    account: Account.optional(),
    taxCode: z.string().min(1).max(4).optional().describe('DATEV tax key, with `account`.'),
    costCentre: z.string().min(1).max(36).optional().describe('With `account`.'),
    restAccount: Account.optional(),
    documentNumber: z.string().min(1).max(60).optional(),
    text: z.string().min(1).max(200).optional(),
  }),
  responses: { 201: { description: 'Booked', body: BankTransactionView } },
  idempotent: true,
});

export const undoBooking = route({
  id: 'banking.undoBooking',
  method: 'POST',
  path: '/companies/{companyId}/bank-transactions/{transactionId}/undo',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Take a booking back: its entry is reversed, its items are open again',
  params: TransactionParams,
  responses: { 201: { description: 'It is new again', body: BankTransactionView } },
  idempotent: true,
});

export const ignoreTransaction = route({
  id: 'banking.ignoreTransaction',
  method: 'POST',
  path: '/companies/{companyId}/bank-transactions/{transactionId}/ignored',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Leave a bank transaction out: it has been booked otherwise',
  params: TransactionParams,
  responses: { 201: { description: 'It is ignored', body: BankTransactionView } },
  idempotent: true,
});

export const postMatching = route({
  id: 'banking.postMatching',
  method: 'POST',
  path: '/companies/{companyId}/bank-transactions/matching',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Match the open transactions of an import with open items once more',
  description:
    'After an import this happens by itself; again, when invoices were booked later or the bank account got its account in ' +
    'the ledger. Up to 1,000 transactions a call: `more` says that there are others.',
  params: CompanyParams,
  body: z.strictObject({ importId: madeId('imp') }),
  responses: {
    200: {
      description: 'What became of them',
      body: z.object({ booked: z.int(), proposed: z.int(), open: z.int(), more: z.boolean() }),
    },
  },
});
