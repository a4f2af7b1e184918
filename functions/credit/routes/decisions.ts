import * as z from 'zod';
import { CompanyId, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { CustomerId } from '../contract.ts';
import { CheckKey, CheckView, Decision, ReservationView } from './checks.ts';
import { CaseState } from './views.ts';

const CheckParams = z.object({ companyId: CompanyId, checkId: CheckKey });

export const getCheck = route({
  id: 'credit.getCheck',
  method: 'GET',
  path: '/companies/{companyId}/credit-checks/{checkId}',
  scope: 'read',
  permission: 'credit.read-orders',
  summary: 'A decision with every fact it rests on and what each rule said',
  description:
    '`replayed` is what the same version of the policy says of the same facts now: it is the decision. `results` has every ' +
    'rule of the version; of each table exactly one held.',
  params: CheckParams,
  responses: {
    200: {
      description: 'The check',
      body: CheckView.extend({
        facts: z.record(z.string(), z.json()),
        results: z.array(
          z.object({
            rule: z.string(),
            held: z.boolean(),
            outcome: Decision.optional().describe('Of a rule that held.'),
            code: z.string().optional(),
            because: z.string().optional(),
          }),
        ),
        replayed: Decision.optional(),
        replayDifferences: z
          .array(z.string())
          .optional()
          .describe('What of the answer the same version says otherwise now; never there.'),
        reservation: ReservationView.optional(),
        case: CaseState.optional().describe('Where a person looks at it: what has become of it.'),
      }),
    },
  },
});

export const listChecks = route({
  id: 'credit.listChecks',
  method: 'GET',
  path: '/companies/{companyId}/credit/{customerId}/checks',
  scope: 'read',
  permission: 'credit.read',
  summary:
    'Checks of a customer in the order of their ids; those without an id of the caller are in that of time',
  params: z.object({ companyId: CompanyId, customerId: CustomerId }),
  query: PageQuery,
  responses: { 200: { description: 'A page of checks', body: pageOf(CheckView) } },
});
