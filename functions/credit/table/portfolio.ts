import * as z from 'zod';
import { Bytes, entity, type ItemOf } from '../../../shared/table/entity.ts';

const Day = z.string();

/** What stands in the parts of a snapshot; one that is `running` is not to be used. */
export const CreditSnapshotRow = entity({
  name: 'credit.snapshot',
  schema: z.object({
    company: z.string(),
    day: Day,
    state: z.enum(['running', 'done']),
    parts: z.int().nonnegative(),
    customers: z.int().nonnegative(),
    /** Where to go on: the last customer taken. */
    after: z.string().optional(),
    beganAt: z.iso.datetime(),
    endedAt: z.iso.datetime().optional(),
    version: z.int().positive(),
  }),
  key: ({ company, day }: { company: string; day: string }) => ({
    pk: `C#${company}#CREDIT-SNAPSHOTS`,
    sk: day,
  }),
  access: ['of a day; those around a day, by the order of days'],
});
export type CreditSnapshotRow = ItemOf<typeof CreditSnapshotRow>;

/** Up to 2,000 customers as they stood when a snapshot was taken: packed. */
export const CreditSnapshotPart = entity({
  name: 'credit.snapshot-part',
  schema: z.object({ company: z.string(), day: Day, part: z.int().positive(), content: Bytes }),
  key: ({ company, day, part }: { company: string; day: string; part: number }) => ({
    pk: `C#${company}#CREDIT-SNAPSHOT#${day}`,
    sk: String(part).padStart(4, '0'),
  }),
  access: ['all of a day, in the order of their customers'],
});

/** Sales on account of one fiscal year's journal by day, VAT included: a fold of the journal up to `through`. */
export const CreditSalesRow = entity({
  name: 'credit.sales',
  schema: z.object({
    company: z.string(),
    fiscalYear: z.int(),
    through: z.int().nonnegative(),
    /** Packed. */
    days: Bytes,
  }),
  key: ({ company, fiscalYear }: { company: string; fiscalYear: number }) => ({
    pk: `C#${company}#CREDIT-SALES`,
    sk: String(fiscalYear),
  }),
  access: ['all years of a company, for days sales outstanding'],
});
export type CreditSalesRow = ItemOf<typeof CreditSalesRow>;

/** How likely customers of a class default, and what is lost then, from a day on. */
export const CreditLossRatesRow = entity({
  name: 'credit.loss-rates',
  schema: z.object({
    company: z.string(),
    validFrom: Day,
    classes: z.record(z.string(), z.object({ pd: z.string(), lgd: z.string() })),
    source: z.string().optional(),
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company, validFrom }: { company: string; validFrom: string }) => ({
    pk: `C#${company}#CREDIT-LOSS-RATES`,
    sk: validFrom,
  }),
  access: ['all versions of a company, by the day from which they hold'],
});
export type CreditLossRatesRow = ItemOf<typeof CreditLossRatesRow>;
