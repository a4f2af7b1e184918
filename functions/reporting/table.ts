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
