import * as z from 'zod';
import { entity, type ItemOf } from '../../shared/table/entity.ts';

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
