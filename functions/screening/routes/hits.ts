import * as z from 'zod';
import { CompanyId, CompanyParams, Instant, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { HIT_STATES } from '../domain/hit.ts';
import { MatchView } from './views.ts';

export const HitView = MatchView.extend({
  hitId: z.string().meta({ example: 'k-4711~eu-fsf~13' }),
  partnerId: z.string(),
  partnerName: z.string().optional().describe('As it is now.'),
  state: z.enum(HIT_STATES),
  level: z.enum(['hit', 'possible']),
  listVersion: z.string(),
  foundAt: Instant,
  decisions: z.array(
    z.object({ state: z.enum(HIT_STATES), by: z.string(), at: Instant, reason: z.string() }),
  ),
}).meta({ id: 'ScreeningHit' });
export type HitView = z.output<typeof HitView>;

const State = z
  .enum(HIT_STATES)
  .describe(
    '`lapsed` ones were never decided and are none any more: the name, the entry or the thresholds changed.',
  );

export const listHits = route({
  id: 'screening.listHits',
  method: 'GET',
  path: '/companies/{companyId}/screening-hits',
  scope: 'read',
  permission: 'screening.read',
  summary: 'Customers and vendors that could be on a list, the likeliest first',
  params: CompanyParams,
  query: PageQuery.extend({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    state: State.default('open'),
  }),
  responses: { 200: { description: 'A page of hits', body: pageOf(HitView) } },
});

const HitParams = z.object({
  companyId: CompanyId,
  hitId: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,64}~[a-z0-9-]{1,40}~[A-Za-z0-9._:-]{1,64}$/, 'is no id of a hit'),
});
const Reason = z.string().trim().min(3).max(500).describe('Why it is, or is not, the one on the list.');
const Decided = { 200: { description: 'As it stands now', body: HitView } } as const;

export const getHit = route({
  id: 'screening.getHit',
  method: 'GET',
  path: '/companies/{companyId}/screening-hits/{hitId}',
  scope: 'read',
  permission: 'screening.read',
  summary: 'A hit with its score and how it came about',
  params: HitParams,
  responses: { 200: { description: 'The hit', body: HitView } },
});

export const decideHit = route({
  id: 'screening.decideHit',
  method: 'POST',
  path: '/companies/{companyId}/screening-hits/{hitId}/decision',
  scope: 'write',
  permission: 'screening.decide',
  summary: 'Say that it is somebody else, or the one on the list',
  description:
    'The decision is remembered: the same name and the same entry are not asked again before one of them changes. A false positive ' +
    'can be confirmed later; a confirmed hit is cleared by two people.',
  params: HitParams,
  body: z.strictObject({ decision: z.enum(['false-positive', 'confirmed']), reason: Reason }),
  responses: Decided,
});

export const requestClearing = route({
  id: 'screening.requestClearing',
  method: 'POST',
  path: '/companies/{companyId}/screening-hits/{hitId}/clearing',
  scope: 'write',
  permission: 'screening.decide',
  summary: 'Ask for a confirmed hit to be cleared; it stays one until somebody else agrees',
  params: HitParams,
  body: z.strictObject({ reason: Reason }),
  responses: Decided,
});

export const decideClearing = route({
  id: 'screening.decideClearing',
  method: 'POST',
  path: '/companies/{companyId}/screening-hits/{hitId}/clearing/decision',
  scope: 'write',
  permission: 'screening.decide',
  summary: 'Clear a confirmed hit that somebody else asked to be cleared, or keep it',
  params: HitParams,
  body: z.strictObject({ decision: z.enum(['approved', 'rejected']), reason: Reason }),
  responses: Decided,
});

const PartnerParams = z.object({
  companyId: CompanyId,
  partnerId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'is no id of a partner'),
});

export const getScreened = route({
  id: 'screening.getScreened',
  method: 'GET',
  path: '/companies/{companyId}/screened-partners/{partnerId}',
  scope: 'read',
  permission: 'screening.read',
  summary: 'What screening says of a customer or vendor, against which versions, and all its hits',
  params: PartnerParams,
  responses: {
    200: {
      description: 'Without `state` it was never screened',
      body: z.object({
        partnerId: z.string(),
        state: z.enum(['clear', 'pending', 'hit']).optional(),
        at: Instant.optional(),
        lists: z
          .record(z.string(), z.string())
          .optional()
          .describe('Version of each list it was compared with.'),
        surplus: z.int().optional().describe('Hits beyond the forty that are kept.'),
        hits: z.array(HitView),
      }),
    },
  },
});
