import * as z from 'zod';
import { CompanyParams, PageQuery, PrincipalId, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, PersonField, TicketId } from '../contract.ts';
import { TicketParams, TicketView } from './ticket-views.ts';

const Reason = z.string().trim().min(1).max(2_000);

export const postOrder = route({
  id: 'tickets.postOrder',
  method: 'POST',
  path: '/companies/{companyId}/tickets/orders',
  scope: 'write',
  permission: 'tickets.ask',
  summary: 'Order something from the catalogue: it opens a ticket, which waits until it is approved',
  description:
    'Neither whoever orders nor the requester can approve. While approvals are missing, the ticket is waiting-for-third-party and ' +
    'no clock runs; with the last one it opens and has the tasks of the item.',
  params: CompanyParams,
  body: z
    .strictObject({
      item: Code,
      quantity: z.int().min(1).max(1_000).default(1),
      answers: z
        .record(z.string().max(40), z.union([z.string().max(2_000), z.number(), z.boolean()]))
        .default({})
        .describe('By the id of the question.'),
      comment: z.string().trim().min(1).max(10_000).optional(),
      requester: z.strictObject({
        ...PersonField.shape,
        principal: PrincipalId.optional().describe(
          'By which the requester signs in, where somebody else orders.',
        ),
      }),
    })
    .meta({
      example: { item: 'notebook', answers: { size: '13"' }, requester: { email: 'anna@example.com' } },
    }),
  idempotent: true,
  responses: { 201: { description: 'The ticket', body: TicketView } },
});

export const listApprovals = route({
  id: 'tickets.listApprovals',
  method: 'GET',
  path: '/companies/{companyId}/tickets/approvals',
  scope: 'read',
  permission: 'tickets.approve',
  summary: 'Orders that wait for your approval, newest first',
  params: CompanyParams,
  query: PageQuery.extend({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
  responses: {
    200: {
      description: 'A page of orders',
      body: pageOf(
        z
          .object({
            ticketId: TicketId,
            title: z.string(),
            requester: z.object({ email: z.string(), name: z.string().optional() }),
            openedAt: z.iso.datetime(),
            item: z.string(),
            itemVersion: z.int(),
            quantity: z.int(),
            total: z.object({ amount: z.string(), currency: z.string() }).optional(),
            text: z.string().describe('What was asked for, with the answers.'),
            step: z.int().describe('Which step it is in, from 1 on.'),
            steps: z.int(),
            approvedBy: z.array(z.string()),
          })
          .meta({ id: 'WaitingOrder' }),
      ),
    },
  },
});

export const postApproval = route({
  id: 'tickets.postApproval',
  method: 'POST',
  path: '/companies/{companyId}/tickets/{ticketId}/approvals',
  scope: 'write',
  permission: 'tickets.approve',
  summary: 'Approve or refuse an order that waits for you',
  description:
    'Not by whoever asks for it (four eyes). Each person counts once over all steps; to approve again changes nothing. A refusal ' +
    'closes the ticket and tells the requester the reason by mail.',
  params: TicketParams,
  body: z
    .discriminatedUnion('decision', [
      z.strictObject({ decision: z.literal('approved') }),
      z.strictObject({ decision: z.literal('refused'), reason: Reason }),
    ])
    .meta({ example: { decision: 'refused', reason: 'The last one is a year old.' } }),
  responses: {
    200: {
      description: 'Decided',
      body: z.object({ ticketId: TicketId, order: TicketView.shape.order }).meta({ id: 'DecidedOrder' }),
    },
  },
});

export const postWithdrawal = route({
  id: 'tickets.postWithdrawal',
  method: 'POST',
  path: '/companies/{companyId}/tickets/{ticketId}/withdrawal',
  scope: 'write',
  permission: 'tickets.ask',
  summary:
    'Take back an order that has not been approved: whoever ordered, or an agent, who tells the requester why',
  params: TicketParams,
  body: z.strictObject({ reason: Reason }).meta({ example: { reason: 'Found one in the cupboard.' } }),
  responses: { 200: { description: 'Its ticket is closed', body: TicketView } },
});

export const postApprover = route({
  id: 'tickets.postApprover',
  method: 'POST',
  path: '/companies/{companyId}/tickets/{ticketId}/approvers',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Put somebody in the place of an approver who is away; a note says why',
  description: 'Not by whoever asks for the order, and nobody names himself (four eyes).',
  params: TicketParams,
  body: z
    .strictObject({ from: PrincipalId, to: PrincipalId, reason: Reason })
    .meta({ example: { from: 'anna', to: 'bert', reason: 'Anna is on leave until Monday.' } }),
  responses: { 200: { description: 'As it stands now', body: TicketView } },
});
