import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';

/** What has been deleted; numbers without a person. */
const Counts = {
  checks: z.int().nonnegative(),
  approved: z.int().nonnegative(),
  referred: z.int().nonnegative(),
  declined: z.int().nonnegative(),
  cases: z.int().nonnegative(),
  released: z.int().nonnegative(),
  limits: z.int().nonnegative(),
  insuranceReports: z.int().nonnegative().default(0),
  /** In which the customer goes by the id of the erasure from now on: days, and valuations. */
  snapshots: z.int().nonnegative().default(0),
  valuations: z.int().nonnegative().default(0),
  ratingRequests: z.int().nonnegative().default(0),
  /** Valuations that the law wants as they are. */
  keptValuations: z.int().nonnegative().default(0),
};

/** That a customer's data were erased, when and by whom. Whose they were is known only until all of them are gone. */
export const CreditErasureRow = entity({
  name: 'credit.erasure',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    customer: z.string().optional(),
    state: z.enum(['running', 'done']),
    at: z.iso.datetime(),
    by: z.string(),
    ...Counts,
    /** The last day on which one of the valuations has to be kept. */
    keptUntil: z.string().optional(),
    /** How far snapshots and valuations have been looked through, in their order. */
    throughDay: z.string().optional(),
    throughValuation: z.string().optional(),
    version: z.int().positive(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#CREDIT-ERASURES`, sk: id }),
  index: ({ company, customer, id }) =>
    customer === undefined ? {} : { gsi1pk: `C#${company}#CREDIT-ERASING#${customer}`, gsi1sk: id },
  access: ['all of a company, oldest first', 'gsi1: the one of a customer that has not ended'],
});
export type CreditErasureRow = ItemOf<typeof CreditErasureRow>;
