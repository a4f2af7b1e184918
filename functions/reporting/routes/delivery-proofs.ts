import * as z from 'zod';
import { CompanyParams, DateField, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { DESTINATIONS, PROOF_KINDS } from '../domain/delivery-proof.ts';
import { AsOfNumbers } from './as-of-numbers.ts';
import { PeriodQuery } from './vat-return.ts';

const Amount = z.string().meta({ description: 'Decimal string in euros', example: '1000.00' });
const EntryParams = CompanyParams.extend({
  entryId: z.string().min(1).max(128).describe('Of the journal entry: its own id, or `ent_<year>_<number>`.'),
});
const VatId = z.string().min(4).max(20).meta({ example: 'FR40303265045' });
const VoucherId = z.string().min(1).max(64).describe('Of a voucher in the archive (`POST …/vouchers`).');

const PROOF = {
  kind: z
    .enum(PROOF_KINDS)
    .describe(
      '`entry-certificate` is the Gelangensbestätigung (§17b Abs. 2 UStDV), `consignment-note` a signed CMR (§17b Abs. 3), ' +
        '`presumption` two documents of independent parties (§17a).',
    ),
  shippedOn: DateField,
  destination: z
    .enum(DESTINATIONS)
    .describe('Member state as in VAT ids: Greece is EL, Northern Ireland XI.'),
  voucherIds: z.array(VoucherId).max(10).default([]).describe('Empty while the documents are awaited.'),
  vatId: VatId.optional().describe('That the buyer used, where neither the entry nor its partner tells it.'),
};
const ProofView = z
  .object({ entryId: z.string(), ...PROOF, voucherIds: z.array(z.string()), by: z.string(), at: Instant })
  .meta({ id: 'DeliveryProof' });

const LackField = z.enum([
  'no-vat-id',
  'malformed-vat-id',
  'vat-id-unchecked',
  'vat-id-not-qualified',
  'vat-id-invalid',
  'no-proof',
  'no-voucher',
]);

const CHECK = {
  checkedAt: Instant.describe('When the tax administration answered.'),
  result: z.enum(['valid', 'invalid']),
  qualified: z.boolean().describe('Whether name and address were confirmed too (§18e Nr. 1 UStG).'),
  reference: z.string().min(1).max(100).optional(),
  voucherId: VoucherId.optional(),
};
const CheckView = z
  .object({ vatId: z.string(), ...CHECK, by: z.string(), at: Instant })
  .meta({ id: 'VatIdCheck' });

export const putDeliveryProof = route({
  id: 'reporting.putDeliveryProof',
  method: 'PUT',
  path: '/companies/{companyId}/delivery-proofs/{entryId}',
  scope: 'write',
  permission: 'reporting.file',
  summary: 'Record what proves that the goods of an entry reached another member state',
  description:
    'For entries on Kz 41 (§6a UStG). A further one replaces it and needs `If-Match`. Every change leaves a trace.',
  params: EntryParams,
  body: z.strictObject(PROOF),
  responses: {
    200: { description: 'Replaced', body: ProofView },
    201: { description: 'Recorded', body: ProofView },
  },
});

export const getDeliveryProof = route({
  id: 'reporting.getDeliveryProof',
  method: 'GET',
  path: '/companies/{companyId}/delivery-proofs/{entryId}',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'What is recorded for an entry',
  params: EntryParams,
  responses: { 200: { description: 'The proof', body: ProofView } },
});

export const deliveryProofReport = route({
  id: 'reporting.deliveryProofReport',
  method: 'GET',
  path: '/companies/{companyId}/reports/delivery-proofs',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'Which intra-community supplies of a period lack a proof or a confirmed VAT id',
  description:
    'Entries on Kz 41, less what reverses them. The check of a VAT id that counts is the last one up to the day of the ' +
    'supply, else the first one after. At most 10,000 supplies.',
  params: CompanyParams,
  query: PeriodQuery,
  responses: {
    200: {
      description: 'Sums of all, and those that lack anything',
      body: z.object({
        year: z.int(),
        period: z.string(),
        from: z.string(),
        to: z.string(),
        supplies: z.int(),
        amount: Amount,
        lacking: z.int(),
        lackingAmount: Amount,
        lacks: z.partialRecord(LackField, z.int()),
        items: z
          .array(
            z.object({
              entryId: z.string(),
              fiscalYear: z.int(),
              number: z.int(),
              date: z.string(),
              day: z.string().describe('Of the supply.'),
              documentNumber: z.string().optional(),
              amount: Amount,
              vatId: z.string().optional(),
              malformed: z.string().optional().describe('What only looks like a VAT id.'),
              checkedAt: Instant.optional(),
              proof: z.enum(PROOF_KINDS).optional(),
              lacks: z.array(LackField),
            }),
          )
          .describe('Those that lack something, in the order of the journals; the first 500.'),
        asOfNumbers: AsOfNumbers,
      }),
    },
  },
});

export const postVatIdCheck = route({
  id: 'reporting.postVatIdCheck',
  method: 'POST',
  path: '/companies/{companyId}/vat-id-checks',
  scope: 'write',
  permission: 'reporting.file',
  summary: 'Keep what the tax administration answered about the VAT id of a buyer (§18e UStG)',
  description:
    'Asking BZSt or VIES is up to the caller. Answers are never changed; a later one stands beside.',
  params: CompanyParams,
  body: z.strictObject({ vatId: VatId, ...CHECK }),
  responses: { 201: { description: 'Kept', body: CheckView } },
  idempotent: true,
});

export const listVatIdChecks = route({
  id: 'reporting.listVatIdChecks',
  method: 'GET',
  path: '/companies/{companyId}/vat-id-checks',
  scope: 'read',
  permission: 'reporting.read',
  summary: 'The answers about a VAT id, oldest first',
  params: CompanyParams,
  query: z.object({ vatId: VatId }),
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(CheckView) }) } },
});
