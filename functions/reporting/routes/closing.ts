import * as z from 'zod';
import { CompanyParams, DateField } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AsOfNumbers } from './as-of-numbers.ts';

const Amount = z
  .string()
  .meta({ description: 'Decimal string in the company’s currency', example: '119.00' });
const Terms = z.object({
  upToOneYear: Amount,
  overOneYear: Amount,
  oneToFiveYears: Amount.describe('Part of `overOneYear`.'),
  overFiveYears: Amount.describe('Part of `overOneYear`.'),
  unknown: Amount.describe('General accounts that neither number nor nature tells; never guessed.'),
});

export const maturities = route({
  id: 'reporting.maturities',
  method: 'GET',
  path: '/companies/{companyId}/reports/maturities',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'Remaining terms of receivables and liabilities (§268 Abs. 4 and 5, §285 Nr. 1a HGB)',
  description:
    'The lines `A.B.II.…` and `P.C.…` of the balance sheet by remaining term: personal accounts by the due dates of their ' +
    'open items, general accounts where their number or nature tells. With them the notes of liabilities from taxes and ' +
    'social security (§266 Abs. 3 C. 8).',
  params: CompanyParams,
  query: z.object({ asOf: DateField.optional().describe('Today unless said.') }),
  responses: {
    200: {
      description: 'Lines with a balance',
      body: z.object({
        asOf: z.string(),
        currency: z.string(),
        lines: z.array(z.object({ id: z.string(), title: z.string(), total: Amount, ...Terms.shape })),
        liabilities: z.object({
          ...Terms.shape,
          fromTaxes: Amount,
          fromSocialSecurity: Amount,
        }),
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});

const Currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency of ISO 4217');
const Rate = z
  .string()
  .regex(/^(?=.*[1-9])(0|[1-9]\d{0,8})(\.\d{1,10})?$/, 'must be a positive decimal number')
  .describe('Units of the currency for one of the company’s (1 EUR = 1.0850 USD is `1.0850`).');

export const postRevaluation = route({
  id: 'reporting.postRevaluation',
  method: 'POST',
  path: '/companies/{companyId}/revaluations',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Value foreign currency at the closing day (§256a HGB); proposes, and books on request',
  description:
    'Open items of customers and vendors whose lines have foreign amounts, and the accounts named (banks, loans) with their ' +
    'balance in the currency. Due within one year: gains and losses; later: losses only. Personal accounts are adjusted on the ' +
    'receivables and payables without personal accounts (1410, 1610; 1210, 3310), so that no open item changes. Every position is ' +
    'one entry with an id of its own, `fx-<date>-<item or account>`: the same again books nothing. Other rates for the same day are ' +
    'refused position by position until what was booked is reversed (and `…-back`, where it was booked back).',
  params: CompanyParams,
  body: z
    .strictObject({
      date: DateField,
      rates: z
        .array(z.strictObject({ currency: Currency, rate: Rate }))
        .min(1)
        .max(50),
      accounts: z
        .array(
          z.strictObject({
            account: z.string().regex(/^\d{4,8}$/, 'must be a general ledger account'),
            currency: Currency,
            balance: z.string().max(40).describe('In the currency, signed: what we own is positive.'),
            dueDate: DateField.optional().describe('Due any day unless said.'),
          }),
        )
        .max(100)
        .default([]),
      post: z.boolean().default(false).describe('Books what is proposed.'),
      reverseNextDay: z.boolean().default(false).describe('Books each entry back on the day after.'),
    })
    .meta({
      example: {
        date: '2026-12-31',
        rates: [{ currency: 'USD', rate: '1.0850' }],
        accounts: [{ account: '1210', currency: 'USD', balance: '25000.00' }],
      },
    }),
  responses: {
    200: {
      description: 'The positions, and what became of them',
      body: z.object({
        date: z.string(),
        currency: z.string(),
        posted: z.boolean().describe('Whether booking was asked for.'),
        positions: z.array(
          z.object({
            id: z.string().describe('Of the open item, or the account.'),
            account: z.string(),
            currency: z.string(),
            foreign: z.string(),
            book: Amount,
            value: Amount,
            adjustment: Amount.describe('Positive is a gain.'),
            dueDate: z.string().optional(),
            leftOut: z.enum(['unrealised-gain']).optional(),
            state: z.enum(['proposed', 'posted', 'duplicate', 'nothing-to-book', 'refused']),
            entryId: z.string().optional(),
            reversalId: z.string().optional(),
            problem: z.object({ code: z.string(), detail: z.string() }).optional(),
          }),
        ),
        gain: Amount,
        loss: Amount,
        withoutRate: z.array(z.string()).describe('Currencies of open items for which no rate was named.'),
      }),
    },
  },
});
