import * as z from 'zod';
import { CompanyId, CompanyParams, Instant, madeId, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const FiscalYear = z.coerce.number().int().min(1900).max(2999);
const PeriodNumber = z.coerce
  .number()
  .int()
  .min(0)
  .max(13)
  .meta({ description: '0 opening entries, 1 to 12 the months, 13 closing entries' });

export const YearParams = z.object({ companyId: CompanyId, fiscalYear: FiscalYear });
const PeriodParams = YearParams.extend({ period: PeriodNumber });
const ReopeningParams = z.object({ companyId: CompanyId, reopeningId: madeId('apr') });

export const FiscalYearView = z
  .object({
    fiscalYear: z.int().meta({ description: 'Named by the calendar year in which it begins' }),
    from: z.string(),
    to: z.string(),
    entries: z.int().meta({ description: 'Entries booked; the next gets the number after' }),
    closed: z.boolean().meta({ description: 'Whether all periods are closed' }),
    periods: z.array(
      z.object({
        period: z.int(),
        from: z.string(),
        to: z.string(),
        state: z.enum(['open', 'closed']),
      }),
    ),
  })
  .meta({ id: 'FiscalYear' });
export type FiscalYearView = z.input<typeof FiscalYearView>;

export const ReopeningView = z
  .object({
    id: z.string(),
    fiscalYear: z.int(),
    period: z.int(),
    reason: z.string(),
    state: z.enum(['requested', 'approved', 'rejected']),
    requestedBy: z.string(),
    requestedAt: Instant,
    decidedBy: z.string().optional(),
    decidedAt: Instant.optional(),
  })
  .meta({ id: 'Reopening' });
export type ReopeningView = z.input<typeof ReopeningView>;

export const listFiscalYears = route({
  id: 'ledger.listFiscalYears',
  method: 'GET',
  path: '/companies/{companyId}/fiscal-years',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'The fiscal years that have a journal, with the state of their periods',
  params: CompanyParams,
  responses: { 200: { description: 'All of them, in order', body: pageOf(FiscalYearView) } },
});

export const getFiscalYear = route({
  id: 'ledger.getFiscalYear',
  method: 'GET',
  path: '/companies/{companyId}/fiscal-years/{fiscalYear}',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'One fiscal year',
  params: YearParams,
  responses: { 200: { description: 'The year', body: FiscalYearView } },
});

export const closePeriod = route({
  id: 'ledger.closePeriod',
  method: 'POST',
  path: '/companies/{companyId}/fiscal-years/{fiscalYear}/periods/{period}/closing',
  scope: 'write',
  permission: 'ledger.close',
  summary: 'Close a period (Festschreibung)',
  description:
    'Months are closed in their order; `includingEarlier` closes earlier open months with this one. Entries that are ' +
    'being booked at the same moment are booked before, or refused.',
  params: PeriodParams,
  body: z.strictObject({ includingEarlier: z.boolean().optional() }).optional(),
  responses: { 200: { description: 'The year as it stands now', body: FiscalYearView } },
  idempotent: true,
});

export const requestReopening = route({
  id: 'ledger.requestReopening',
  method: 'POST',
  path: '/companies/{companyId}/fiscal-years/{fiscalYear}/periods/{period}/reopenings',
  scope: 'write',
  permission: 'ledger.close',
  summary: 'Ask for a closed period to be opened again; somebody else decides',
  params: PeriodParams,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  responses: { 201: { description: 'Asked', body: ReopeningView } },
  idempotent: true,
});

export const listReopenings = route({
  id: 'ledger.listReopenings',
  method: 'GET',
  path: '/companies/{companyId}/reopenings',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'Reopenings asked for, oldest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of reopenings', body: pageOf(ReopeningView) } },
});

export const getReopening = route({
  id: 'ledger.getReopening',
  method: 'GET',
  path: '/companies/{companyId}/reopenings/{reopeningId}',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'One reopening and what was decided',
  params: ReopeningParams,
  responses: { 200: { description: 'The reopening', body: ReopeningView } },
});

export const decideReopening = route({
  id: 'ledger.decideReopening',
  method: 'POST',
  path: '/companies/{companyId}/reopenings/{reopeningId}/approval',
  scope: 'write',
  permission: 'ledger.approve',
  summary: 'Approve or reject a reopening that somebody else asked for',
  params: ReopeningParams,
  body: z.strictObject({ decision: z.enum(['approved', 'rejected']) }),
  responses: { 200: { description: 'Decided; when approved, the period is open', body: ReopeningView } },
});
