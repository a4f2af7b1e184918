import * as z from 'zod';

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
