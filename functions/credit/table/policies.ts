import * as z from 'zod';
import { Bytes, entity, type ItemOf } from '../../../shared/table/entity.ts';

const DIGITS = 7;

/** A version of a company's policy. From its approval on it never changes again: decisions rest on it for ever. */
export const CreditPolicyRow = entity({
  name: 'credit.policy',
  schema: z.object({
    company: z.string(),
    /** The version that decisions name; 1 is the standard policy, which is not stored. */
    number: z.int().min(2),
    name: z.string(),
    state: z.enum(['draft', 'approved']),
    /** As it was sent in, with number and currency: packed JSON. */
    source: Bytes,
    /** SHA-256 of the source, for the trail of changes. */
    sha256: z.string(),
    /** What its analysis has found: the first hundred, and how many there are. */
    findings: z.array(z.object({ kind: z.string(), pointer: z.string(), text: z.string() })),
    findingsCount: z.int().nonnegative(),
    note: z.string().optional(),
    copyOf: z.int().optional(),
    /** Everybody who has written on it: none of them approves it. */
    authors: z.array(z.string()),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
    approvedBy: z.string().optional(),
    approvedAt: z.iso.datetime().optional(),
    version: z.int().positive(),
  }),
  key: ({ company, number }: { company: string; number: number }) => ({
    pk: `C#${company}#CREDIT-POLICIES`,
    sk: String(number).padStart(DIGITS, '0'),
  }),
  access: ['by number; all of a company in the order of their numbers'],
});
export type CreditPolicyRow = ItemOf<typeof CreditPolicyRow>;

/** That a version is to decide from a day on. Which one decides on which day stands in the settings. */
export const CreditPolicyActivationRow = entity({
  name: 'credit.policy-activation',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    policy: z.int().positive(),
    from: z.string(),
    reason: z.string().optional(),
    at: z.iso.datetime(),
    by: z.string(),
    /** Withdrawn before its day, or replaced by another from the same day on. */
    ended: z
      .object({ how: z.enum(['withdrawn', 'replaced']), at: z.iso.datetime(), by: z.string() })
      .optional(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({
    pk: `C#${company}#CREDIT-POLICY-ACTIVATIONS`,
    sk: id,
  }),
  access: ['by id; all of a company, newest first'],
});
export type CreditPolicyActivationRow = ItemOf<typeof CreditPolicyActivationRow>;

/** What the last nightly replay of decisions has found. */
export const CreditReplayRow = entity({
  name: 'credit.replay',
  schema: z.object({
    company: z.string(),
    at: z.iso.datetime(),
    /** Days whose decisions have been looked at, both included. */
    from: z.string(),
    to: z.string(),
    decisions: z.int().nonnegative(),
    differentCount: z.int().nonnegative(),
    different: z.array(
      z.object({ checkId: z.string(), policyVersion: z.int(), differences: z.array(z.string()) }),
    ),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#CREDIT`, sk: 'REPLAY' }),
  access: ['the last one of a company'],
});
export type CreditReplayRow = ItemOf<typeof CreditReplayRow>;
