import * as z from 'zod';
import { Bytes, entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';

const Allowances = z.object({ specificMinor: MinorUnits, generalMinor: MinorUnits });

/** Receivables of a day as they were valued, and what became of the proposal. */
export const CreditValuationRow = entity({
  name: 'credit.valuation',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    asOf: z.string(),
    state: z.enum(['proposed', 'booked', 'rejected']),
    /** What whoever proposed it said, and the figures that followed: packed. */
    said: Bytes,
    figures: Bytes,
    /** Its items beside the ledger: packed. Absent in valuations from before they were compared. */
    reconciliation: Bytes.optional(),
    debtors: z.int().nonnegative(),
    parts: z.int().nonnegative(),
    hgb: Allowances,
    approvalId: z.string(),
    proposedBy: z.string(),
    proposedAt: z.iso.datetime(),
    decidedBy: z.string().optional(),
    decidedAt: z.iso.datetime().optional(),
    entryId: z.string().optional(),
    /** What the accounts held before it was booked. */
    before: Allowances.optional(),
    version: z.int().positive(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({
    pk: `C#${company}#CREDIT-VALUATIONS`,
    sk: id,
  }),
  access: ['by id; all of a company, newest first'],
});
export type CreditValuationRow = ItemOf<typeof CreditValuationRow>;

/** Up to 2,000 debtors of a valuation: packed. */
export const CreditValuationPart = entity({
  name: 'credit.valuation-part',
  schema: z.object({ company: z.string(), id: z.string(), part: z.int().positive(), content: Bytes }),
  key: ({ company, id, part }: { company: string; id: string; part: number }) => ({
    pk: `C#${company}#CREDIT-VALUATION#${id}`,
    sk: String(part).padStart(4, '0'),
  }),
  access: ['all of a valuation'],
});

/** The valuation that was booked last: of two at once one is decided again. */
export const CreditValuationHead = entity({
  name: 'credit.valuation-head',
  schema: z.object({ company: z.string(), id: z.string(), asOf: z.string(), version: z.int().positive() }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#CREDIT-VALUATION-HEAD`, sk: 'HEAD' }),
  access: ['of a company, when one is booked'],
});
export type CreditValuationHead = ItemOf<typeof CreditValuationHead>;
