import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

export const Account = z
  .string()
  .regex(/^\d{4,8}$/, 'must be a general ledger account')
  .meta({ example: '1000' });
export const BookParams = z.object({ companyId: CompanyId, account: Account });
export const Amount = z.string().max(40).meta({ example: '250.00' });

const BookBody = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    startDate: DateField.describe('First day of the book; it stays once something is recorded.'),
    opening: Amount.describe('What is in the drawer when the first day begins, as it was counted.'),
    differenceAccount: Account.optional().describe('Takes what a count finds too much or too little.'),
    transitAccount: Account.optional().describe('Geldtransit; SKR03 1360, SKR04 1460 unless said.'),
    ended: z.boolean().default(false).describe('Nothing is recorded any more.'),
  })
  .meta({
    example: { name: 'Ladenkasse', startDate: '2026-01-01', opening: '250.00', differenceAccount: '4900' },
  });
export type BookBody = z.output<typeof BookBody>;

export const BookView = z
  .object({
    ...BookBody.shape,
    account: z.string(),
    ended: z.boolean(),
    currency: z.string(),
    balance: z.string().describe('Of the book, after its last entry.'),
    lastNumber: z.int().describe('Entries are numbered from 1 without a gap.'),
    lastDate: z.string().optional(),
    closedThrough: z.string().optional().describe('Counted: nothing is recorded on this day or before.'),
    changedAt: Instant,
    changedBy: z.string(),
  })
  .meta({ id: 'CashBook' });

export const putCashBook = route({
  id: 'cash.putCashBook',
  method: 'PUT',
  path: '/companies/{companyId}/cash-books/{account}',
  scope: 'write',
  permission: 'cash.manage',
  summary: 'Keep a cash book (Kassenbuch) on an account of the ledger, or change its settings',
  description:
    'Books nothing: the opening is what was counted, and the ledger has its own opening entries; both are compared in `GET`. ' +
    'Changing needs If-Match.',
  params: BookParams,
  body: BookBody,
  responses: {
    200: { description: 'As it is kept now', body: BookView },
    201: { description: 'Set up', body: BookView },
  },
});

export const getCashBook = route({
  id: 'cash.getCashBook',
  method: 'GET',
  path: '/companies/{companyId}/cash-books/{account}',
  scope: 'read',
  permission: 'cash.read',
  summary: 'A cash book with its balance, beside what the ledger holds on its account',
  params: BookParams,
  responses: {
    200: {
      description: 'The book',
      body: BookView.extend({
        ledgerBalance: z.string().describe('Of the account, up to today.'),
        ledgerDifference: z
          .string()
          .describe('Ledger less book: not zero where entries of the journal passed the book by.'),
      }).meta({ id: 'CashBookBesideLedger' }),
    },
  },
});

export const listCashBooks = route({
  id: 'cash.listCashBooks',
  method: 'GET',
  path: '/companies/{companyId}/cash-books',
  scope: 'read',
  permission: 'cash.read',
  summary: 'All cash books of a company',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(BookView) }) } },
});

export const reconcileCashBook = route({
  id: 'cash.reconcileCashBook',
  method: 'GET',
  path: '/companies/{companyId}/cash-books/{account}/reconciliation',
  scope: 'read',
  permission: 'cash.read',
  summary: 'Book and ledger compared, with the entries of the journal that passed the book by',
  params: BookParams,
  query: z.object({ from: DateField.optional(), to: DateField.optional() }),
  responses: {
    200: {
      description: 'The comparison',
      body: z.object({
        account: z.string(),
        currency: z.string(),
        from: z.string(),
        to: z.string(),
        bookOpening: z.string(),
        bookClosing: z.string(),
        ledgerOpening: z.string(),
        ledgerClosing: z.string(),
        difference: z.string().describe('Ledger less book, at the end of the last day.'),
        incomplete: z.boolean().describe('The account has too many lines: ask for fewer days.'),
        passedBy: z.array(
          z.object({
            fiscalYear: z.int(),
            number: z.int(),
            date: z.string(),
            text: z.string(),
            documentNumber: z.string(),
            contraAccount: z.string(),
            amount: z.string().describe('Debit positive.'),
          }),
        ),
      }),
    },
  },
});
