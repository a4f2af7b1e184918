import * as z from 'zod';
import { DateField } from '../../shared/http/fields.ts';
import type { UploadKind } from '../../shared/imports/upload-kind.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { message } from '../../shared/queue/message.ts';
import { ENDED_STATES } from './domain/cases/case.ts';

export const creditRatings = {
  kind: 'credit-ratings',
  permission: 'credit.manage',
  maxBytes: 16 * 1_048_576,
  summary: 'Ratings of credit agencies as CSV, a customer a row',
  format: 'credit-ratings',
} as const satisfies UploadKind;

export const uploadKinds: readonly UploadKind[] = [creditRatings];

const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const NOT_AN_ID = 'has 1 to 64 letters, digits or . _ : -';

/** The customer as receivables know it: the id of the partner. */
export const CustomerId = z
  .string()
  .regex(ID, NOT_AN_ID)
  .meta({ description: 'Id of the customer, the same as that of its partner', example: 'k-4711' });

/** Decimal string; whether it is an amount of its currency is said by the rules (422). */
export const AmountText = z.string().max(40).meta({ example: '119.00' });
export const CurrencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a code of ISO 4217, like EUR')
  .meta({ example: 'EUR' });

const CheckId = z
  .string()
  .regex(ID, NOT_AN_ID)
  .meta({ description: 'Chosen by the caller: the same check again gives the same answer, for ever' });

/** May this customer buy for this amount? The same over HTTP and by queue. */
export const CheckBody = z
  .strictObject({
    id: CheckId.optional(),
    customerId: CustomerId,
    amount: AmountText.describe('What the order is worth, tax included; greater than zero.'),
    currency: CurrencyCode,
    reference: z.string().trim().min(1).max(64).describe('The order, quotation or contract; no names.'),
    reserve: z.boolean().describe('Keep the amount for this order when it is approved.'),
    expiresAt: z.iso
      .datetime()
      .optional()
      .describe('When the reservation ends by itself; after 30 days unless said, after 400 at the latest.'),
    deliveryDate: DateField.optional().describe(
      'Beyond the horizon an order takes nothing of the limit yet.',
    ),
  })
  .meta({
    example: { customerId: 'k-4711', amount: '1190.00', currency: 'EUR', reference: 'A-815', reserve: true },
  });
export type CheckBody = z.output<typeof CheckBody>;

export const creditCheck = message({
  type: 'credit.check',
  kind: 'command',
  queue: 'risk-checks',
  summary:
    'Check an order; the result is published as credit.check-decided. Without an id of its own the check has that of the message.',
  payload: CheckBody,
});

const Decision = z.enum(['approved', 'referred', 'declined']);

const Mark = z.strictObject({ root: z.string(), name: z.string() });

export const checkDecided = message({
  type: 'credit.check-decided',
  kind: 'event',
  summary: 'An order was checked; the reasons stand in the check.',
  payload: z.strictObject({
    checkId: z.string(),
    id: z.string(),
    customerId: z.string(),
    reference: z.string(),
    decision: Decision,
    reasons: z.array(z.string()),
    reservationId: z.string().optional(),
    mark: Mark.optional().describe('For credit itself: a mark in a counter that is not needed any more.'),
  }),
});

export const reservationChanged = message({
  type: 'credit.reservation-changed',
  kind: 'event',
  summary: 'A reservation was captured, released, amended or has expired.',
  payload: z.strictObject({
    reservationId: z.string(),
    customerId: z.string(),
    change: z.enum(['captured', 'released', 'amended', 'expired']),
    state: z.enum(['RESERVED', 'CAPTURED', 'RELEASED', 'EXPIRED']),
  }),
});

export const insuranceWarning = message({
  type: 'credit.insurance-warning',
  kind: 'event',
  summary:
    'An overdue item has to be reported to the insurer soon, or cover for new deliveries ends; told once for each last day.',
  payload: z.strictObject({ customerId: z.string(), policyId: z.string(), reportDueOn: z.string() }),
});

export const caseDecided = message({
  type: 'credit.case-decided',
  kind: 'event',
  summary:
    'A case has ended: a person decided on a check, or nobody waits for it any more. Reasons stand in the case.',
  payload: z.strictObject({
    checkId: z.string(),
    id: z.string(),
    customerId: z.string(),
    reference: z.string(),
    decision: z.enum(ENDED_STATES),
    reservationId: z.string().optional(),
  }),
});

const DecidedImage = z.object({
  company: z.string(),
  customer: z.string(),
  id: z.string(),
  reference: z.string(),
  decision: Decision,
  reasons: z.array(z.string()),
  reservation: z.unknown().optional(),
  mark: Mark.optional(),
});

/** `<customer>~<id>`: ids of checks are the caller's, one series for each customer. */
export function checkIdOf({ customer, id }: { readonly customer: string; readonly id: string }): string {
  return `${customer}~${id}`;
}

/** Customer and id again: no id has a tilde. */
export function splitCheckId(checkId: string): { customer: string; id: string } {
  const at = checkId.indexOf('~');
  return { customer: checkId.slice(0, at), id: checkId.slice(at + 1) };
}

function decidedEvent(image: Readonly<Record<string, unknown>>) {
  const decided = DecidedImage.safeParse(image);
  // What stands in for a check that broke off has no decision, and nobody is told of it.
  if (!decided.success) return [];
  const { company, customer, id, reference, decision, reasons, reservation, mark } = decided.data;
  const checkId = checkIdOf({ customer, id });
  const payload = {
    checkId, id, customerId: customer, reference, decision, reasons,
    ...(reservation === undefined ? {} : { reservationId: checkId }),
    ...(mark ? { mark } : {}),
  }; // biome-ignore format: a record
  return [{ id: `${company}-${checkId}`, companyId: company, payload }];
}

const ChangeImage = z.object({
  company: z.string(),
  eventId: z.string(),
  type: z.enum(['check-decided', 'reservation-changed', 'insurance-warning', 'case-decided']),
  payload: z.record(z.string(), z.unknown()),
});

/** Events that no insert of another item stands for. */
function eventOf(type: string) {
  return (image: Readonly<Record<string, unknown>>) => {
    const event = ChangeImage.parse(image);
    return event.type === type
      ? [{ id: event.eventId, companyId: event.company, payload: event.payload }]
      : [];
  };
}

/** The decision that is stored is the event; what changes later is told by an item of its own. */
export const events: readonly EventSource[] = [
  { entity: 'credit.check', publishes: checkDecided, toEvents: decidedEvent },
  { entity: 'credit.event', publishes: checkDecided, toEvents: eventOf('check-decided') },
  { entity: 'credit.event', publishes: reservationChanged, toEvents: eventOf('reservation-changed') },
  { entity: 'credit.event', publishes: insuranceWarning, toEvents: eventOf('insurance-warning') },
  { entity: 'credit.event', publishes: caseDecided, toEvents: eventOf('case-decided') },
];
