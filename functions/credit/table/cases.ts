import * as z from 'zod';
import { Bytes, entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';
import { CASE_KINDS, CASE_STATES, ENDED_STATES, ITEM_STATES } from '../domain/cases/case.ts';

const At = z.iso.datetime();

/**
 * A check that a person looks at; it has the check's id, so that one leads to the other. Facts, reasons and policy are those
 * of the check, frozen; `sanctions` is what screening said then. It goes with the customer's data when that is erased.
 */
export const CreditCaseRow = entity({
  name: 'credit.case',
  schema: z.object({
    company: z.string(),
    customer: z.string(),
    id: z.string(),
    reference: z.string(),
    amountMinor: MinorUnits,
    currency: z.string(),
    /** The reservation whose amount the check was to change. */
    amends: z.string().optional(),
    decision: z.enum(['approved', 'referred', 'declined']),
    decidedAt: At,
    reasons: z.array(z.string()),
    policy: z.int(),
    /** Facts and results of the check, packed. */
    content: Bytes,
    sanctions: z.string().optional(),
    kind: z.enum(CASE_KINDS),
    state: z.enum(CASE_STATES),
    askedBy: z.array(z.string()),
    openedAt: At,
    endsAt: At.optional(),
    assignee: z.string().optional(),
    resubmitOn: z.string().optional(),
    recommendations: z.array(
      z.object({ what: z.enum(['release', 'decline']), by: z.string(), at: At, reason: z.string() }),
    ),
    checklist: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        required: z.boolean(),
        state: z.enum(ITEM_STATES),
        by: z.string().optional(),
        at: At.optional(),
      }),
    ),
    notes: z.array(
      z.object({
        id: z.string(),
        by: z.string(),
        at: At,
        text: z.string(),
        document: z.string().optional(),
        isStatement: z.boolean().optional(),
      }),
    ),
    ended: z
      .object({
        state: z.enum(ENDED_STATES),
        by: z.string(),
        at: At,
        reason: z.string().optional(),
        overridden: z.array(z.string()).optional(),
        confirmed: z.array(z.string()).optional(),
      })
      .optional(),
    version: z.int().positive(),
  }),
  key: (of: { company: string; customer: string; id: string }) => ({
    pk: `C#${of.company}#CREDIT-CASES#${of.customer}`,
    sk: of.id,
  }),
  index: ({ company, customer, id, openedAt, resubmitOn, ended }) =>
    ended
      ? {}
      : {
          gsi1pk: `C#${company}#CREDIT-OPEN-CASES`,
          gsi1sk: `${openedAt}#${customer}~${id}`,
          gsi2pk: resubmitOn && `C#${company}#CREDIT-RESUBMISSIONS`,
          gsi2sk: resubmitOn && `${resubmitOn}#${customer}~${id}`,
        },
  access: [
    "by customer and the check's id; all of a customer",
    'gsi1: open ones of a company, oldest first',
    'gsi2: open ones to be laid before somebody again, by day',
  ],
});
export type CreditCaseRow = ItemOf<typeof CreditCaseRow>;

/** How a company works on cases; apart from the settings that every check reads. */
export const CreditCaseSettingsRow = entity({
  name: 'credit.case-settings',
  schema: z.object({
    company: z.string(),
    checklist: z.array(z.object({ id: z.string(), text: z.string(), required: z.boolean() })),
    /** Days after which nobody waits for an answer any more. */
    endDays: z.int().positive(),
    /** Who may release up to which amount; missing: as limits are approved. */
    tiers: z.array(z.object({ upToMinor: MinorUnits.optional(), roles: z.array(z.string()) })).optional(),
    version: z.int().nonnegative(),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#CREDIT`, sk: 'CASE-SETTINGS' }),
  access: ['of a company, when a case is opened or decided'],
});
export type CreditCaseSettingsRow = ItemOf<typeof CreditCaseSettingsRow>;
