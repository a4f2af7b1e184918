import * as z from 'zod';
import { CompanyParams, DateField } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AsOfNumbers } from './as-of-numbers.ts';

export const Amount = z
  .string()
  .meta({ description: 'Decimal string in the company’s currency', example: '119.00' });
export const Accounts = z.array(z.object({ account: z.string(), name: z.string(), amount: Amount }));
export const Lines = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    amount: Amount,
    previous: Amount.describe('Of the year before (§265 Abs. 2 HGB).'),
    accounts: Accounts.describe('On this very line, at most 1,000; `entries` says where theirs are read.'),
    moreAccounts: z.int().optional().describe('Accounts of the line that are not listed.'),
  }),
);
/** The template stands once: an answer may list thousands of accounts. */
export const Entries = z
  .string()
  .describe('URI template (RFC 6570) for the entries behind an account, with the balance they start from.');
export const Unassigned = Accounts.describe('Accounts whose place nothing tells, debit positive.');

export const balanceSheet = route({
  id: 'reporting.balanceSheet',
  method: 'GET',
  path: '/companies/{companyId}/reports/balance-sheet',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'Bilanz (§266 HGB) at the end of a day, with the end of the fiscal year before',
  description:
    'Bank overdrafts, customers in credit, vendors in debit and other claims and debts that changed sign stand on the ' +
    'other side, VAT accounts are netted. The result of the year stands in `P.A.V` (account `RESULT`) until the books are ' +
    'closed; closing entries are left out. `size` decides how deep the lines go (§266 Abs. 1 HGB).',
  params: CompanyParams,
  query: z.object({
    asOf: DateField.optional().describe('Today unless said.'),
    size: z.enum(['micro', 'small', 'medium', 'large']).default('large'),
  }),
  responses: {
    200: {
      description: 'The balance sheet; `A.` lines are assets, `P.` lines equity and liabilities',
      body: z.object({
        asOf: z.string(),
        previousAsOf: z.string(),
        currency: z.string(),
        size: z.string(),
        entries: Entries,
        provisional: z
          .boolean()
          .describe('Whether balances are carried in from a year that may still change.'),
        lines: Lines,
        unassigned: Unassigned,
        totals: z.object({
          assets: Amount,
          liabilities: Amount,
          difference: Amount.describe('Assets less liabilities: zero, or what the unassigned accounts hold.'),
          previousAssets: Amount,
          previousLiabilities: Amount,
        }),
        balanced: z.boolean(),
        problems: z.array(z.string()).describe('What is wrong, in words; nothing when it is balanced.'),
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});

export const profitAndLoss = route({
  id: 'reporting.profitAndLoss',
  method: 'GET',
  path: '/companies/{companyId}/reports/profit-and-loss',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'GuV by nature of expense (§275 Abs. 2 HGB) of a range, with the same range a year before',
  description:
    'Income is positive, expenses negative: every sum is plain addition. Without a range the present fiscal year. The ' +
    'range lies within one fiscal year; closing entries are left out. Cost of sales (Abs. 3) ' +
    'is a report of its own, `…/reports/cost-of-sales`.',
  params: CompanyParams,
  query: z.object({
    from: DateField.optional(),
    to: DateField.optional(),
    fiscalYear: z.coerce.number().int().min(1900).max(2999).optional(),
    format: z.enum(['total-cost']).default('total-cost'),
  }),
  responses: {
    200: {
      description: 'The lines in the order of the law',
      body: z.object({
        from: z.string(),
        to: z.string(),
        previousFrom: z.string(),
        previousTo: z.string(),
        currency: z.string(),
        format: z.string(),
        entries: Entries,
        lines: Lines,
        unassigned: Unassigned,
        result: Amount.describe('Line 17.'),
        previousResult: Amount,
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});

const Marks = z.strictObject({
  fiscalYearStart: DateField,
  balanceSheetTotal: z.string().max(40),
  revenue: z.string().max(40),
  employees: z.number().min(0).max(10_000_000).describe('On the yearly average (§267 Abs. 5 HGB).'),
});

export const calculateSizeClass = route({
  id: 'reporting.calculateSizeClass',
  method: 'POST',
  path: '/companies/{companyId}/calculations/size-class',
  scope: 'write',
  permission: 'reporting.read',
  summary: 'Size class of §267 and §267a HGB from the marks of two balance sheet dates',
  description:
    'Two of three marks exceeded, or not, on two dates in a row decide (§267 Abs. 4 HGB): where the two dates differ, the ' +
    'class before stays. Thresholds in euros, those of the law of 2024-04-11 for fiscal years beginning after 2023-12-31.',
  params: CompanyParams,
  body: z.strictObject({
    current: Marks,
    previous: Marks.optional(),
    classBefore: z.enum(['micro', 'small', 'medium', 'large']).optional(),
  }),
  responses: {
    200: {
      description: 'The class, and those that each date alone stands for',
      body: z.object({
        sizeClass: z.enum(['micro', 'small', 'medium', 'large']),
        current: z.string(),
        previous: z.string().optional(),
        decidedBy: z.enum(['both-dates', 'first-date', 'class-before']),
      }),
    },
  },
});
