import * as z from 'zod';
import { CompanyId, CompanyParams, Instant, madeId, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { EntryBody, EntryView, LineBody } from '../contract/entry.ts';

const DraftParams = z.object({ companyId: CompanyId, draftId: madeId('drf') });

/** An entry as far as somebody has come with it: any field may be missing, nothing has been checked against the books. */
const DraftBody = EntryBody.partial().extend({ lines: z.array(LineBody.partial()).max(1_000).optional() });
export type DraftBody = z.output<typeof DraftBody>;

const DraftView = z
  .object({
    id: z.string(),
    entry: DraftBody,
    createdBy: z.string(),
    changedBy: z.string(),
    changedAt: Instant,
  })
  .meta({ id: 'Draft' });
export type DraftView = z.input<typeof DraftView>;

export const postDraft = route({
  id: 'ledger.postDraft',
  method: 'POST',
  path: '/companies/{companyId}/drafts',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Keep a half-finished entry',
  description:
    'Drafts stand outside the journal and all balances: whether they can be booked shows when they are.',
  params: CompanyParams,
  body: DraftBody,
  responses: { 201: { description: 'Kept', body: DraftView } },
  idempotent: true,
});

export const listDrafts = route({
  id: 'ledger.listDrafts',
  method: 'GET',
  path: '/companies/{companyId}/drafts',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'The drafts, oldest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of drafts', body: pageOf(DraftView) } },
});

export const getDraft = route({
  id: 'ledger.getDraft',
  method: 'GET',
  path: '/companies/{companyId}/drafts/{draftId}',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'One draft',
  params: DraftParams,
  responses: { 200: { description: 'The draft; its ETag is for PUT and DELETE', body: DraftView } },
});

export const putDraft = route({
  id: 'ledger.putDraft',
  method: 'PUT',
  path: '/companies/{companyId}/drafts/{draftId}',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Replace a draft that one has seen (If-Match)',
  params: DraftParams,
  body: DraftBody,
  responses: { 200: { description: 'Replaced', body: DraftView } },
});

export const deleteDraft = route({
  id: 'ledger.deleteDraft',
  method: 'DELETE',
  path: '/companies/{companyId}/drafts/{draftId}',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Throw a draft away (If-Match); that it was there stays on record',
  params: DraftParams,
  responses: { 204: { description: 'Gone' } },
});

export const bookDraft = route({
  id: 'ledger.bookDraft',
  method: 'POST',
  path: '/companies/{companyId}/drafts/{draftId}/posting',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Book a draft',
  description:
    'The entry is booked and the draft ends in one transaction; a refused draft stays. With If-Match, only the version seen.',
  params: DraftParams,
  responses: {
    200: { description: 'An entry with its id had been booked before', body: EntryView },
    201: { description: 'Booked', body: EntryView },
  },
  idempotent: true,
});
