import * as z from 'zod';
import { entity, type ItemOf, MinorUnits } from '../../shared/table/entity.ts';

/** The posting as it was written down; its schema is the contract's, and it is parsed again when it is booked. */
const PostingFields = z.record(z.string(), z.json());
const Changed = { version: z.int().positive(), changedAt: z.iso.datetime(), changedBy: z.string() };

/** Why something due could not be booked, and since when. */
export const Problem = z.object({
  code: z.string(),
  detail: z.string(),
  date: z.string(),
  since: z.iso.datetime(),
});
export type Problem = z.output<typeof Problem>;

export const TemplateRow = entity({
  name: 'routines.posting-template',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    name: z.string(),
    posting: PostingFields,
    ...Changed,
  }),
  key: ({ company, id }: { company: string; id: string }) => ({
    pk: `C#${company}#POSTING-TEMPLATES`,
    sk: id,
  }),
  access: ['by id; all of a company in the order of their ids'],
});
export type TemplateRow = ItemOf<typeof TemplateRow>;

/** What recurs and how far it has been booked: both in one item, so that neither moves without the other being seen. */
export const RecurringRow = entity({
  name: 'routines.recurring-posting',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    posting: PostingFields,
    start: z.string(),
    end: z.string().optional(),
    everyMonths: z.int(),
    dayOfMonth: z.int(),
    state: z.enum(['active', 'paused']),
    bookedThrough: z.string().optional(),
    problem: Problem.optional(),
    ...Changed,
  }),
  key: ({ company, id }: { company: string; id: string }) => ({
    pk: `C#${company}#RECURRING-POSTINGS`,
    sk: id,
  }),
  access: ['by id; all of a company in the order of their ids, hourly by the schedule'],
});
export type RecurringRow = ItemOf<typeof RecurringRow>;

/** What is deferred, its plan, and how many releases of the plan are booked. */
export const AccrualRow = entity({
  name: 'routines.accrual',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    kind: z.enum(['deferred-expense', 'deferred-income']),
    account: z.string(),
    accrualAccount: z.string(),
    amountMinor: MinorUnits,
    from: z.string(),
    to: z.string(),
    date: z.string(),
    method: z.enum(['months', 'days']),
    documentNumber: z.string(),
    text: z.string(),
    costCentre: z.string().optional(),
    releases: z.array(z.object({ date: z.string(), amountMinor: MinorUnits })),
    released: z.int().nonnegative(),
    state: z.enum(['active', 'done', 'cancelled']),
    cancelledOn: z.string().optional(),
    problem: Problem.optional(),
    at: z.iso.datetime(),
    by: z.string(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#ACCRUALS`, sk: id }),
  index: ({ company, id, state }) =>
    state === 'active' ? { gsi1pk: `C#${company}#ACTIVE-ACCRUALS`, gsi1sk: id } : {},
  access: [
    'by id; all of a company in the order in which they were made',
    'gsi1: those that are not released yet, hourly by the schedule',
  ],
});
export type AccrualRow = ItemOf<typeof AccrualRow>;
