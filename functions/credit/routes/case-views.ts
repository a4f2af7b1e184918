import * as z from 'zod';
import { CompanyId, Instant } from '../../../shared/http/fields.ts';
import { ENDED_STATES, ITEM_STATES } from '../domain/cases/case.ts';
import { CheckKey, Decision } from './checks.ts';
import { CaseState, ExposureView, Money } from './views.ts';

const Reason = z.object({ code: z.string(), text: z.string() });
export const Words = z.string().trim().min(1);
export const CaseParams = z.object({ companyId: CompanyId, caseId: CheckKey });

export const CaseSummary = CaseState.extend({
  customerId: z.string(),
  reference: z.string(),
  amount: Money,
  currency: z.string(),
  decision: Decision,
  reasons: z.array(z.string()),
  ageDays: z.int(),
  assignee: z.string().optional(),
  resubmitOn: z.string().optional(),
  recommendation: z.enum(['release', 'decline']).optional(),
}).meta({ id: 'CreditCaseSummary' });
export type CaseSummary = z.output<typeof CaseSummary>;

export const CaseView = CaseSummary.omit({ reasons: true, recommendation: true })
  .extend({
    amends: z.string().optional(),
    askedBy: z.array(z.string()),
    frozen: z
      .object({
        decidedAt: Instant,
        policyVersion: z.int(),
        reasons: z.array(Reason),
        exposure: ExposureView,
        facts: z.record(z.string(), z.json()),
      })
      .describe('What the check was decided on.'),
    now: z
      .object({
        decision: Decision,
        reasons: z.array(Reason),
        exposure: ExposureView,
        newReasons: z.array(Reason).describe('Hard reasons that have come since the check.'),
        standing: z.string().describe('Names them and the version of the terms; a release confirms with it.'),
        measuredBy: Money.describe(
          'The order, and what was released for the customer and is not invoiced: what the tiers are asked for.',
        ),
      })
      .optional()
      .describe('As it stands at this moment. Left out where it has ended, or where there is no profile.'),
    recommendations: z.array(
      z.object({ what: z.enum(['release', 'decline']), by: z.string(), at: Instant, reason: z.string() }),
    ),
    checklist: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        required: z.boolean(),
        state: z.enum(ITEM_STATES),
        by: z.string().optional(),
        at: Instant.optional(),
      }),
    ),
    notes: z.array(
      z.object({
        id: z.string(),
        by: z.string(),
        at: Instant,
        text: z.string(),
        document: z.string().optional(),
        isStatement: z.boolean().optional().describe("The customer's own point of view."),
      }),
    ),
    ended: z
      .object({
        state: z.enum(ENDED_STATES),
        by: z.string(),
        at: Instant,
        reason: z.string().optional(),
        overridden: z.array(z.string()).optional(),
        confirmed: z.array(z.string()).optional(),
      })
      .optional(),
  })
  .meta({ id: 'CreditCase' });
export type CaseView = z.output<typeof CaseView>;
