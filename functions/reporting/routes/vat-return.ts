import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { PERIOD_CODE } from '../domain/tax-period.ts';
import { AsOfNumbers } from './as-of-numbers.ts';

const Amount = z.string().meta({ description: 'Decimal string in euros', example: '190.00' });
export const Year = z.coerce.number().int().min(1900).max(2999);
export const PeriodField = z
  .string()
  .regex(PERIOD_CODE, 'must be 01 to 12 (month), 41 to 44 (quarter) or year')
  .meta({ description: '01 to 12 a month, 41 to 44 a quarter, `year` all of it', example: '03' });
export const PeriodQuery = z.object({ year: Year, period: PeriodField.default('year') });
export const Figures = z.record(z.string(), z.string()).meta({
  description:
    'By Kennzahl, those with a value: bases in whole euros ("1000"), taxes with two decimals ("190.00"); 83 always. Of the ' +
    'year by those of the annual return (USt 2 A), and `remaining`, `prepayments`, `settlement`; what has no confirmed ' +
    'Kennzahl there stands under that of the UStVA (`UStVA 43`).',
  example: { '66': '19.00', '81': '1000', '83': '171.00' },
});

const Detail = z.object({
  kz: z.string(),
  evidence: z
    .enum(['one-source', 'none'])
    .optional()
    .describe(
      'Annual return: a single secondary source names the Kennzahl, or none does. Absent: it is certain.',
    ),
  line: z
    .int()
    .optional()
    .describe('Line of the printed form; absent where it is not confirmed for the year.'),
  label: z.string(),
  holds: z.enum(['base', 'tax']),
  exact: Amount.describe('What is booked, before cents are cut off.'),
  value: z.string().describe('As in `figures`.'),
  computedTax: Amount.optional().describe('Tax that the form computes from the base.'),
  lines: z.int().describe('Lines of entries behind it: `…/vat-return/entries?kz=` lists them.'),
});
const Finding = z.object({
  entryId: z.string(),
  fiscalYear: z.int(),
  number: z.int(),
  date: z.string(),
  reason: z.enum(['tax-differs-from-base', 'tax-without-kz']),
  kz: z.string().optional(),
  base: Amount,
  expectedTax: Amount,
  bookedTax: Amount,
});
export const Reconciliation = z.object({
  balanced: z.boolean().describe('Nothing is unexplained.'),
  groups: z.array(
    z.object({
      kz: z
        .string()
        .describe('Of the base where the form computes the tax; `-` for tax that no Kennzahl takes.'),
      ledger: Amount,
      declared: Amount,
      difference: Amount.describe('Ledger less declared: the sum of the three below.'),
      fromCutCents: Amount.describe('Tax on the cents cut off the base.'),
      fromRounding: Amount.describe('Cents rounded entry by entry.'),
      unexplained: Amount.describe('Entries among the findings.'),
    }),
  ),
  accounts: z.array(
    z.object({
      account: z.string(),
      name: z.string(),
      side: z.enum(['owed', 'deductible']),
      kz: z.string().optional().describe('Absent: what stands here is not declared.'),
      amount: Amount,
      transferred: Amount.describe('Emptied onto accounts of the tax office; declares nothing.'),
    }),
  ),
  findings: z.array(Finding).describe('The first hundred.'),
  findingsInAll: z.int(),
});

const Prepayments = z
  .object({
    periods: z.array(z.object({ period: z.string(), sequence: z.int(), amount: Amount })),
    total: Amount,
    missing: z.array(z.string()).describe('Months without a filed return.'),
    doubled: z
      .array(z.string())
      .describe('Quarters that are not counted: returns of their months were filed.'),
  })
  .describe(
    'Of the year: Kz 83 and 39 of the last return filed for each of its periods (`POST …/vat-returns`).',
  );

const UnprovenSupplies = z
  .object({
    tooMany: z.boolean().describe('More than 10,000 supplies: nothing was looked at.'),
    supplies: z.int(),
    lacking: z.int().optional(),
    lackingAmount: Amount.optional(),
    lacks: z.record(z.string(), z.int()).optional(),
  })
  .describe(
    'Supplies of Kz 41 that lack a proof or a confirmed VAT id: `…/reports/delivery-proofs` names them.',
  );

export const vatReturn = route({
  id: 'reporting.vatReturn',
  method: 'GET',
  path: '/companies/{companyId}/reports/vat-return',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'UStVA: the figures of a period, what is behind them, and the tax accounts beside them',
  description:
    'Amounts get their Kennzahl from the tag of the line, else from the account; their period from service date, invoice ' +
    'date or tax date, by kind of tax. Each base is summed, then cut to whole euros. Output tax of companies that are taxed ' +
    'as received (§20 UStG) is declared with the payment that clears the invoice. The year is the annual return (USt 2 A) ' +
    'on its own Kennzahlen, less what the filed returns of the year declared. A journal that takes longer than 24 ' +
    'seconds is refused: the export `vat-return` has the time.',
  params: CompanyParams,
  query: PeriodQuery,
  responses: {
    200: {
      description: 'The return as the journals have it now',
      body: z.object({
        year: z.int(),
        period: z.string(),
        from: z.string(),
        to: z.string(),
        currency: z.string(),
        form: z.object({
          year: z.int(),
          name: z.enum(['USt 1 A', 'USt 2 A']),
          confirmed: z.boolean().describe('Whether anything was seen of this year’s form.'),
        }),
        figures: Figures,
        details: z.array(Detail).describe('In the order of the form.'),
        prepayments: Prepayments.optional(),
        deliveryProofs: UnprovenSupplies.optional(),
        reconciliation: Reconciliation,
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});
