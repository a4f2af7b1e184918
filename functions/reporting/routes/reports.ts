import * as z from 'zod';
import { CompanyParams, DateField } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AsOfNumbers } from './as-of-numbers.ts';
import { RANGE_TEXT, Range } from './report-range.ts';
import { Amount, Entries, Lines, Unassigned } from './statements.ts';

const AccountMovements = z.array(
  z.object({
    account: z.string(),
    name: z.string(),
    opening: Amount,
    debit: Amount,
    credit: Amount,
    closing: Amount.describe('Opening plus debit less credit; debit is positive.'),
  }),
);

export const balanceMovements = route({
  id: 'reporting.balanceMovements',
  method: 'GET',
  path: '/companies/{companyId}/reports/balance-movements',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'Balance sheet as a movement: opening, increase, decrease and closing of every line and account',
  description:
    'From the first day of the fiscal year of `asOf` to that day. On every line opening + increase - decrease = closing; ' +
    'accounts stand where the closing balance sheet shows them. `differences` holds the opening balances against what ' +
    'the year before ended with (§252 Abs. 1 Nr. 1 HGB), equity as one sum. The result of the year is no account: see `P.A.V` of the balance sheet.',
  params: CompanyParams,
  query: z.object({ asOf: DateField.optional().describe('Today unless said.') }),
  responses: {
    200: {
      description: 'Lines that had or have a balance, or moved',
      body: z.object({
        from: z.string(),
        asOf: z.string(),
        currency: z.string(),
        entries: Entries,
        provisional: z
          .boolean()
          .describe('Whether balances are carried in from a year that may still change.'),
        lines: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            opening: Amount,
            increase: Amount,
            decrease: Amount,
            closing: Amount,
            accounts: AccountMovements,
            moreAccounts: z.int().optional(),
          }),
        ),
        unassigned: AccountMovements,
        differences: z
          .array(z.object({ account: z.string(), ended: Amount, began: Amount }))
          .describe('Accounts that did not begin with what they ended with; debit is positive.'),
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});

export const cashFlow = route({
  id: 'reporting.cashFlow',
  method: 'GET',
  path: '/companies/{companyId}/reports/cash-flow',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'Kapitalflussrechnung (DRS 21, indirect method), with the year before',
  description:
    `${RANGE_TEXT} Receipts are positive. The lines and the fund at the beginning make the fund at the end; \`difference\` is what ` +
    'accounts without a place moved, or zero. Assets bought or sold on credit count with their booking.',
  params: CompanyParams,
  query: z.object({
    ...Range,
    exchangeEffect: z
      .string()
      .max(40)
      .optional()
      .describe('Change of the fund by exchange rates alone, taken out of the operating part.'),
  }),
  responses: {
    200: {
      description: 'The lines of the standard',
      body: z.object({
        from: z.string(),
        to: z.string(),
        previousFrom: z.string(),
        previousTo: z.string(),
        currency: z.string(),
        entries: Entries,
        lines: Lines,
        fund: z.object({
          opening: Amount,
          closing: Amount,
          previousOpening: Amount,
          previousClosing: Amount,
          accounts: z
            .array(z.object({ account: z.string(), name: z.string(), opening: Amount, closing: Amount }))
            .describe('What the fund is made of: cash, banks with overdrafts, cash in transit.'),
        }),
        difference: Amount,
        previousDifference: Amount,
        problems: z.array(z.string()).describe('What is wrong, in words; nothing when it reconciles.'),
        unassigned: Unassigned,
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});
