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
import { EntryView } from '../../ledger/contract/entry.ts';
import { PostingBody } from '../../ledger/contract/posting.ts';

const TemplateId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$/, 'has 1 to 40 letters, digits or . _ : -')
  .meta({ description: 'Chosen by the caller', example: 'fuel' });
const TemplateParams = z.object({ companyId: CompanyId, templateId: TemplateId });

const TemplatePosting = PostingBody.omit({ id: true, date: true, vouchers: true, foreign: true }).partial();

const TemplateBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    posting: TemplatePosting.describe(
      'Any fields of a posting but its date; what is left out, the request says.',
    ),
  })
  .meta({
    example: {
      name: 'Tanken',
      posting: { debitAccount: '4530', creditAccount: '1000', taxCode: '9', text: 'Diesel' },
    },
  });

export const TemplateView = z
  .object({ id: z.string(), ...TemplateBody.shape, changedAt: Instant, changedBy: z.string() })
  .meta({ id: 'PostingTemplate' });

export const putTemplate = route({
  id: 'routines.putPostingTemplate',
  method: 'PUT',
  path: '/companies/{companyId}/posting-templates/{templateId}',
  scope: 'write',
  permission: 'routines.manage',
  summary: 'Create a template of postings (Buchungsvorlage), or replace it',
  description: 'Changing one needs If-Match.',
  params: TemplateParams,
  body: TemplateBody,
  responses: {
    200: { description: 'As it stands now', body: TemplateView },
    201: { description: 'Created', body: TemplateView },
  },
});

export const getTemplate = route({
  id: 'routines.getPostingTemplate',
  method: 'GET',
  path: '/companies/{companyId}/posting-templates/{templateId}',
  scope: 'read',
  permission: 'routines.read',
  summary: 'A template, with ETag',
  params: TemplateParams,
  responses: { 200: { description: 'The template', body: TemplateView } },
});

export const listTemplates = route({
  id: 'routines.listPostingTemplates',
  method: 'GET',
  path: '/companies/{companyId}/posting-templates',
  scope: 'read',
  permission: 'routines.read',
  summary: 'Templates in the order of their ids',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of templates', body: pageOf(TemplateView) } },
});

export const deleteTemplate = route({
  id: 'routines.deletePostingTemplate',
  method: 'DELETE',
  path: '/companies/{companyId}/posting-templates/{templateId}',
  scope: 'write',
  permission: 'routines.manage',
  summary: 'Remove a template; what was booked with it stays',
  description: 'Needs If-Match.',
  params: TemplateParams,
  responses: { 204: { description: 'Removed' } },
});

export const postFromTemplate = route({
  id: 'routines.postFromTemplate',
  method: 'POST',
  path: '/companies/{companyId}/posting-templates/{templateId}/postings',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Book a posting from a template',
  description:
    'The request says the date, what the template leaves open, and what differs this time. Booked as by `POST …/postings`; ' +
    'same id and same content answers 200.',
  params: TemplateParams,
  body: z
    .strictObject({ ...PostingBody.partial().shape, date: DateField })
    .meta({ example: { date: '2026-03-10', amount: '71.40', documentNumber: 'KA-17' } }),
  responses: {
    200: { description: 'It had been booked before', body: EntryView },
    201: { description: 'Booked', body: EntryView },
  },
  idempotent: true,
});
