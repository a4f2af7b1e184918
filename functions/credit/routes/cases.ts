import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  PageQuery,
  PrincipalId,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { CustomerId } from '../contract.ts';
import { ITEM_STATES } from '../domain/cases/case.ts';
import { CaseParams, CaseSummary, CaseView, Words } from './case-views.ts';
import { CheckKey } from './checks.ts';
import { CaseState } from './views.ts';

export const postCase = route({
  id: 'credit.postCase',
  method: 'POST',
  path: '/companies/{companyId}/credit-cases',
  scope: 'write',
  permission: 'credit.check',
  summary: 'Ask for a person to look at a check',
  description:
    'A check that was referred and wanted a reservation has a case by itself. Any other that was not approved is brought before ' +
    'a person with this: one that was declined becomes a request for an override.',
  params: CompanyParams,
  body: z
    .strictObject({ checkId: CheckKey, reason: Words.max(1_000) })
    .meta({ example: { checkId: 'k-4711~order-815', reason: 'The customer has paid this morning.' } }),
  idempotent: true,
  responses: {
    200: { description: 'There was one already', body: CaseState },
    201: { description: 'Opened', body: CaseState },
  },
});

export const postReview = route({
  id: 'credit.postReview',
  method: 'POST',
  path: '/companies/{companyId}/credit-checks/{checkId}/review',
  scope: 'write',
  permission: 'credit.check',
  summary: 'The customer wants a person to look at an automated decision, and says why (Art. 22(3) GDPR)',
  description:
    'Such a case does not end by itself: a person decides, who may release as well as decline. A check on which a person has ' +
    'decided is not decided again.',
  params: z.object({ companyId: CompanyId, checkId: CheckKey }),
  body: z.strictObject({
    statement: Words.max(4_000).describe("The customer's point of view, in its own words."),
  }),
  idempotent: true,
  responses: {
    200: { description: 'Added to the case that there was', body: CaseState },
    201: { description: 'Opened', body: CaseState },
  },
});

export const listCases = route({
  id: 'credit.listCases',
  method: 'GET',
  path: '/companies/{companyId}/credit-cases',
  scope: 'read',
  permission: 'credit.read-cases',
  summary: 'Open cases, oldest first; those to be laid before somebody by a day; all of a customer',
  description: 'With `assignee` a page may be empty and still have a `next`.',
  params: CompanyParams,
  query: PageQuery.extend({
    assignee: PrincipalId.optional(),
    resubmitUntil: DateField.optional().describe('Open ones with a day of resubmission up to this, by day.'),
    customerId: CustomerId.optional().describe('Open and ended ones of this customer.'),
  }),
  responses: { 200: { description: 'A page of cases', body: pageOf(CaseSummary) } },
});

export const patchCase = route({
  id: 'credit.patchCase',
  method: 'PATCH',
  path: '/companies/{companyId}/credit-cases/{caseId}',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Assign a case, set the day of its resubmission, answer the checklist; needs If-Match',
  params: CaseParams,
  body: z
    .strictObject({
      assignee: PrincipalId.nullable().optional(),
      resubmitOn: DateField.nullable().optional(),
      checklist: z.record(z.string().max(40), z.enum(ITEM_STATES)).optional(),
    })
    .meta({ example: { assignee: 'anna', resubmitOn: '2026-07-01', checklist: { accounts: 'done' } } }),
  responses: { 200: { description: 'As it stands now', body: CaseView } },
});

export const postNote = route({
  id: 'credit.postNote',
  method: 'POST',
  path: '/companies/{companyId}/credit-cases/{caseId}/notes',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Add a note, or a document by its reference, to a case',
  params: CaseParams,
  body: z.strictObject({
    text: Words.max(2_000),
    document: Words.max(200).optional().describe('Where it is kept: the id of a voucher, a file number.'),
  }),
  idempotent: true,
  responses: { 200: { description: 'As it stands now', body: CaseView } },
});

export const postRecommendation = route({
  id: 'credit.postRecommendation',
  method: 'POST',
  path: '/companies/{companyId}/credit-cases/{caseId}/recommendation',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Recommend to release or to decline; whoever does cannot release any more',
  params: CaseParams,
  body: z.strictObject({ recommendation: z.enum(['release', 'decline']), reason: Words.max(2_000) }),
  idempotent: true,
  responses: { 200: { description: 'As it stands now', body: CaseView } },
});

export const postWithdrawal = route({
  id: 'credit.postWithdrawal',
  method: 'POST',
  path: '/companies/{companyId}/credit-cases/{caseId}/withdrawal',
  scope: 'write',
  permission: 'credit.check',
  summary: 'The order is not wanted any more',
  params: CaseParams,
  body: z.strictObject({ reason: Words.max(1_000).optional() }),
  idempotent: true,
  responses: { 200: { description: 'Withdrawn', body: CaseState } },
});
