import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  Instant,
  madeId,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { LEFT_OUT_REASONS } from '../domain/payment.ts';
import { PAYMENT_STATES, RUN_STATES } from '../table.ts';

const Money = z.string().meta({ example: '116.62' });
const RunParams = z.object({ companyId: CompanyId, runId: madeId('pay') });
const MAX_LEFT_OUT_AT_ONCE = 50;

const RunSummary = z.object({
  id: z.string(),
  kind: z.enum(['transfer', 'direct-debit']),
  state: z.enum(RUN_STATES),
  executionDate: z.string(),
  payUntil: z.string(),
  nextRunOn: z.string(),
  collect: z.enum(['item', 'partner']),
  urgent: z.boolean(),
  minimumAmount: Money,
  proposedBy: z.string(),
  proposedAt: Instant,
  changedBy: z.array(z.string()),
  decidedBy: z.string().optional(),
  decidedAt: Instant.optional(),
  fetchedAt: Instant.optional(),
});

const PaymentView = z.object({
  number: z.int(),
  state: z.enum(PAYMENT_STATES),
  partner: z.string(),
  account: z.string(),
  name: z.string(),
  iban: z.string(),
  amount: Money,
  text: z.string(),
  endToEndId: z.string(),
  items: z.array(z.object({ item: z.string(), documentNumber: z.string(), amount: Money, discount: Money })),
  mandate: z.object({ id: z.string(), scheme: z.string(), sequence: z.string() }).optional(),
  entryId: z.string().optional(),
  reversedBy: z.string().optional(),
  settledOn: z.string().optional().describe('Booking day of the statement that has shown it.'),
  returnedBy: z.string().optional().describe('The bank transaction by which its money came back.'),
  reason: z
    .string()
    .optional()
    .describe("Ours where it was left out, the bank's code where it was rejected."),
  detail: z.string().optional(),
});

export const RunView = RunSummary.extend({
  total: Money.describe('What is still to be paid, or was: without what was left out, rejected or reversed.'),
  payments: z.array(PaymentView),
  findings: z
    .array(z.object({ payment: z.int(), detail: z.string() }))
    .describe('Debits whose payers were not told in time.'),
  leftOutCount: z.int().describe('How many items are left out; the first 5,000 are listed.'),
  leftOut: z.array(
    z.object({
      item: z.string(),
      account: z.string(),
      partner: z.string().optional(),
      reason: z.enum(LEFT_OUT_REASONS),
      detail: z.string(),
    }),
  ),
}).meta({ id: 'PaymentRun' });

const RunBody = z
  .strictObject({
    kind: z.enum(['transfer', 'direct-debit']),
    executionDate: DateField.describe('A TARGET business day; of debits at least one after today.'),
    payUntil: DateField.optional().describe('Items due up to this day; the day of execution unless said.'),
    nextRunOn: DateField.optional().describe(
      'Transfers: discounts that end before the next run are taken with this one; the day after execution unless said.',
    ),
    collect: z
      .enum(['item', 'partner'])
      .default('partner')
      .describe('One payment an item, or as few as possible a partner.'),
    urgent: z.boolean().default(false),
    minimumAmount: z.string().max(20).default('0').meta({ example: '5.00' }),
    partners: z
      .array(z.string().max(64))
      .min(1)
      .max(1_000)
      .optional()
      .describe('Only these; all unless said.'),
  })
  .meta({ example: { kind: 'transfer', executionDate: '2026-12-01', nextRunOn: '2026-12-08' } });

export const proposeRun = route({
  id: 'payments.proposeRun',
  method: 'POST',
  path: '/companies/{companyId}/payment-runs',
  scope: 'write',
  permission: 'payments.propose',
  summary: 'Propose a run: what is due to vendors, or from customers with mandates',
  description:
    'Nothing is booked yet. What is due and cannot be paid is in `leftOut` with the reason. At most 500 payments a run.',
  params: CompanyParams,
  body: RunBody,
  responses: { 201: { description: 'The proposal', body: RunView } },
  idempotent: true,
});

export const getRun = route({
  id: 'payments.getRun',
  method: 'GET',
  path: '/companies/{companyId}/payment-runs/{runId}',
  scope: 'read',
  permission: 'payments.read',
  summary: 'A run with its payments and what was left out, with ETag',
  params: RunParams,
  responses: { 200: { description: 'The run', body: RunView } },
});

export const listRuns = route({
  id: 'payments.listRuns',
  method: 'GET',
  path: '/companies/{companyId}/payment-runs',
  scope: 'read',
  permission: 'payments.read',
  summary: 'Runs, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of runs', body: pageOf(RunSummary) } },
});

export const changeRun = route({
  id: 'payments.changeRun',
  method: 'PATCH',
  path: '/companies/{companyId}/payment-runs/{runId}',
  scope: 'write',
  permission: 'payments.propose',
  summary: 'Leave items out of a proposed run',
  description: 'Needs If-Match. Whoever changes a run cannot approve it.',
  params: RunParams,
  body: z.strictObject({ leaveOut: z.array(z.string().max(32)).min(1).max(MAX_LEFT_OUT_AT_ONCE) }),
  responses: { 200: { description: 'As it stands now', body: RunView } },
});

export const approveRun = route({
  id: 'payments.approveRun',
  method: 'POST',
  path: '/companies/{companyId}/payment-runs/{runId}/approval',
  scope: 'write',
  permission: 'payments.approve',
  summary: 'Approve a run and book its payments, or reject it',
  description:
    'Not by whoever proposed or changed it (four eyes). Every payment is booked against the transit account and clears its ' +
    'items; what was paid otherwise meanwhile is left out. The answer is `booked` when the file is there; while it is ' +
    '`approved`, ask again: what is booked is not booked twice.',
  params: RunParams,
  body: z.strictObject({ decision: z.enum(['approved', 'rejected']).default('approved') }).optional(),
  responses: { 200: { description: 'The run', body: RunView } },
});

export const cancelRun = route({
  id: 'payments.cancelRun',
  method: 'POST',
  path: '/companies/{companyId}/payment-runs/{runId}/cancellation',
  scope: 'write',
  permission: 'payments.approve',
  summary: 'Give a run up before its file was fetched: what was booked is reversed',
  description: 'While the answer is `cancelling`, ask again.',
  params: RunParams,
  responses: { 200: { description: 'The run', body: RunView } },
});

export const getRunFile = route({
  id: 'payments.getRunFile',
  method: 'GET',
  path: '/companies/{companyId}/payment-runs/{runId}/file',
  scope: 'read',
  permission: 'payments.propose',
  summary: 'The file for the bank: pain.001.001.09 or pain.008.001.08',
  description: 'From the first time on the run cannot be cancelled. The same bytes every time.',
  params: RunParams,
  responses: { 200: { description: 'The file', contentType: 'application/xml; charset=utf-8' } },
});

const PreNotifications = z
  .object({
    items: z.array(
      z.object({
        payment: z.int(),
        partner: z.string(),
        name: z.string(),
        collectionDate: z.string(),
        amount: Money,
        creditorId: z.string(),
        mandateId: z.string(),
        iban: z.string().describe('All but the first and last four characters hidden.'),
        text: z.string(),
        notifyBy: z.string().describe('Last day on which the payer must be told.'),
        notifiedOn: z.string().optional(),
        state: z.enum(['told', 'to-be-told', 'late']),
      }),
    ),
  })
  .meta({ id: 'PreNotifications' });

export const postPreNotifications = route({
  id: 'payments.postPreNotifications',
  method: 'POST',
  path: '/companies/{companyId}/payment-runs/{runId}/pre-notifications',
  scope: 'write',
  permission: 'payments.propose',
  summary: 'Record that payers were told of their debits',
  description:
    'All of the run or some; who is recorded stays recorded with the first day. A debit that was not told in time is a finding of the run.',
  params: RunParams,
  body: z.strictObject({
    payments: z.array(z.int().positive()).min(1).max(500).optional().describe('By number; all unless said.'),
    on: DateField.optional().describe('Today unless said.'),
  }),
  responses: { 200: { description: 'As it stands now', body: PreNotifications } },
});

export const getPreNotifications = route({
  id: 'payments.getPreNotifications',
  method: 'GET',
  path: '/companies/{companyId}/payment-runs/{runId}/pre-notifications',
  scope: 'read',
  permission: 'payments.read',
  summary: 'What payers are told before their accounts are debited',
  params: RunParams,
  responses: {
    200: {
      description: 'One for each debit that is proposed or booked',
      body: PreNotifications,
    },
  },
});
