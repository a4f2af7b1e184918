import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';

/** What screening last said of a customer or vendor, and what it was compared with. No name stands here. */
export const ScreenedPartnerRow = entity({
  name: 'screening.partner',
  schema: z.object({
    company: z.string(),
    partner: z.string(),
    state: z.enum(['clear', 'pending', 'hit']),
    /** Name, lists and thresholds as one digest: where it is another now, the partner is screened again. */
    basis: z.string(),
    /** Which version of each list. */
    lists: z.record(z.string(), z.string()),
    hits: z.int().nonnegative(),
    /** More were found than are kept. */
    surplus: z.int().nonnegative(),
    at: z.iso.datetime(),
    version: z.int().positive(),
  }),
  key: ({ company, partner }: { company: string; partner: string }) => ({
    pk: `C#${company}#SCREENED-PARTNERS`,
    sk: partner,
  }),
  access: ['by partner; all of a company in the order of their ids'],
});
export type ScreenedPartnerRow = ItemOf<typeof ScreenedPartnerRow>;
