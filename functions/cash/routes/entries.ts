import * as z from 'zod';
import { DateField, Instant, PageQuery } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { PostingBody } from '../../ledger/contract/posting.ts';
import { ClearingItems } from '../../receivables/contract.ts';
import { Account, Amount, BookParams } from './books.ts';

const AnyAccount = z.string().regex(/^\d{4,9}$/, 'must be an account number');
const {
  serviceDate,
  taxCode,
  documentNumber,
  text,
  costCentre,
  costCentre2,
  partner,
  reverseChargeCase,
  vouchers,
} = PostingBody.shape;

const EntryBody = z
  .strictObject({
    date: DateField.describe('The day on which the cash moved.'),
    direction: z.enum(['receipt', 'expense']),
    amount: Amount.describe('Gross, greater than zero.'),
    contraAccount: AnyAccount.optional().describe('What the money is for; a customer’s or vendor’s, too.'),
    transfer: z
      .literal(true)
      .optional()
      .describe('Instead of `contraAccount`: from or to the bank or another drawer, over Geldtransit.'),
    taxCode,
    serviceDate,
    documentNumber,
    text: text.min(1),
    costCentre,
    costCentre2,
    partner,
    reverseChargeCase,
    vouchers,
  })
  .meta({
    example: {
      date: '2026-03-10',
      direction: 'receipt',
      amount: '119.00',
      contraAccount: '8400',
      documentNumber: 'Z-310',
      text: 'Tageseinnahme 19 %',
    },
  });
export type EntryBody = z.output<typeof EntryBody>;

export const EntryView = z
  .object({
    number: z.int(),
    date: z.string(),
    kind: z.enum(['entry', 'payment', 'reversal', 'difference']),
    direction: z.enum(['receipt', 'expense']),
    amount: z.string(),
    balance: z.string().describe('After this entry.'),
    contraAccount: z.string().optional(),
    taxCode: z.string().optional(),
    text: z.string(),
    documentNumber: z.string().optional(),
    costCentre: z.string().optional(),
    reverses: z.int().optional().describe('Number of the entry that this one takes back.'),
    entryId: z.string().describe('Its entry in the journal.'),
    late: z.boolean().describe('Recorded after its own day (§146 Abs. 1 S. 2 AO asks for daily records).'),
    recordedAt: Instant,
    recordedBy: z.string(),
  })
  .meta({ id: 'CashEntry' });

const RECORDED = { 201: { description: 'Recorded and booked', body: EntryView } } as const;

export const postCashEntry = route({
  id: 'cash.postEntry',
  method: 'POST',
  path: '/companies/{companyId}/cash-books/{account}/entries',
  scope: 'write',
  permission: 'cash.record',
  summary: 'Record a receipt or an expense, and book it',
  description:
    'Tax comes from `taxCode` or the Automatikkonto, as in `POST …/postings`. Entries stand in the order of days: nothing is ' +
    'recorded before the last one, on a day that was counted and closed, or in the future; and never more is taken out than ' +
    'there is. The entry of the journal has the id `cash-<account>-<number>`.',
  params: BookParams,
  body: EntryBody,
  responses: RECORDED,
  idempotent: true,
});

export const postCashPayment = route({
  id: 'cash.postPayment',
  method: 'POST',
  path: '/companies/{companyId}/cash-books/{account}/payments',
  scope: 'write',
  permission: 'cash.record',
  summary: 'Clear open items of customers or vendors with cash',
  description:
    'As `POST …/clearings` with this account as `bankAccount`, recorded in the book in the same transaction.',
  params: BookParams,
  body: z
    .strictObject({
      date: DateField,
      items: ClearingItems,
      amount: Amount.optional().describe(
        'Money with its sign: positive is received, negative is paid. What the items come to unless said.',
      ),
      restAccount: AnyAccount.optional(),
      adjustmentAccount: Account.optional(),
      documentNumber,
      text: text.min(1).optional(),
    })
    .meta({ example: { date: '2026-03-20', items: [{ item: '2026-17-1' }], documentNumber: 'KA-77' } }),
  responses: RECORDED,
  idempotent: true,
});

export const reverseCashEntry = route({
  id: 'cash.reverseEntry',
  method: 'POST',
  path: '/companies/{companyId}/cash-books/{account}/entries/{number}/reversal',
  scope: 'write',
  permission: 'cash.record',
  summary: 'Take an entry back by a new one with the next number (Storno)',
  params: BookParams.extend({ number: z.coerce.number().int().min(1).max(9_999_999_999) }),
  body: z
    .strictObject({
      date: DateField.optional().describe('Today unless said: an open day of the book.'),
      text: text.min(1).optional(),
    })
    .optional(),
  responses: RECORDED,
  idempotent: true,
});

const Range = z.object({
  from: DateField.optional().describe('First day of the month of `to` unless said.'),
  to: DateField.optional().describe('Day of the last entry unless said.'),
});

export const listCashEntries = route({
  id: 'cash.listEntries',
  method: 'GET',
  path: '/companies/{companyId}/cash-books/{account}/entries',
  scope: 'read',
  permission: 'cash.read',
  summary: 'Entries of a cash book with the running balance',
  params: BookParams,
  query: PageQuery.extend(Range.shape),
  responses: {
    200: {
      description: 'A page of entries, in the order of days and numbers',
      body: z.object({
        account: z.string(),
        currency: z.string(),
        from: z.string(),
        to: z.string(),
        openingBalance: z.string().describe('When `from` begins.'),
        items: z.array(EntryView),
        next: z.string().optional(),
      }),
    },
  },
});

export const listCashDays = route({
  id: 'cash.listDays',
  method: 'GET',
  path: '/companies/{companyId}/cash-books/{account}/days',
  scope: 'read',
  permission: 'cash.read',
  summary: 'Opening, receipts, expenses, closing and count of each day (Kassenbericht)',
  params: BookParams,
  query: Range,
  responses: {
    200: {
      description: 'The days on which something was recorded or counted',
      body: z.object({
        account: z.string(),
        currency: z.string(),
        from: z.string(),
        to: z.string(),
        items: z.array(
          z.object({
            date: z.string(),
            opening: z.string(),
            receipts: z.string(),
            expenses: z.string(),
            closing: z.string(),
            entries: z.int(),
            counted: z.string().optional(),
            countDifference: z.string().optional().describe('Counted less booked, before it was booked.'),
            closed: z.boolean(),
          }),
        ),
      }),
    },
  },
});

export const getCashBookCsv = route({
  id: 'cash.getCsv',
  method: 'GET',
  path: '/companies/{companyId}/cash-books/{account}/csv',
  scope: 'read',
  permission: 'cash.read',
  summary: 'Entries of a cash book as CSV; as PDF by the export `cash-book`',
  params: BookParams,
  query: Range,
  responses: { 200: { description: 'CSV with a byte-order mark', contentType: 'text/csv; charset=utf-8' } },
});
