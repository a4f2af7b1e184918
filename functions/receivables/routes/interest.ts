import * as z from 'zod';
import { CompanyId, CompanyParams, DateField } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { DAY_COUNTS } from '../domain/interest/day-count.ts';
import { DEBTORS } from '../domain/interest/rule-set.ts';

const Amount = z.string().max(20).meta({ description: 'Decimal string', example: '10000.00' });
const Percent = z.string().max(8).meta({ description: 'Percent a year, decimal string', example: '6.62' });
const HalfYear = z
  .string()
  .regex(/^(?!1|2000|2001)2\d{3}-(?:01|07)-01$/, 'must be a 1 January or 1 July from 2002-01-01 on')
  .meta({ description: 'First day of the half-year', example: '2027-01-01' });
const BaseRateParams = z.object({ companyId: CompanyId, from: HalfYear });

const InterestBody = z.strictObject({
  principal: Amount.meta({
    description: 'What is owed, in the currency of the company; no interest in it (§ 289 BGB)',
  }),
  from: DateField.meta({ description: 'First day that bears interest: the first day of default' }),
  to: DateField.meta({ description: 'Last day that bears interest: the day of payment' }),
  debtor: z.enum(DEBTORS),
  dayCount: z.enum(DAY_COUNTS).meta({ description: 'act/act as by ISDA, 30/360 as 30E/360' }),
  obligationDate: DateField.optional().meta({
    description: 'When the obligation arose; decides which law governs. Without it: `from`',
  }),
  paymentClaim: z
    .boolean()
    .optional()
    .meta({ description: 'For goods or services (Entgeltforderung); true unless said' }),
});

const InterestView = z
  .object({
    currency: z.string(),
    interest: z.string().meta({ description: 'Sum of the segments' }),
    lumpSum: z.string().meta({
      description: 'In EUR, once a claim (§ 288 Abs. 5 BGB); counts towards the costs of pursuing the claim',
    }),
    days: z
      .int()
      .meta({ description: 'Days that bear interest: `from`, `to` and all between, by the day count' }),
    counted: z.object({
      from: z.string(),
      to: z.string(),
      firstIncluded: z.boolean(),
      lastIncluded: z.boolean(),
    }),
    ruleSet: z.object({ id: z.string(), law: z.string(), pointsAboveBaseRate: z.string() }),
    dayCount: z.string(),
    segments: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        days: z.int(),
        rate: Percent,
        amount: z.string().meta({ description: 'Rounded half up' }),
        yearDays: z.int().meta({ description: 'Days that make up the year' }),
      }),
    ),
  })
  .meta({ id: 'DefaultInterest' });
export type InterestView = z.input<typeof InterestView>;

const BaseRateView = z
  .object({
    from: z.string(),
    rate: Percent,
    source: z.string(),
    origin: z
      .enum(['built-in', 'company'])
      .meta({ description: 'Part of the product, or loaded by the company' }),
  })
  .meta({ id: 'BaseRate' });
export type BaseRateView = z.input<typeof BaseRateView>;

export const computeInterest = route({
  id: 'receivables.computeInterest',
  method: 'POST',
  path: '/companies/{companyId}/calculations/default-interest',
  scope: 'write',
  permission: 'receivables.read',
  summary: 'Default interest (§ 288 BGB) on a claim; nothing is stored',
  description:
    'Base rate (§ 247 BGB) plus 9 points for payment claims between businesses, else plus 5; obligations from before ' +
    '2014-07-29: 8 points and no lump sum. The rate changes on 1 January and 1 July, and each segment is rounded. A day whose ' +
    'base rate is not yet known is refused.',
  params: CompanyParams,
  body: InterestBody,
  responses: { 200: { description: 'The interest', body: InterestView } },
});

export const listBaseRates = route({
  id: 'receivables.listBaseRates',
  method: 'GET',
  path: '/companies/{companyId}/base-rates',
  scope: 'read',
  permission: 'receivables.read',
  summary: 'The base rates by half-year, those of the product and your own',
  params: CompanyParams,
  responses: { 200: { description: 'All, in order', body: z.object({ items: z.array(BaseRateView) }) } },
});

export const getBaseRate = route({
  id: 'receivables.getBaseRate',
  method: 'GET',
  path: '/companies/{companyId}/base-rates/{from}',
  scope: 'read',
  permission: 'receivables.read',
  summary: 'The base rate of one half-year',
  params: BaseRateParams,
  responses: { 200: { description: 'The rate; its ETag is for PUT', body: BaseRateView } },
});

export const putBaseRate = route({
  id: 'receivables.putBaseRate',
  method: 'PUT',
  path: '/companies/{companyId}/base-rates/{from}',
  scope: 'write',
  permission: 'receivables.manage',
  summary: 'Load the base rate of a half-year once the Bundesbank has published it',
  description:
    'A rate that contradicts one of the product is refused (409). One that you have loaded changes with If-Match only.',
  params: BaseRateParams,
  body: z.strictObject({
    rate: Percent.meta({ description: 'Percent with at most two decimals, from -5 to 25' }),
    source: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ description: 'Where it is published', example: 'BAnz AT 29.12.2026 B4' }),
  }),
  responses: {
    200: { description: 'Changed, or as it was', body: BaseRateView },
    201: { description: 'Loaded', body: BaseRateView },
  },
});
