import * as z from 'zod';
import { CompanyParams, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { CustomerParams } from './profiles.ts';
import { Money } from './views.ts';

const Difference = z.object({
  customerId: z.string(),
  what: z
    .enum(['openItems', 'prepayments', 'reserved', 'exposure', 'group', 'leftBehind'])
    .describe('`leftBehind` counts checks that broke off and whose amount has been given back.'),
  stored: Money,
  found: Money,
});

export const postReconciliation = route({
  id: 'credit.postReconciliation',
  method: 'POST',
  path: '/companies/{companyId}/credit/{customerId}/reconciliation',
  scope: 'write',
  permission: 'credit.manage',
  summary: 'Compare what is stored of a customer with books and checks, and mend what differs',
  description:
    'What was booked moments ago, and not heard of yet, shows as a difference too. Runs every night for all.',
  params: CustomerParams,
  responses: {
    200: {
      description: 'What differed and has been mended; nothing is the rule',
      body: z.object({ at: Instant, ok: z.boolean(), differences: z.array(Difference) }),
    },
  },
});

export const getReconciliation = route({
  id: 'credit.getReconciliation',
  method: 'GET',
  path: '/companies/{companyId}/credit-reconciliation',
  scope: 'read',
  permission: 'credit.read',
  summary: 'What the last nightly reconciliation found and mended',
  params: CompanyParams,
  responses: {
    200: {
      description: 'The report; without `at` none has run',
      body: z.object({
        at: Instant.optional(),
        customers: z.int(),
        found: z.int(),
        differences: z.array(Difference).describe('The first hundred.'),
      }),
    },
  },
});
