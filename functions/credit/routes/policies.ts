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

const MAX_VERSION = 1_000_000;
const PolicyParams = z.object({
  companyId: CompanyId,
  version: z.coerce.number().int().min(1).max(MAX_VERSION).meta({ example: 2 }),
});
const Note = z.string().trim().min(1).max(500);
const PolicyText = z
  .record(z.string(), z.json())
  .describe(
    'Tables, scorecard, limits and ratings, as functions/credit/domain/policy/README.md says. Its version is given by us, its ' +
      'currency is that of the company: what is sent of the first is left aside, the second must agree.',
  );

const Finding = z.object({
  kind: z.enum(['gap', 'overlap', 'unreachable', 'too-complex']),
  pointer: z.string(),
  text: z.string(),
});

export const PolicySummary = z
  .object({
    version: z.int(),
    name: z.string(),
    state: z.enum(['draft', 'approved']),
    isStandard: z.boolean(),
    isInForce: z.boolean().describe('It decides today.'),
    scheduledFrom: z.array(DateField).describe('Days from which on it is to decide.'),
    findingsCount: z.int(),
    note: z.string().optional(),
    copyOf: z.int().optional(),
    authors: z.array(z.string()),
    createdAt: Instant.optional(),
    changedAt: Instant.optional(),
    changedBy: z.string().optional(),
    approvedBy: z.string().optional(),
    approvedAt: Instant.optional(),
  })
  .meta({ id: 'CreditPolicySummary' });
export type PolicySummary = z.output<typeof PolicySummary>;

export const PolicyView = PolicySummary.extend({
  sha256: z.string().optional(),
  findings: z.array(Finding).describe('The first hundred. None may be left for the version to be approved.'),
  policy: z.record(z.string(), z.json()),
}).meta({ id: 'CreditPolicy' });
export type PolicyView = z.output<typeof PolicyView>;

const BODY_BYTES = 1_048_576;

export const postPolicy = route({
  id: 'credit.postPolicy',
  method: 'POST',
  path: '/companies/{companyId}/credit-policies',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Draft a new version of the credit policy, or copy one',
  description:
    'What cannot be read is refused with a pointer for each complaint; gaps, overlaps and rules that never hold are told.',
  params: CompanyParams,
  body: z
    .strictObject({
      policy: PolicyText.optional(),
      copyOf: z.int().min(1).max(MAX_VERSION).optional(),
      note: Note.optional(),
    })
    .refine(
      (body) => (body.policy === undefined) !== (body.copyOf === undefined),
      'has a policy, or says of which version it is a copy',
    )
    .meta({ example: { copyOf: 1, note: 'Stricter on new customers' } }),
  idempotent: true,
  bodyLimitBytes: BODY_BYTES,
  responses: { 201: { description: 'The draft, with ETag', body: PolicyView } },
});

export const listPolicies = route({
  id: 'credit.listPolicies',
  method: 'GET',
  path: '/companies/{companyId}/credit-policies',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Versions of the credit policy, the standard one first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of versions', body: pageOf(PolicySummary) } },
});

export const getPolicy = route({
  id: 'credit.getPolicy',
  method: 'GET',
  path: '/companies/{companyId}/credit-policies/{version}',
  scope: 'read',
  permission: 'credit.read',
  summary: 'A version with what it says and what its analysis has found, with ETag',
  params: PolicyParams,
  responses: { 200: { description: 'The version', body: PolicyView } },
});

export const putPolicy = route({
  id: 'credit.putPolicy',
  method: 'PUT',
  path: '/companies/{companyId}/credit-policies/{version}',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Replace what a draft says; needs If-Match',
  params: PolicyParams,
  body: z.strictObject({ policy: PolicyText, note: Note.optional() }),
  bodyLimitBytes: BODY_BYTES,
  responses: { 200: { description: 'The draft as it stands now, with ETag', body: PolicyView } },
});

export const approvePolicy = route({
  id: 'credit.approvePolicy',
  method: 'POST',
  path: '/companies/{companyId}/credit-policies/{version}/approval',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Approve a draft as it was read; needs If-Match',
  description:
    'Whoever has written on it cannot approve it. Findings of the analysis refuse it. From then on the version never changes.',
  params: PolicyParams,
  body: z.strictObject({}),
  responses: { 200: { description: 'The approved version', body: PolicyView } },
});

const ActivationView = z
  .object({
    activationId: z.string(),
    version: z.int(),
    from: DateField,
    reason: z.string().optional(),
    at: Instant,
    by: z.string(),
    ended: z
      .object({ how: z.enum(['withdrawn', 'replaced']), at: Instant, by: z.string() })
      .optional()
      .describe('Withdrawn before its day, or replaced by another from the same day on.'),
  })
  .meta({ id: 'CreditPolicyActivation' });
export type ActivationView = z.output<typeof ActivationView>;

export const activatePolicy = route({
  id: 'credit.activatePolicy',
  method: 'POST',
  path: '/companies/{companyId}/credit-policies/{version}/activations',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Let an approved version decide from a day on, today or later',
  description:
    'From today: from this moment on. It decides until the day of the next activation; another one from the same day replaces ' +
    'it. The standard policy (version 1) decides where nothing else has been activated, and can be activated again.',
  params: PolicyParams,
  body: z.strictObject({ from: DateField, reason: Note.optional() }),
  idempotent: true,
  responses: { 201: { description: 'The activation', body: ActivationView } },
});

export const listActivations = route({
  id: 'credit.listPolicyActivations',
  method: 'GET',
  path: '/companies/{companyId}/credit-policy-activations',
  scope: 'read',
  permission: 'credit.read',
  summary: 'Which version was to decide from when on, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of activations', body: pageOf(ActivationView) } },
});

export const withdrawActivation = route({
  id: 'credit.withdrawPolicyActivation',
  method: 'POST',
  path: '/companies/{companyId}/credit-policy-activations/{activationId}/withdrawal',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Take back an activation before its day',
  params: z.object({ companyId: CompanyId, activationId: z.string().max(64) }),
  body: z.strictObject({}),
  responses: { 200: { description: 'The activation, withdrawn', body: ActivationView } },
});
