import * as z from 'zod';
import { entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';
import { INSURANCE_STATES } from '../domain/policy/facts.ts';

const Day = z.string();

/** A contract with a trade credit insurer, as far as its clock goes. Amounts are in the company's currency. */
export const InsurancePolicyRow = entity({
  name: 'credit.insurance-policy',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    insurer: z.string(),
    number: z.string(),
    validFrom: Day,
    validTo: Day.optional(),
    longestCreditDays: z.int(),
    reportAfterDays: z.int(),
    warnBeforeDays: z.int(),
    longTermsSuspend: z.boolean(),
    /** Up to this cover the company checks customers itself (Selbstprüfungsgrenze). */
    selfCheckMinor: MinorUnits.optional(),
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({
    pk: `C#${company}#INSURANCE-POLICIES`,
    sk: id,
  }),
  access: ['by id; all of a company'],
});
export type InsurancePolicyRow = ItemOf<typeof InsurancePolicyRow>;

/** An open item that was reported to the insurer as overdue. */
export const InsuranceReportRow = entity({
  name: 'credit.insurance-report',
  schema: z.object({
    company: z.string(),
    customer: z.string(),
    itemId: z.string(),
    reportId: z.string(),
    policy: z.string(),
    on: Day,
    /** The last day on which it would have been in time, as it stood. */
    dueOn: Day,
    reference: z.string().optional(),
    at: z.iso.datetime(),
    by: z.string(),
  }),
  key: (of: { company: string; customer: string; itemId: string }) => ({
    pk: `C#${of.company}#INSURANCE-REPORTS#${of.customer}`,
    sk: of.itemId,
  }),
  access: ['all of a customer, whenever its clock is read'],
});
export type InsuranceReportRow = ItemOf<typeof InsuranceReportRow>;

/** What the insurance clock last said of a customer. */
export const InsuranceClockRow = entity({
  name: 'credit.insurance-clock',
  schema: z.object({
    company: z.string(),
    customer: z.string(),
    policy: z.string(),
    state: z.enum(INSURANCE_STATES),
    reportDueOn: Day.optional(),
    warnOn: Day.optional(),
    isWarning: z.boolean(),
    /** Warned of already: once for each last day. */
    warnedOf: Day.optional(),
    because: z.array(
      z.object({
        code: z.enum(['not-begun', 'ended', 'report-missed', 'report-due', 'terms-too-long']),
        itemId: z.string().optional(),
        on: Day.optional(),
        days: z.int().optional(),
      }),
    ),
    isSelfChecked: z.boolean(),
    /** The day that it was read for. */
    on: Day,
    version: z.int().positive(),
  }),
  key: ({ company, customer }: { company: string; customer: string }) => ({
    pk: `C#${company}#INSURANCE-CLOCKS`,
    sk: customer,
  }),
  index: ({ company, customer, state, isWarning, reportDueOn }) => ({
    gsi1pk: `C#${company}#INSURANCE-CLOCKS#${isWarning ? 'warning' : state}`,
    gsi1sk: `${reportDueOn ?? '9999-12-31'}#${customer}`,
  }),
  access: [
    'by customer; all of a company',
    'gsi1: by state, or those about which is warned; the most urgent first',
  ],
});
export type InsuranceClockRow = ItemOf<typeof InsuranceClockRow>;
