import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  Instant,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AmountText, CustomerId } from '../contract.ts';
import { REPORT_STATES } from '../domain/insurance/overdue-item.ts';
import { INSURANCE_STATES } from '../domain/policy/facts.ts';
import { Money } from './views.ts';

const PolicyId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'has 1 to 64 letters, digits or . _ : -')
  .meta({ description: 'As credit profiles name it (`insurance.policy`)', example: 'allianz-2026' });
const Text = z.string().trim().min(1).max(100);

const PolicyBody = z
  .strictObject({
    insurer: Text,
    number: Text,
    validFrom: DateField,
    validTo: DateField.optional().describe('Included; without one it goes on.'),
    longestCreditDays: z
      .int()
      .min(1)
      .max(720)
      .describe('The longest credit that is covered, from the invoice on (äußerstes Kreditziel).'),
    reportAfterDays: z
      .int()
      .min(1)
      .max(365)
      .describe('An overdue item is reported this many days after it fell due at the latest; usually 45 to 75.'),
    warnBeforeDays: z.int().min(0).max(60).default(10).describe('Somebody is warned so many days before that.'),
    longTermsSuspend: z
      .boolean()
      .default(false)
      .describe('An open item with longer terms suspends cover for new deliveries; else only that item is not covered.'),
    selfCheckLimit: AmountText.optional().describe(
      'Up to this cover customers are checked without the insurer (Selbstprüfungsgrenze).',
    ),
  })
  .meta({
    example: {
      insurer: 'Kreditversicherung AG', number: 'WKV-1', validFrom: '2026-01-01', longestCreditDays: 90, reportAfterDays: 60,
    },
  }); // biome-ignore format: an example

export const InsurancePolicyView = z
  .object({
    policyId: z.string(),
    insurer: z.string(),
    number: z.string(),
    validFrom: z.string(),
    validTo: z.string().optional(),
    longestCreditDays: z.int(),
    reportAfterDays: z.int(),
    warnBeforeDays: z.int(),
    longTermsSuspend: z.boolean(),
    selfCheckLimit: Money.optional(),
    changedAt: Instant,
    changedBy: z.string(),
  })
  .meta({ id: 'InsurancePolicy' });
export type InsurancePolicyView = z.output<typeof InsurancePolicyView>;

const PolicyParams = z.object({ companyId: CompanyId, policyId: PolicyId });

export const putInsurancePolicy = route({
  id: 'credit.putInsurancePolicy',
  method: 'PUT',
  path: '/companies/{companyId}/insurance-policies/{policyId}',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Open a trade credit insurance policy, or replace its terms',
  description:
    'Changing one needs If-Match. Clocks of its customers go by it with their next run, at night at the latest.',
  params: PolicyParams,
  body: PolicyBody,
  responses: {
    200: { description: 'As it stands now', body: InsurancePolicyView },
    201: { description: 'Opened', body: InsurancePolicyView },
  },
});

export const getInsurancePolicy = route({
  id: 'credit.getInsurancePolicy',
  method: 'GET',
  path: '/companies/{companyId}/insurance-policies/{policyId}',
  scope: 'read',
  permission: 'credit.read',
  summary: 'A trade credit insurance policy, with ETag',
  params: PolicyParams,
  responses: { 200: { description: 'The policy', body: InsurancePolicyView } },
});

export const listInsurancePolicies = route({
  id: 'credit.listInsurancePolicies',
  method: 'GET',
  path: '/companies/{companyId}/insurance-policies',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Trade credit insurance policies',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of policies', body: pageOf(InsurancePolicyView) } },
});

export const ClockView = z
  .object({
    customerId: z.string(),
    policyId: z.string(),
    state: z.enum(INSURANCE_STATES),
    reportDueOn: z.string().optional().describe('The next day by which an item has to be reported or paid.'),
    warnOn: z.string().optional(),
    isWarning: z.boolean(),
    because: z
      .array(
        z.object({
          code: z.enum(['not-begun', 'ended', 'report-missed', 'report-due', 'terms-too-long']),
          itemId: z.string().optional(),
          on: z.string().optional(),
          days: z.int().optional(),
        }),
      )
      .describe('Of each kind the most urgent item.'),
    isSelfChecked: z.boolean().describe('The cover is within the self-check limit of the policy.'),
    on: z.string().describe('The day for which the clock was read.'),
  })
  .meta({ id: 'InsuranceClock' });
export type ClockView = z.output<typeof ClockView>;

export const listInsuranceClocks = route({
  id: 'credit.listInsuranceClocks',
  method: 'GET',
  path: '/companies/{companyId}/insurance-clock',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Insured customers by the state of their cover, the most urgent first',
  description:
    '`warning` are those of which an item has to be reported within the days of the policy, whatever their state.',
  params: CompanyParams,
  query: PageQuery.extend({ state: z.enum(['warning', ...INSURANCE_STATES]).default('warning') }),
  responses: { 200: { description: 'A page of clocks', body: pageOf(ClockView) } },
});

export const OverdueItemView = z
  .object({
    customerId: z.string(),
    name: z.string().optional(),
    policyId: z.string(),
    policyNumber: z.string(),
    itemId: z.string(),
    documentNumber: z.string().optional(),
    date: z.string(),
    dueDate: z.string(),
    currency: z.string(),
    amount: Money,
    open: Money,
    daysOverdue: z.int(),
    reportBy: z.string().describe('The last day on which it may be reported.'),
    state: z
      .enum(REPORT_STATES)
      .describe('`due`: it is time; `missed`: nobody has, and it is too late; `late`: reported too late.'),
    report: z
      .object({
        reportId: z.string(),
        on: z.string().describe('The day on which the insurer was told.'),
        by: z.string().describe('Who has noted it.'),
        at: Instant,
        reference: z.string().optional(),
      })
      .optional(),
  })
  .meta({ id: 'InsuredOverdueItem' });
export type OverdueItemView = z.output<typeof OverdueItemView>;

export const listInsuranceReports = route({
  id: 'credit.listInsuranceReports',
  method: 'GET',
  path: '/companies/{companyId}/insurance-reports',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Overdue items that insurers have to be told of, and who has reported which when',
  description:
    'Items of customers by the state of their clock, the most urgent first; `suspended` are those of which a report was missed. As CSV it is what ' +
    'goes into the portal of the insurer; note it at `POST insurance-reports` then. A page holds the items of so many customers, a file those of 500.',
  params: CompanyParams,
  query: PageQuery.extend({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    state: z.enum(['warning', ...INSURANCE_STATES]).default('warning'),
    policyId: PolicyId.optional().describe('Only customers of this policy.'),
    format: z.enum(['json', 'csv']).default('json'),
  }),
  responses: {
    200: {
      description: 'Items of a page of customers',
      body: pageOf(OverdueItemView),
      texts: ['text/csv; charset=utf-8'],
    },
  },
});

export const postInsuranceReport = route({
  id: 'credit.postInsuranceReport',
  method: 'POST',
  path: '/companies/{companyId}/insurance-reports',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Note that overdue items were reported to the insurer',
  description:
    'A report in time keeps the cover. One that comes too late is kept with `isLate` and does not bring it back: the item has to be paid. ' +
    'What there is to report: `GET insurance-reports`; as CSV it goes to the insurer by hand.',
  params: CompanyParams,
  body: z.strictObject({
    customerId: CustomerId,
    items: z.array(z.string().max(32)).min(1).max(50).describe('Ids of open items.'),
    on: DateField.optional().describe('The day on which the insurer was told; today unless said.'),
    reference: z.string().trim().min(1).max(64).optional().describe('Of the insurer; no names.'),
  }),
  idempotent: true,
  responses: {
    201: {
      description: 'Noted',
      body: z.object({
        reportId: z.string(),
        customerId: z.string(),
        items: z.array(
          z.object({ itemId: z.string(), on: z.string(), dueOn: z.string(), isLate: z.boolean() }),
        ),
      }),
    },
  },
});
