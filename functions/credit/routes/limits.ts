import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  Instant,
  madeId,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AmountText, CustomerId } from '../contract.ts';
import { CustomerParams } from './profiles.ts';
import { Money } from './views.ts';

export const LimitView = z
  .object({
    limitId: z.string(),
    customerId: z.string(),
    currency: z.string(),
    limit: Money.nullable().describe('null: no limit, which is not zero.'),
    until: z.string().optional(),
    reviewOn: z.string().optional(),
    reason: z.string(),
    state: z.enum(['requested', 'approved', 'rejected']),
    requestedBy: z.string(),
    requestedAt: Instant,
    decidedBy: z.string().optional(),
    decidedAt: Instant.optional(),
    before: Money.optional().describe('What the customer had when it was approved.'),
    proposed: z
      .object({ policyVersion: z.int(), riskClass: z.string(), score: z.int().optional() })
      .optional()
      .describe('Computed by that version of the policy; class and score change with the limit.'),
  })
  .meta({ id: 'CreditLimit' });
export type LimitView = z.output<typeof LimitView>;

const ConfirmBelowUse = z
  .boolean()
  .optional()
  .describe(
    'The limit shall lie below what is used of it already; without it that is refused, with what follows.',
  );

/** What whoever asks for a limit says besides. */
export const LimitRequestWords = {
  reason: z.string().trim().min(1).max(500),
  confirmBelowUse: ConfirmBelowUse,
};

export const postLimit = route({
  id: 'credit.postLimit',
  method: 'POST',
  path: '/companies/{companyId}/credit-limits',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Ask for a limit',
  description:
    'Nothing changes before somebody else approves it. With `until` it is temporary: after that day the limit before it holds ' +
    'again by itself. A limit below present use is 409 with `used`, `exceededBy` and `consequences`, until it is confirmed.',
  params: CompanyParams,
  body: z
    .strictObject({
      customerId: CustomerId,
      limit: AmountText.nullable().describe(
        'null takes the limit away: orders are looked at by a person then.',
      ),
      until: DateField.optional(),
      reviewOn: DateField.optional().describe('By the risk class unless said.'),
      ...LimitRequestWords,
    })
    .meta({ example: { customerId: 'k-4711', limit: '10000.00', reason: 'Annual accounts 2025' } }),
  idempotent: true,
  responses: { 201: { description: 'Asked for', body: LimitView } },
});

const LimitParams = z.object({ companyId: CompanyId, limitId: madeId('lim') });

export const getLimit = route({
  id: 'credit.getLimit',
  method: 'GET',
  path: '/companies/{companyId}/credit-limits/{limitId}',
  scope: 'read',
  permission: 'credit.read',
  summary: 'A limit that was asked for',
  params: LimitParams,
  responses: { 200: { description: 'The request', body: LimitView } },
});

export const decideLimit = route({
  id: 'credit.decideLimit',
  method: 'POST',
  path: '/companies/{companyId}/credit-limits/{limitId}/approval',
  scope: 'write',
  permission: 'credit.approve',
  summary: 'Approve or reject a limit that somebody else asked for',
  description:
    'Who may approve which amount is said by the tiers of the settings. A limit for good ends a temporary one.',
  params: LimitParams,
  body: z.strictObject({
    decision: z.enum(['approved', 'rejected']).default('approved'),
    confirmBelowUse: ConfirmBelowUse,
  }),
  responses: { 200: { description: 'Decided', body: LimitView } },
});

export const listLimits = route({
  id: 'credit.listLimits',
  method: 'GET',
  path: '/companies/{companyId}/credit/{customerId}/limits',
  scope: 'read',
  permission: 'credit.read',
  summary: 'The limits of a customer, newest first: asked for, approved and rejected',
  params: CustomerParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of limits', body: pageOf(LimitView) } },
});
