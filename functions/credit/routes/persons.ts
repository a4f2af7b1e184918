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
    'Checks are paged, and behind the last of them snapshots of the portfolio; all else stands on the first page. Name and address are kept by receivables, entries and vouchers by the ledger; ' +
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
        insuranceClock: Kept.optional(),
        insuranceReports: z.array(Kept),
        ratingRequests: z.array(Kept),
        valuations: z.array(Kept).describe('What its debts were valued at, and what was said of them.'),
        screening: Kept.optional().describe('What screening against sanctions lists says of it.'),
        screeningHits: z.array(Kept),
        checks: z.array(Kept),
        snapshots: z.array(Kept).describe('Its row in the portfolio of past days.'),
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
      insuranceReports: z.int(),
    }),
    pseudonymized: z
      .object({ snapshots: z.int(), valuations: z.int(), ratingRequests: z.int() })
      .describe('Where figures stay, under the id of the erasure: days, valuations, requests to agencies.'),
    kept: z
      .array(
        z.object({
          what: z.enum(['valuations', 'changes', 'screening']),
          reason: z.string(),
          count: z.int().optional(),
          until: z.string().optional(),
        }),
      )
      .describe('What stays, and why the law wants it.'),
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
    'checks, cases, limits, insurance clock and overdue reports are deleted. In snapshots of the portfolio, valuations and the log of ' +
    'ratings the customer goes by the id of the erasure: figures of the past stay. A record without the person says what was done and ' +
    'what is `kept`, by which law. `running`: ask again to go on.',
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
