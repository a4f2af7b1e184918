import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';

/** A base rate that the company has loaded, for a half-year that the product does not know. */
export const BaseRateRow = entity({
  name: 'receivables.base-rate',
  schema: z.object({
    company: z.string(),
    from: z.string(),
    rateTimes100: z.int(),
    source: z.string(),
    version: z.int().positive(),
  }),
  key: ({ company, from }: { company: string; from: string }) => ({
    pk: `C#${company}#BASE-RATES`,
    sk: from,
  }),
  access: ['by the first day of the half-year; all of a company in order'],
});
export type BaseRateRow = ItemOf<typeof BaseRateRow>;
