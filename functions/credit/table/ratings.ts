import * as z from 'zod';
import { entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';

/** Which agencies a company asks, in their order. */
export const CreditRatingSettingsRow = entity({
  name: 'credit.rating-settings',
  schema: z.object({
    company: z.string(),
    agencies: z.array(
      z.object({ agency: z.string(), maximumAgeDays: z.int(), priceMinor: MinorUnits.optional() }),
    ),
    requestsPerHour: z.int().nonnegative(),
    version: z.int().nonnegative(),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#CREDIT-RATING-SETTINGS`, sk: 'SETTINGS' }),
  access: ['of a company, when an agency is to be asked'],
});
export type CreditRatingSettingsRow = ItemOf<typeof CreditRatingSettingsRow>;

export const RATING_OUTCOMES = ['asked', 'rated', 'none', 'timeout', 'failed', 'malformed'] as const;

/** A request to an agency, kept before it is asked: what was paid for, and what came of it. */
export const CreditRatingRequestRow = entity({
  name: 'credit.rating-request',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    /** `YYYY-MM` of `at`. */
    month: z.string(),
    agency: z.string(),
    /** Whose rating it was; of one that was erased the id of the erasure. */
    customer: z.string(),
    isErased: z.boolean().optional(),
    at: z.iso.datetime(),
    by: z.string(),
    outcome: z.enum(RATING_OUTCOMES),
    detail: z.string().optional(),
    priceMinor: MinorUnits,
    milliseconds: z.int().nonnegative(),
  }),
  key: ({ company, month, id }: { company: string; month: string; id: string }) => ({
    pk: `C#${company}#CREDIT-RATING-REQUESTS#${month}`,
    sk: id,
  }),
  index: ({ company, customer, isErased, id }) =>
    isErased ? {} : { gsi1pk: `C#${company}#CREDIT-RATINGS-OF#${customer}`, gsi1sk: id },
  access: ['all of a month, oldest first', 'gsi1: of a customer, oldest first'],
});
export type CreditRatingRequestRow = ItemOf<typeof CreditRatingRequestRow>;

/** Requests of one hour, counted before an agency is asked. */
export const CreditRatingHourRow = entity({
  name: 'credit.rating-hour',
  schema: z.object({ company: z.string(), hour: z.string(), requests: z.int(), endsAtSeconds: z.int() }),
  key: ({ company, hour }: { company: string; hour: string }) => ({
    pk: `C#${company}#CREDIT-RATING-HOURS`,
    sk: hour,
  }),
  expiresAt: ({ endsAtSeconds }) => endsAtSeconds,
  access: ['of an hour, by every request to an agency'],
});
export type CreditRatingHourRow = ItemOf<typeof CreditRatingHourRow>;
