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

const MandateParams = z.object({
  companyId: CompanyId,
  mandateId: z
    .string()
    .regex(/^[A-Za-z0-9?:().,'+-]{1,35}$/, "has 1 to 35 letters, digits or ? : ( ) . , ' + -")
    .meta({ description: 'The mandate reference, as the payer has it', example: 'M-4711' }),
});

const MandateBody = z
  .strictObject({
    partner: z.string().max(64).meta({ description: 'Id of the customer', example: 'k-4711' }),
    iban: z.string().max(42),
    bic: z.string().max(14).optional(),
    accountHolder: z
      .string()
      .trim()
      .min(1)
      .max(70)
      .optional()
      .describe("Where it is somebody else's account."),
    signedOn: DateField,
    scheme: z.enum(['CORE', 'B2B']).default('CORE'),
    sequence: z.enum(['recurring', 'one-off']).default('recurring'),
    lastCollection: z.boolean().optional().describe('The next collection is announced as the last one.'),
    originalMandateId: z
      .string()
      .max(35)
      .optional()
      .describe('The mandate had this id at its last collection.'),
    originalCreditorId: z
      .string()
      .max(35)
      .optional()
      .describe('We had this identifier at its last collection.'),
  })
  .meta({ example: { partner: 'k-4711', iban: 'DE02 1203 0000 0000 2020 51', signedOn: '2026-01-02' } });

export const MandateView = z
  .object({
    id: z.string(),
    ...MandateBody.shape,
    state: z.enum(['usable', 'revoked', 'expired', 'used', 'not-signed']),
    nextSequence: z.enum(['FRST', 'RCUR', 'OOFF', 'FNAL']),
    uses: z.int(),
    lastUsedOn: z.string().optional(),
    endsOn: z.string().describe('36 months after the last use, or the signing.'),
    revokedOn: z.string().optional(),
    accountChanged: z.boolean().describe('The next collection tells the bank that the account is another.'),
    changedAt: Instant,
    changedBy: z.string(),
  })
  .meta({ id: 'Mandate' });

export const putMandate = route({
  id: 'payments.putMandate',
  method: 'PUT',
  path: '/companies/{companyId}/mandates/{mandateId}',
  scope: 'write',
  permission: 'payments.propose',
  summary: "Keep a customer's mandate for direct debits, or change it",
  description:
    'Changing one needs If-Match. Another account after the first collection becomes an amendment that the next one tells.',
  params: MandateParams,
  body: MandateBody,
  responses: {
    200: { description: 'As it stands now', body: MandateView },
    201: { description: 'Created', body: MandateView },
  },
});

export const getMandate = route({
  id: 'payments.getMandate',
  method: 'GET',
  path: '/companies/{companyId}/mandates/{mandateId}',
  scope: 'read',
  permission: 'payments.read',
  summary: 'A mandate, with ETag',
  params: MandateParams,
  responses: { 200: { description: 'The mandate', body: MandateView } },
});

export const listMandates = route({
  id: 'payments.listMandates',
  method: 'GET',
  path: '/companies/{companyId}/mandates',
  scope: 'read',
  permission: 'payments.read',
  summary: 'Mandates, in the order of their ids',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of mandates', body: pageOf(MandateView) } },
});

export const revokeMandate = route({
  id: 'payments.revokeMandate',
  method: 'DELETE',
  path: '/companies/{companyId}/mandates/{mandateId}',
  scope: 'write',
  permission: 'payments.propose',
  summary: 'Revoke a mandate: nothing is collected with it any more',
  description:
    'Needs If-Match. It stays on record, because collections can be disputed for 13 months (§676b BGB).',
  params: MandateParams,
  responses: { 204: { description: 'Revoked' } },
});
