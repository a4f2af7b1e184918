import * as z from 'zod';
import { Instant } from '../../../shared/http/fields.ts';
import { CASE_KINDS, CASE_STATES } from '../domain/cases/case.ts';

export const Money = z.string().meta({ example: '119.00' });

/** What a customer owes or will owe, part by part. */
export const ExposureView = z
  .object({
    currency: z.string(),
    limit: Money.optional().describe('Left out where the customer has been given none, which is not zero.'),
    total: Money.describe('What counts against the limit. Negative where more is paid in advance than owed.'),
    available: Money.optional(),
    openItems: Money,
    overdue: Money.describe('Part of the open items.'),
    deliveries: Money,
    reserved: Money,
    unbilled: Money,
    prepayments: Money.describe('Taken off.'),
    group: z
      .object({ limit: Money.optional(), total: Money, available: Money.optional() })
      .optional()
      .describe('Where the customer shares the limit of a group.'),
  })
  .meta({ id: 'CreditExposure' });
export type ExposureView = z.output<typeof ExposureView>;

/** What whoever asked for the order sees of its case: no words of those who work on it. */
export const CaseState = z
  .object({
    caseId: z.string().describe('The same as the checkId.'),
    kind: z.enum(CASE_KINDS),
    state: z.enum(CASE_STATES),
    openedAt: Instant,
    endsAt: Instant.optional().describe('When it ends by itself; a review never does.'),
    endedAt: Instant.optional(),
    reservationId: z.string().optional().describe('Of a released order.'),
  })
  .meta({ id: 'CreditCaseState' });
export type CaseState = z.output<typeof CaseState>;
