import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AsOfNumbers } from './as-of-numbers.ts';
import { RANGE_TEXT, Range } from './report-range.ts';
import { Accounts, Amount, Entries, Lines, Unassigned } from './statements.ts';

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
