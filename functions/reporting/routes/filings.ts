import * as z from 'zod';
import { CompanyParams, Instant, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AsOfNumbers } from './as-of-numbers.ts';
import { Figures, PeriodField } from './vat-return.ts';

const Amount = z.string().max(40).meta({ description: 'Decimal string in euros', example: '11000.00' });

const FiledReturn = z
  .object({
    year: z.int(),
    period: z.string(),
    sequence: z.int().describe('1 for the first return of the period.'),
    corrected: z.boolean(),
    figures: Figures,
    differences: z.record(z.string(), z.string()).describe('By Kennzahl, against the return before.'),
    asOfNumbers: AsOfNumbers,
    filedBy: z.string(),
    filedAt: Instant,
  })
  .meta({ id: 'FiledVatReturn' });

export const postVatReturn = route({
  id: 'reporting.postVatReturn',
  method: 'POST',
  path: '/companies/{companyId}/vat-returns',
  scope: 'write',
  permission: 'reporting.file',
  summary: 'Keep a VAT return as it is filed',
  description:
    'Stores the figures, the journal numbers they are true for, who and when. Nothing is sent: the figures go to ELSTER ' +
    'by hand or with the export `vat-return`. Another one for the period is a corrected return, with the differences.',
  params: CompanyParams,
  body: z.strictObject({ year: z.int().min(1900).max(2999), period: PeriodField }),
  responses: { 201: { description: 'Kept', body: FiledReturn } },
  idempotent: true,
});

export const listVatReturns = route({
  id: 'reporting.listVatReturns',
  method: 'GET',
  path: '/companies/{companyId}/vat-returns',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'Returns as they were filed, latest periods first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of returns', body: pageOf(FiledReturn) } },
});

export const calculateSpecialPrepayment = route({
  id: 'reporting.calculateSpecialPrepayment',
  method: 'POST',
  path: '/companies/{companyId}/calculations/special-prepayment',
  scope: 'write',
  permission: 'reporting.read',
  summary:
    'Sondervorauszahlung for Dauerfristverlängerung (§47 UStDV): an eleventh of last year’s prepayments',
  description:
    'Without `prepayments` the tax of the whole previous year as the journals have it, from which no special prepayment is deducted.',
  params: CompanyParams,
  body: z.strictObject({
    year: z.int().min(1900).max(2999).describe('The year for which the extension is asked.'),
    prepayments: Amount.optional(),
    months: z.int().min(1).max(12).default(12).describe('Months of the previous year with a business.'),
  }),
  responses: {
    200: {
      description: 'What is to be paid',
      body: z.object({
        year: z.int(),
        prepayments: Amount,
        specialPrepayment: Amount.describe('Kz 38 of USt 1 H; Kz 39 of the year’s last return.'),
        dueDate: z.string().describe('10 February, or the Monday after (§48 Abs. 2 UStDV).'),
      }),
    },
  },
});

export const calculateFilingDueDate = route({
  id: 'reporting.calculateFilingDueDate',
  method: 'POST',
  path: '/companies/{companyId}/calculations/vat-return-due-date',
  scope: 'write',
  permission: 'reporting.read',
  summary: 'Last day to file and pay a VAT return',
  description:
    'The 10th after the period (§18 Abs. 1 UStG), a month later with Dauerfristverlängerung (§46 UStDV), moved off Saturday ' +
    'and Sunday (§108 Abs. 3 AO). Public holidays are not looked at.',
  params: CompanyParams,
  body: z.strictObject({
    year: z.int().min(1900).max(2999),
    period: PeriodField,
    extension: z.boolean().default(false),
  }),
  responses: { 200: { description: 'The day', body: z.object({ dueDate: z.string() }) } },
});
