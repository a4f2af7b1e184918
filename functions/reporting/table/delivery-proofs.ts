import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { DESTINATIONS, PROOF_KINDS } from '../domain/delivery-proof.ts';

/** What proves that the goods of one entry reached another member state; replaced as documents come in. */
export const DeliveryProofItem = entity({
  name: 'reporting.delivery-proof',
  schema: z.object({
    company: z.string(),
    entryId: z.string(),
    kind: z.enum(PROOF_KINDS),
    shippedOn: z.string(),
    destination: z.enum(DESTINATIONS),
    voucherIds: z.array(z.string()),
    vatId: z.string().optional(),
    by: z.string(),
    at: z.iso.datetime(),
    version: z.int().positive(),
  }),
  key: ({ company, entryId }: { company: string; entryId: string }) => ({
    pk: `C#${company}#DELIVERY-PROOFS`,
    sk: entryId,
  }),
  access: ['of an entry; of many entries at once'],
});
export type DeliveryProofItem = ItemOf<typeof DeliveryProofItem>;

/** An answer of the tax administration about a VAT id: never changed, another one follows it. */
export const VatIdCheckItem = entity({
  name: 'reporting.vat-id-check',
  schema: z.object({
    company: z.string(),
    vatId: z.string(),
    checkedAt: z.iso.datetime(),
    result: z.enum(['valid', 'invalid']),
    qualified: z.boolean(),
    /** What the answer can be found by: the number of VIES, the protocol of the BZSt. */
    reference: z.string().optional(),
    voucherId: z.string().optional(),
    by: z.string(),
    at: z.iso.datetime(),
  }),
  key: (of: { company: string; vatId: string; checkedAt: string }) => ({
    pk: `C#${of.company}#VAT-ID-CHECKS`,
    sk: `${of.vatId}#${of.checkedAt}`,
  }),
  access: ['of a VAT id, oldest first'],
});
export type VatIdCheckItem = ItemOf<typeof VatIdCheckItem>;
