import * as z from 'zod';
import { DateField, Instant, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Amount, BookParams } from './books.ts';

const MAX_DENOMINATIONS = 40;

const Denominations = z
  .array(z.strictObject({ value: Amount, pieces: z.int().min(0).max(1_000_000) }))
  .min(1)
  .max(MAX_DENOMINATIONS);

export const CountView = z
  .object({
    number: z.int(),
    date: z.string(),
    counted: z.string(),
    bookBalance: z.string().describe('When it was counted.'),
    difference: z.string().describe('Counted less booked: positive is too much in the drawer.'),
    denominations: Denominations.optional(),
    closed: z.boolean().describe('The day is closed: nothing is recorded on it any more.'),
    differenceNumber: z.int().optional().describe('Entry of the book that took the difference.'),
    lastNumber: z.int().describe('Last entry of the book when it was counted.'),
    note: z.string().optional(),
    countedAt: Instant,
    countedBy: z.string(),
  })
  .meta({ id: 'CashCount' });

export const postCashCount = route({
  id: 'cash.postCount',
  method: 'POST',
  path: '/companies/{companyId}/cash-books/{account}/counts',
  scope: 'write',
  permission: 'cash.record',
  summary: 'Keep what was counted in the drawer (Zählprotokoll), and close the day',
  description:
    'Where count and book agree, the day is closed. Where not, the count is kept all the same and the day stays open: record ' +
    'what is missing and count again, or count with `bookDifference`, which books the difference and closes the day.',
  params: BookParams,
  body: z
    .strictObject({
      date: DateField,
      total: Amount.optional(),
      denominations: Denominations.optional(),
      bookDifference: z.boolean().default(false),
      note: z.string().min(1).max(200).optional().describe('No names of persons.'),
    })
    .meta({
      example: {
        date: '2026-03-10',
        denominations: [
          { value: '50.00', pieces: 4 },
          { value: '2.00', pieces: 25 },
        ],
      },
    }),
  responses: {
    201: {
      description: 'Kept',
      body: CountView.extend({
        ledgerBalance: z.string().describe('Of the account at the end of the day.'),
        ledgerDifference: z.string().describe('Ledger less book.'),
      }).meta({ id: 'CashCountBesideLedger' }),
    },
  },
  idempotent: true,
});

export const listCashCounts = route({
  id: 'cash.listCounts',
  method: 'GET',
  path: '/companies/{companyId}/cash-books/{account}/counts',
  scope: 'read',
  permission: 'cash.read',
  summary: 'Counts of a drawer, in the order of days',
  params: BookParams,
  query: PageQuery.extend({ from: DateField.optional(), to: DateField.optional() }),
  responses: { 200: { description: 'A page of counts', body: pageOf(CountView) } },
});
