import * as z from 'zod';
import { CompanyId, DateField } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { AmountText } from '../contract.ts';
import { CheckKey, CheckView, ReservationView } from './checks.ts';

const ReservationParams = z.object({ companyId: CompanyId, reservationId: CheckKey });

const MoveId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/, 'has 1 to 64 letters, digits or . _ : -')
  .optional()
  .describe('Makes it repeatable: the same id again changes nothing.');

export const getReservation = route({
  id: 'credit.getReservation',
  method: 'GET',
  path: '/companies/{companyId}/credit-reservations/{reservationId}',
  scope: 'read',
  permission: 'credit.read-orders',
  summary: 'A reservation with what became of it',
  params: ReservationParams,
  responses: { 200: { description: 'The reservation', body: ReservationView } },
});

export const captureReservation = route({
  id: 'credit.captureReservation',
  method: 'POST',
  path: '/companies/{companyId}/credit-reservations/{reservationId}/capture',
  scope: 'write',
  permission: 'credit.check',
  summary: 'The order, or a part of it, is delivered or invoiced',
  description:
    'What is delivered counts as a delivery until it is invoiced. What is invoiced with its document number counts on until ' +
    'the books have the invoice (45 days at most), without one it leaves the limit at once. An invoice takes what is delivered first.',
  params: ReservationParams,
  body: z
    .strictObject({
      id: MoveId,
      amount: AmountText.optional().describe('All unless said.'),
      as: z.enum(['delivery', 'invoice']),
      documentNumber: z
        .string()
        .trim()
        .min(1)
        .max(36)
        .optional()
        .describe('Of the invoice, as in its entry.'),
    })
    .meta({ example: { as: 'invoice', amount: '1190.00', documentNumber: 'RE-4711' } }),
  idempotent: true,
  responses: { 200: { description: 'As it stands now', body: ReservationView } },
});

export const releaseReservation = route({
  id: 'credit.releaseReservation',
  method: 'POST',
  path: '/companies/{companyId}/credit-reservations/{reservationId}/release',
  scope: 'write',
  permission: 'credit.check',
  summary: 'The order, or a part of it, is not wanted any more',
  params: ReservationParams,
  body: z.strictObject({ id: MoveId, amount: AmountText.optional().describe('All unless said.') }),
  idempotent: true,
  responses: { 200: { description: 'As it stands now', body: ReservationView } },
});

export const amendReservation = route({
  id: 'credit.amendReservation',
  method: 'POST',
  path: '/companies/{companyId}/credit-reservations/{reservationId}/amendment',
  scope: 'write',
  permission: 'credit.check',
  summary: 'The order changed: it is checked again',
  description:
    'Approved, the reservation takes the new amount; else it stays as it was and the answer says why. To give back a part ' +
    'whatever the check would say, release it.',
  params: ReservationParams,
  body: z
    .strictObject({
      id: MoveId,
      amount: AmountText.describe('What shall be reserved from now on, without what has been captured.'),
      expiresAt: z.iso.datetime().optional(),
      deliveryDate: DateField.optional(),
    })
    .meta({ example: { amount: '1500.00' } }),
  idempotent: true,
  responses: { 200: { description: 'The check', body: CheckView } },
});
