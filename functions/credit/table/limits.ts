import * as z from 'zod';
import { entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';

/** How a company grants limits and looks at orders. */
export const CreditSettingsRow = entity({
  name: 'credit.settings',
  schema: z.object({
    company: z.string(),
    /** Who may approve limits up to which amount; the last has no amount. In the company's currency. */
    tiers: z.array(z.object({ upToMinor: MinorUnits.optional(), roles: z.array(z.string()) })),
    /** Months between reviews, by risk class. */
    reviewMonths: z.record(z.string(), z.int()),
    horizonDays: z.int().optional(),
    newCustomer: z.object({ days: z.int(), maximumMinor: MinorUnits }).optional(),
    /** Which version of the policy decides from which day on, earliest first; none: the standard policy. */
    policies: z.array(z.object({ policy: z.int(), from: z.string(), activation: z.string() })).optional(),
    /** Customers share limits, or have done: whose counter a check takes from is not known before its profile is. */
    hasGroups: z.boolean().optional(),
    version: z.int().nonnegative(),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#CREDIT`, sk: 'SETTINGS' }),
  access: ['of a company, by every check'],
});
export type CreditSettingsRow = ItemOf<typeof CreditSettingsRow>;

/** A limit that somebody asked for, and what became of it: the history of a customer's limits. */
export const CreditLimitRow = entity({
  name: 'credit.limit-request',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    customer: z.string(),
    currency: z.string(),
    /** Missing: the customer shall have no limit any more. */
    limitMinor: MinorUnits.optional(),
    /** A temporary limit, up to this day. */
    until: z.string().optional(),
    reviewOn: z.string().optional(),
    reason: z.string(),
    /** Computed by a version of the policy: class and score change with the limit. */
    proposed: z.object({ policy: z.int(), riskClass: z.string(), score: z.int().optional() }).optional(),
    belowUseConfirmed: z.boolean(),
    state: z.enum(['requested', 'approved', 'rejected']),
    approvalId: z.string(),
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    decidedAt: z.iso.datetime().optional(),
    /** What the customer had when it was decided. */
    beforeMinor: MinorUnits.optional(),
    version: z.int().positive(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#CREDIT-LIMITS`, sk: id }),
  index: ({ company, customer, id }) => ({
    gsi1pk: `C#${company}#CREDIT-LIMITS#${customer}`,
    gsi1sk: id,
  }),
  access: ['by id', 'gsi1: of a customer, newest first'],
});
export type CreditLimitRow = ItemOf<typeof CreditLimitRow>;

/** What the last nightly reconciliation of a company found and mended. */
export const CreditReconciliationRow = entity({
  name: 'credit.reconciliation',
  schema: z.object({
    company: z.string(),
    at: z.iso.datetime(),
    customers: z.int().nonnegative(),
    /** All of them; the first hundred are named. */
    found: z.int().nonnegative(),
    differences: z.array(
      z.object({
        customer: z.string(),
        what: z.string(),
        storedMinor: MinorUnits,
        foundMinor: MinorUnits,
      }),
    ),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#CREDIT`, sk: 'RECONCILIATION' }),
  access: ['the last one of a company'],
});
export type CreditReconciliationRow = ItemOf<typeof CreditReconciliationRow>;
