import * as z from 'zod';
import { entity, type ItemOf } from '../../shared/table/entity.ts';
import { DESTINATIONS, PROOF_KINDS } from './domain/delivery-proof.ts';

const Figures = z.record(z.string(), z.string());

/** A return as it was filed (festgeschrieben): never changed; another one for the period corrects it. */
export const VatReturnItem = entity({
  name: 'reporting.vat-return',
  schema: z.object({
    company: z.string(),
    year: z.int(),
    period: z.string(),
    /** 1 for the first return of the period, then counted up. */
    sequence: z.int().positive(),
    corrected: z.boolean(),
    figures: Figures,
    /** By Kennzahl, new less old; nothing for a first return. */
    differences: Figures,
    asOfNumbers: z.record(z.string(), z.int()),
    filedBy: z.string(),
    filedAt: z.iso.datetime(),
  }),
  key: (of: { company: string; year: number; period: string; sequence: number }) => ({
    pk: `C#${of.company}#VAT-RETURNS`,
    sk: `${of.year}#${of.period}#${String(of.sequence).padStart(4, '0')}`,
  }),
  access: ['Returns of a company in the order of year and period.', 'The last return of a period.'],
});
export type VatReturnItem = ItemOf<typeof VatReturnItem>;

/** Which expenses serve which function (§275 Abs. 3 HGB): the company's rules, in the order in which they are tried. */
export const CostFunctionsItem = entity({
  name: 'reporting.cost-functions',
  schema: z.object({
    company: z.string(),
    rules: z.array(
      z.object({
        accounts: z.array(z.string()).optional(),
        costCentres: z.array(z.string()).optional(),
        /** Hundredths of a percent; together 10,000. */
        shares: z.object({
          production: z.int().optional(),
          distribution: z.int().optional(),
          administration: z.int().optional(),
          other: z.int().optional(),
        }),
      }),
    ),
    version: z.int().positive(),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#REPORT-SETTINGS`, sk: 'COST-FUNCTIONS' }),
  access: ['Of a company, whenever the cost-of-sales format is made.'],
});
export type CostFunctionsItem = ItemOf<typeof CostFunctionsItem>;

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
