import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, PageQuery } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const Amount = z.string().meta({
  description: 'Decimal string in the company’s currency; debit is positive where signed',
  example: '119.00',
});
const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const trialBalance = route({
  id: 'ledger.trialBalance',
  method: 'GET',
  path: '/companies/{companyId}/reports/trial-balance',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'Summen- und Saldenliste as of a day',
  description:
    'Debits and credits of the fiscal year of `asOf`, exact as of `journalNumber`. Until the opening entries of the year ' +
    'are booked, balances of earlier years are carried in (`carriedForward`, contained in debit or credit) and the answer ' +
    'is `provisional`. Closing entries count only with `includeClosing=true`.',
  params: CompanyParams,
  query: z.object({
    asOf: DateField.optional().describe('Today unless said.'),
    includeClosing: Flag.optional(),
    personalAccounts: z
      .enum(['each', 'collective'])
      .optional()
      .describe('One row each (as is) or one for all.'),
  }),
  responses: {
    200: {
      description: 'Every account with a movement',
      body: z.object({
        asOf: z.string(),
        currency: z.string(),
        fiscalYear: z.int(),
        journalNumber: z
          .int()
          .describe('Number of the last entry that is counted: the answer is true for exactly this journal.'),
        provisional: z
          .boolean()
          .describe('Whether balances are carried in from a year that may still change.'),
        accounts: z.array(
          z.object({
            account: z.string(),
            name: z.string(),
            debit: Amount,
            credit: Amount,
            balance: Amount.describe('Debit minus credit: negative is a credit balance.'),
            carriedForward: Amount.optional(),
          }),
        ),
        totals: z.object({ debit: Amount, credit: Amount }),
      }),
    },
  },
});

export const accountStatement = route({
  id: 'ledger.accountStatement',
  method: 'GET',
  path: '/companies/{companyId}/accounts/{account}/statement',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'Kontoblatt: lines of an account with the running balance',
  description:
    'In the order of date and number. Opening entries are part of `openingBalance`, closing entries are left out. ' +
    'Without a range it covers the present fiscal year; where a range enters a new fiscal year, the balance begins with ' +
    'what that year was opened with, or with what is carried into it (`provisional`). Lines of one entry stay on one ' +
    'page, so that a page may have some more than `limit`, and fewer where an answer would be too large: follow `next`.',
  params: z.object({ companyId: CompanyId, account: z.string().regex(/^\d{4,9}$/, 'has 4 to 9 digits') }),
  query: PageQuery.extend({
    limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
    from: DateField.optional(),
    to: DateField.optional(),
  }),
  responses: {
    200: {
      description: 'A page of lines',
      body: z.object({
        account: z.string(),
        name: z.string(),
        currency: z.string(),
        from: z.string(),
        to: z.string(),
        openingBalance: Amount,
        closingBalance: Amount.describe('At the end of the whole range, not of the page.'),
        provisional: z
          .boolean()
          .describe('Whether a balance is carried in from a year that may still change.'),
        journalNumbers: z
          .record(z.string(), z.int())
          .describe('By fiscal year: the journal number it is true for.'),
        items: z.array(
          z.object({
            date: z.string(),
            entryId: z.string().describe('`GET …/journal-entries/{entryId}` answers the whole entry.'),
            fiscalYear: z.int(),
            number: z.int(),
            documentNumber: z.string().optional(),
            text: z.string(),
            contraAccount: z.string().optional().describe('Absent when there are several.'),
            taxCode: z.string().optional(),
            costCentre: z.string().optional(),
            debit: Amount.optional(),
            credit: Amount.optional(),
            balance: Amount,
          }),
        ),
        next: z.string().optional(),
      }),
    },
  },
});

export const Verification = z.object({
  ok: z.boolean(),
  entries: z.int(),
  blocks: z.int(),
  fiscalYears: z.array(
    z.object({ fiscalYear: z.int(), entries: z.int(), blocks: z.int(), lastHash: z.string() }),
  ),
  firstDifference: z
    .object({
      fiscalYear: z.int(),
      what: z.string(),
      number: z.int().optional(),
      account: z.string().optional(),
      period: z.int().optional(),
      detail: z.string(),
    })
    .optional(),
});

export const verifyJournal = route({
  id: 'ledger.verifyJournal',
  method: 'GET',
  path: '/companies/{companyId}/journal/verification',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'Recompute numbers, hashes, chain, balances, pages and indexes from the blocks',
  description:
    'Names the first difference there is. A journal that takes more than 24 seconds (some hundred thousand entries) is ' +
    'refused: the export `journal-verification` has the time. With `fiscalYear` one year is verified.',
  params: CompanyParams,
  query: z.object({ fiscalYear: z.coerce.number().int().optional() }),
  responses: { 200: { description: 'Whether the journal is what it was', body: Verification } },
});
