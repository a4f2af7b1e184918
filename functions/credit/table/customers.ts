import * as z from 'zod';
import { Bytes, entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';
import { COMPONENTS } from '../domain/components.ts';
import { INSURANCE_STATES, SANCTIONS_STATES } from '../domain/policy/facts.ts';

const Day = z.string();
const Terms = z.object({ include: z.boolean(), subLimitMinor: MinorUnits.optional() });

/** What a company has decided about a customer. Amounts are in `currency`. */
export const CreditProfileRow = entity({
  name: 'credit.profile',
  schema: z.object({
    company: z.string(),
    customer: z.string(),
    currency: z.string(),
    /** The head of the group whose limit the customer shares; itself where there is none. */
    root: z.string(),
    limitMinor: MinorUnits.optional(),
    /** A limit that holds up to a day, included, instead of the other. */
    temporary: z.object({ limitMinor: MinorUnits, until: Day }).optional(),
    riskClass: z.string().optional(),
    score: z.int().optional(),
    insurance: z
      .object({
        coverMinor: MinorUnits,
        policy: z.string().optional(),
        /** Kept by the insurance clock; without one, the cover holds. */
        state: z.enum(INSURANCE_STATES).optional(),
        /** The last day on which it is covered by itself; afterwards a check takes it as suspended. */
        until: Day.optional(),
      })
      .optional(),
    /** What screening against sanctions lists said last; none: never screened. */
    sanctions: z.object({ state: z.enum(SANCTIONS_STATES), at: z.iso.datetime() }).optional(),
    /** What agencies said, the newest of each. */
    ratings: z.array(z.object({ agency: z.string(), rating: z.string(), on: Day })).optional(),
    collateralMinor: MinorUnits.optional(),
    mustBeCovered: z.boolean(),
    /** Whether its data are personal data (Art. 4(1) GDPR); missing: nobody has said. */
    person: z.enum(['natural', 'legal']).optional(),
    blocks: z.array(z.object({ code: z.string(), since: Day, by: z.string(), note: z.string().optional() })),
    exposure: z.partialRecord(z.enum(COMPONENTS), Terms),
    overdueLimitMinor: MinorUnits.optional(),
    customerSince: Day,
    reviewOn: Day.optional(),
    /** Moves with everything that a check rests on; the counter has the same number. */
    terms: z.int().positive(),
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company, customer }: { company: string; customer: string }) => ({
    pk: `C#${company}#CREDIT-PROFILES`,
    sk: customer,
  }),
  index: ({ company, customer, reviewOn }) => ({
    gsi1pk: reviewOn && `C#${company}#CREDIT-REVIEWS`,
    gsi1sk: reviewOn && `${reviewOn}#${customer}`,
  }),
  access: ['by customer; all of a company', 'gsi1: those to be reviewed, by day'],
});
export type CreditProfileRow = ItemOf<typeof CreditProfileRow>;

/**
 * What is taken of the limits of a group (of one customer, where it has none): small, because every check that reserves
 * writes it. One conditional update decides for the customer and the group at once.
 */
export const CreditCounter = entity({
  name: 'credit.counter',
  schema: z.object({
    company: z.string(),
    root: z.string(),
    /** Exposure of all members. */
    totalMinor: MinorUnits,
    /** What a check must know of the head of the group, without reading its profile. */
    shared: z.object({
      terms: z.int(),
      limitMinor: MinorUnits.optional(),
      temporary: z.object({ limitMinor: MinorUnits, until: Day }).optional(),
      blocks: z.array(z.string()).optional(),
    }),
    members: z.record(
      z.string(),
      z.object({ exposureMinor: MinorUnits, reservedMinor: MinorUnits, terms: z.int() }),
    ),
    /** Reservations whose check is not written yet, or only just: who finds one that has been left behind, ends it. */
    marks: z.record(z.string(), z.object({ customer: z.string(), amountMinor: MinorUnits, at: z.int() })),
  }),
  key: ({ company, root }: { company: string; root: string }) => ({
    pk: `C#${company}#CREDIT-COUNTER#${root}`,
    sk: 'COUNTER',
  }),
  access: ['of a group, by every check of one of its members'],
});
export type CreditCounter = ItemOf<typeof CreditCounter>;

/** What a customer owes, apart from orders: as the books say it, and as deliveries are told. */
export const CreditExposureRow = entity({
  name: 'credit.exposure',
  schema: z.object({
    company: z.string(),
    customer: z.string(),
    openItemsMinor: MinorUnits,
    prepaymentsMinor: MinorUnits,
    deliveriesMinor: MinorUnits,
    /** Invoices that the books do not have yet; their sum counts as unbilled. */
    invoiced: z.array(z.object({ document: z.string(), amountMinor: MinorUnits, on: Day })).optional(),
    /** Open amounts by due date, oldest first: packed. */
    dues: Bytes,
    dunningLevel: z.int().nonnegative(),
    version: z.int().positive(),
    at: z.iso.datetime(),
  }),
  key: ({ company, customer }: { company: string; customer: string }) => ({
    pk: `C#${company}#CREDIT-EXPOSURE#${customer}`,
    sk: 'EXPOSURE',
  }),
  access: ['of a customer, by every check'],
});
export type CreditExposureRow = ItemOf<typeof CreditExposureRow>;
