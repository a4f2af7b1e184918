import * as z from 'zod';
import { route } from '../../../shared/http/route.ts';
import { CaseParams, CaseView, Words } from './case-views.ts';

export const getCase = route({
  id: 'credit.getCase',
  method: 'GET',
  path: '/companies/{companyId}/credit-cases/{caseId}',
  scope: 'read',
  permission: 'credit.read-cases',
  summary: 'A case: what the check was decided on, how it stands now, and what has been done, with ETag',
  params: CaseParams,
  responses: { 200: { description: 'The case', body: CaseView } },
});

export const postDecision = route({
  id: 'credit.postDecision',
  method: 'POST',
  path: '/companies/{companyId}/credit-cases/{caseId}/decision',
  scope: 'write',
  permission: 'credit.override',
  summary: 'Release the order over the rules, or decline it; needs If-Match',
  description:
    'A release needs a recommendation of somebody else, and somebody who has not asked for the order; up to which amount is said by the ' +
    'tiers. It gives the order its reservation, which counts like any other. Hard reasons that have come since the check are 409 ' +
    'with `newReasons` and `standing`; with `confirm: <standing>` it is released all the same.',
  params: CaseParams,
  body: z
    .strictObject({
      decision: z.enum(['released', 'declined']),
      reason: Words.max(2_000),
      expiresAt: z.iso.datetime().optional().describe('Of the reservation; as the check wished unless said.'),
      confirm: z.string().max(4_000).optional(),
    })
    .meta({ example: { decision: 'released', reason: 'Bank guarantee received.' } }),
  idempotent: true,
  responses: { 200: { description: 'Decided', body: CaseView } },
});
