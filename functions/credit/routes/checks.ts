import * as z from 'zod';
import { CompanyParams, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { CheckBody } from '../contract.ts';
import { ExposureView, Money } from './views.ts';

const CHECK_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}~[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** Customer and id in one; the reservation that comes of a check has the same. */
export const CheckKey = z
  .string()
  .regex(CHECK_ID, 'must be the checkId or reservationId of an answer, like k-4711~order-815')
  .meta({ example: 'k-4711~order-815' });

export const Decision = z.enum(['approved', 'referred', 'declined']);

export const ReservationView = z
  .object({
    reservationId: z.string(),
    customerId: z.string(),
    reference: z.string(),
    currency: z.string(),
    state: z.enum(['RESERVED', 'CAPTURED', 'RELEASED', 'EXPIRED']),
    amount: Money.describe('As it was approved first.'),
    reserved: Money.describe('Still reserved.'),
    delivered: Money.describe('Delivered, and not invoiced yet.'),
    expiresAt: Instant,
    deliveryDate: z.string().optional(),
    withinHorizon: z.boolean().describe('Whether it takes of the limit already.'),
    moves: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['captured', 'released', 'amended', 'expired', 'counted']),
        amount: Money,
        at: Instant,
        by: z.string(),
      }),
    ),
  })
  .meta({ id: 'CreditReservation' });
export type ReservationView = z.output<typeof ReservationView>;

export const CheckView = z
  .object({
    checkId: z.string(),
    id: z.string(),
    customerId: z.string(),
    reference: z.string(),
    amount: Money,
    currency: z.string(),
    decision: Decision.describe('Referred: a person has to look.'),
    reservationId: z.string().optional().describe('Where the amount is kept for the order.'),
    reasons: z.array(z.object({ code: z.string(), text: z.string() })),
    exposure: ExposureView.describe('What the decision rests on: everything but this order.'),
    policyVersion: z.int(),
    amends: z.string().optional().describe('The reservation that was to be changed.'),
    decidedAt: Instant,
  })
  .meta({ id: 'CreditCheck' });
export type CheckView = z.output<typeof CheckView>;

export const postCheck = route({
  id: 'credit.postCheck',
  method: 'POST',
  path: '/companies/{companyId}/credit-checks',
  scope: 'write',
  permission: 'credit.check',
  summary: 'May this customer buy for this amount?',
  description:
    'A no is an answer (200), not an error. With `reserve` an approved amount is kept for the order until it is captured, ' +
    'released or over. Any number at the same moment together get no more than one after the other could. The same id, or ' +
    'the same Idempotency-Key, is answered the same for ever.',
  params: CompanyParams,
  body: CheckBody,
  idempotent: true,
  bodyLimitBytes: 16_384,
  responses: { 200: { description: 'The decision and its reasons', body: CheckView } },
});
