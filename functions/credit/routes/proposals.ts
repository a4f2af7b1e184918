import * as z from 'zod';
import { CompanyParams, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { LimitRequestWords, LimitView } from './limits.ts';
import { CustomerParams } from './profiles.ts';
import { Money } from './views.ts';

const Terms = z.object({
  riskClass: z.string().nullable(),
  score: z.int().nullable(),
  limit: Money.nullable(),
});

export const ProposalView = z
  .object({
    customerId: z.string(),
    currency: z.string(),
    policyVersion: z.int(),
    current: Terms.describe('As the profile has it; the limit without a temporary one.'),
    proposed: Terms.describe('A limit of null: nothing can be proposed, and the last sentence says why.'),
    differs: z.boolean(),
    because: z.array(z.string()).describe('Agencies, points and formula.'),
  })
  .meta({ id: 'CreditProposal' });
export type ProposalView = z.output<typeof ProposalView>;

export const listProposals = route({
  id: 'credit.listProposals',
  method: 'GET',
  path: '/companies/{companyId}/credit-proposals',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Customers for whom the policy in force proposes another class, score or limit than they have',
  description: 'Computed now, from what is known now. A page may be empty and still have a `next`.',
  params: CompanyParams,
  query: PageQuery.extend({
    all: z.enum(['true', 'false']).default('false').describe('Those who stay as they are, too.'),
  }),
  responses: { 200: { description: 'A page of proposals', body: pageOf(ProposalView) } },
});

export const getProposal = route({
  id: 'credit.getProposal',
  method: 'GET',
  path: '/companies/{companyId}/credit-proposals/{customerId}',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Class, score and limit that the policy in force proposes for a customer, and why',
  params: CustomerParams,
  responses: { 200: { description: 'The proposal', body: ProposalView } },
});

export const takeProposal = route({
  id: 'credit.takeProposal',
  method: 'POST',
  path: '/companies/{companyId}/credit-proposals/{customerId}',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Ask for what the policy proposes',
  description:
    'Becomes a request for a limit that brings class and score with it. Nothing changes before somebody else approves it ' +
    '(`credit-limits/{limitId}/approval`, by the tiers); then all three change at once.',
  params: CustomerParams,
  body: z.strictObject(LimitRequestWords).meta({ example: { reason: 'Yearly review' } }),
  idempotent: true,
  responses: { 201: { description: 'Asked for', body: LimitView } },
});
