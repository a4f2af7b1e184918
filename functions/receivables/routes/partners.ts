import * as z from 'zod';
import { CompanyId, CompanyParams, Instant, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const PartnerId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'has 1 to 64 letters, digits or . _ : -')
  .meta({ description: 'Chosen by the caller', example: 'k-4711' });
const PartnerParams = z.object({ companyId: CompanyId, partnerId: PartnerId });

export const Address = z.strictObject({
  street: z.string().trim().min(1).max(70).optional(),
  houseNumber: z.string().trim().min(1).max(16).optional(),
  postcode: z.string().trim().min(1).max(16).optional(),
  city: z.string().trim().min(1).max(35).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two letters of ISO 3166-1, like DE')
    .default('DE'),
});

const Percent = z
  .string()
  .regex(
    /^(?:0|[1-9]\d?)(?:\.\d{1,2})?$/,
    'must be a percentage below 100 with up to two decimals, like "2" or "2.5"',
  )
  .meta({ example: '2' });

const PartnerBody = z
  .strictObject({
    kind: z.enum(['customer', 'vendor']),
    name: z.string().trim().min(1).max(140),
    account: z
      .string()
      .regex(/^\d{5,9}$/, 'must be an account number')
      .meta({
        description:
          'Personal account, of one partner only: 10000-69999 customers, 70000-99999 vendors at four-digit accounts',
        example: '10000',
      }),
    vatId: z.string().max(20).optional().meta({ example: 'DE123456789' }),
    iban: z.string().max(42).optional(),
    bic: z.string().max(14).optional(),
    consumer: z.boolean().optional().describe('A natural person outside business (§13 BGB).'),
    paymentTermsDays: z.int().min(0).max(365).optional(),
    discountDays: z.int().min(0).max(365).optional(),
    discountPercent: Percent.optional(),
    address: Address.optional(),
    email: z.email().max(254).optional(),
    language: z.enum(['de', 'en']).optional(),
    dunningBlocked: z.boolean().optional(),
  })
  .meta({
    example: {
      kind: 'customer',
      name: 'Muster GmbH',
      account: '10000',
      vatId: 'DE123456789',
      paymentTermsDays: 30,
      discountDays: 10,
      discountPercent: '2',
      address: { street: 'Hauptstraße', houseNumber: '1', postcode: '10115', city: 'Berlin', country: 'DE' },
    },
  });
export type PartnerBody = z.output<typeof PartnerBody>;

export const PartnerView = z
  .object({ id: z.string(), ...PartnerBody.shape, changedAt: Instant, changedBy: z.string() })
  .meta({ id: 'Partner' });

export const putPartner = route({
  id: 'receivables.putPartner',
  method: 'PUT',
  path: '/companies/{companyId}/partners/{partnerId}',
  scope: 'write',
  permission: 'receivables.manage',
  summary: 'Create a customer or vendor, or replace what is known of one',
  description:
    'Changing one needs If-Match; the same request again changes nothing. IBAN, BIC and VAT id are checked by form and ' +
    'check digits and kept without spaces. Payment terms count for items that come into being later.',
  params: PartnerParams,
  body: PartnerBody,
  responses: {
    200: { description: 'As it stands now', body: PartnerView },
    201: { description: 'Created', body: PartnerView },
  },
});

export const getPartner = route({
  id: 'receivables.getPartner',
  method: 'GET',
  path: '/companies/{companyId}/partners/{partnerId}',
  scope: 'read',
  permission: 'receivables.read',
  summary: 'A customer or vendor, with ETag',
  params: PartnerParams,
  responses: { 200: { description: 'The partner', body: PartnerView } },
});

export const listPartners = route({
  id: 'receivables.listPartners',
  method: 'GET',
  path: '/companies/{companyId}/partners',
  scope: 'read',
  permission: 'receivables.read',
  summary: 'Customers and vendors, in the order of their ids',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of partners', body: pageOf(PartnerView) } },
});

export const deletePartner = route({
  id: 'receivables.deletePartner',
  method: 'DELETE',
  path: '/companies/{companyId}/partners/{partnerId}',
  scope: 'write',
  permission: 'receivables.manage',
  summary: 'Forget a customer or vendor: name, address and numbers',
  description:
    'Needs If-Match. The account and what was booked on it stay, without a name. Refused while items are open.',
  params: PartnerParams,
  responses: { 204: { description: 'Forgotten' } },
});
