import * as z from 'zod';
import { CompanyParams, Instant, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { CustomerParams } from './profiles.ts';

const Kept = z.record(z.string(), z.json());

export const getPersonalData = route({
  id: 'credit.getPersonalData',
  method: 'GET',
  path: '/companies/{companyId}/credit/{customerId}/personal-data',
  scope: 'read',
  permission: 'credit.read-cases',
  summary: 'Everything that credit keeps of one customer (Art. 15 GDPR)',
  description:
    'Checks are paged; all else stands on the first page. Name and address are kept by receivables, entries and vouchers by the ledger; ' +
    'why a decision fell as it did is told by `explanation`. Of changes the newest thousand are shown; they were made by members of the company, whose ids they name.',
  params: CustomerParams,
  query: PageQuery,
  responses: {
    200: {
      description: 'A part of what is kept',
      body: z.object({
        customerId: z.string(),
        purpose: z.string(),
        retention: z.string(),
        profile: Kept.optional(),
        exposure: Kept.optional(),
        limits: z.array(Kept),
        cases: z.array(Kept),
        changes: z.array(Kept),
        checks: z.array(Kept),
        next: z.string().optional(),
      }),
    },
  },
});

const ErasureView = z
  .object({
    erasureId: z.string(),
    state: z.enum(['running', 'done']),
    at: Instant,
    by: z.string(),
    deleted: z.object({
      checks: z.int(),
      approved: z.int(),
      referred: z.int(),
      declined: z.int(),
      cases: z.int(),
      released: z.int(),
      limits: z.int(),
    }),
  })
  .meta({ id: 'CreditErasure' });
export type ErasureView = z.output<typeof ErasureView>;

export const postErasure = route({
  id: 'credit.postErasure',
  method: 'POST',
  path: '/companies/{companyId}/credit/{customerId}/erasure',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Erase what credit keeps of a customer (Art. 17 GDPR)',
  description:
    'Refused with `hindrances` (what, why, until when) while something is open or the law demands that it is kept. Otherwise profile, ' +
    'checks, cases and limits are deleted, and a record without the person stays. `running`: ask again to go on. The trail of changes ' +
    'stays (GoBD): it has codes, amounts and the id of the customer, no words.',
  params: CustomerParams,
  body: z.strictObject({}),
  responses: { 200: { description: 'Erased, or a part of it', body: ErasureView } },
});

export const listErasures = route({
  id: 'credit.listErasures',
  method: 'GET',
  path: '/companies/{companyId}/credit-erasures',
  scope: 'read',
  permission: 'companies.audit',
  summary: 'What was erased, when and by whom; whose it was is not kept',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of erasures', body: pageOf(ErasureView) } },
});
