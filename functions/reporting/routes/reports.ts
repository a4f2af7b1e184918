import * as z from 'zod';
import { CompanyParams, DateField } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AsOfNumbers } from './as-of-numbers.ts';
import { Accounts, Amount, Entries, Lines, Unassigned } from './statements.ts';

const Range = {
  from: DateField.optional(),
  to: DateField.optional(),
  fiscalYear: z.coerce.number().int().min(1900).max(2999).optional(),
};
const RANGE_TEXT = 'Without a range the present fiscal year; the range lies within one fiscal year.';
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

const Percent = z.string().meta({ description: 'Percent with two decimals', example: '37.98' });
const BwaColumn = z.object({
  amount: Amount,
  ofPerformance: Percent.optional().describe('Of Gesamtleistung; absent where that is zero.'),
  ofCosts: Percent.optional().describe('Of Gesamtkosten, on the lines of costs.'),
});
const BwaRange = z.object({ from: z.string(), to: z.string() });

export const bwa = route({
  id: 'reporting.bwa',
  method: 'GET',
  path: '/companies/{companyId}/reports/bwa',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'BWA form 01 (kurzfristige Erfolgsrechnung) of a month, cumulated, with the year before',
  description:
    'Income is positive, costs negative. Line numbers are DATEV’s; `neutral` is the sum of neutral income and expense. ' +
    'Vorläufiges Ergebnis (1380) less `unassigned` is the result of profit and loss.',
  params: CompanyParams,
  query: z.object({
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, like 2026-03')
      .optional()
      .describe('The present one unless said.'),
  }),
  responses: {
    200: {
      description: 'The lines of the form',
      body: z.object({
        form: z.literal('01'),
        currency: z.string(),
        ranges: z.object({
          month: BwaRange,
          cumulated: BwaRange,
          previousMonth: BwaRange,
          previousCumulated: BwaRange,
        }),
        entries: Entries,
        lines: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            sum: z.boolean(),
            month: BwaColumn,
            cumulated: BwaColumn,
            previousMonth: BwaColumn,
            previousCumulated: BwaColumn,
            accounts: Accounts.describe('Of the cumulated column.'),
          }),
        ),
        unassigned: Unassigned,
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});

export const costCentres = route({
  id: 'reporting.costCentres',
  method: 'GET',
  path: '/companies/{companyId}/reports/cost-centres',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'Profit and loss by cost centre',
  description:
    `${RANGE_TEXT} Each cost centre has the lines of §275 Abs. 2 HGB that it has amounts on, with accounts; what no line names a ` +
    'cost centre for comes last, without `costCentre`. `result` is the sum of all, `profitAndLoss` the result from the folded balances.',
  params: CompanyParams,
  query: z.object({
    ...Range,
    dimension: z.enum(['costCentre', 'costCentre2']).default('costCentre').describe('KOST1 or KOST2.'),
  }),
  responses: {
    200: {
      description: 'The cost centres in the order of their names',
      body: z.object({
        from: z.string(),
        to: z.string(),
        currency: z.string(),
        dimension: z.string(),
        entries: Entries,
        costCentres: z.array(
          z.object({
            costCentre: z.string().optional(),
            result: Amount,
            lines: z.array(
              z.object({ id: z.string(), title: z.string(), amount: Amount, accounts: Accounts }),
            ),
            unassigned: Unassigned,
          }),
        ),
        result: Amount,
        profitAndLoss: Amount,
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});

export const costOfSales = route({
  id: 'reporting.costOfSales',
  method: 'GET',
  path: '/companies/{companyId}/reports/cost-of-sales',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'GuV by function of expense (Umsatzkostenverfahren, §275 Abs. 3 HGB), with the year before',
  description:
    `${RANGE_TEXT} Expenses are assigned by \`PUT …/report-settings/cost-functions\`; without a rule, materials, purchased ` +
    'services, changes of stocks and own work serve production, all else stands in line 7 and is listed in `unmapped`. The result is that of the total-cost format.',
  params: CompanyParams,
  query: z.object(Range),
  responses: {
    200: {
      description: 'The lines in the order of the law',
      body: z.object({
        from: z.string(),
        to: z.string(),
        previousFrom: z.string(),
        previousTo: z.string(),
        currency: z.string(),
        entries: Entries,
        lines: Lines,
        unassigned: Unassigned,
        unmapped: z
          .array(z.object({ account: z.string(), costCentre: z.string().optional(), amount: Amount }))
          .describe('Expenses that no rule assigns, debit positive.'),
        result: Amount.describe('Line 16.'),
        previousResult: Amount,
        totalCostResult: Amount.describe('Line 17 of the total-cost format, from the folded balances.'),
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
