import * as z from 'zod';
import { hash32 } from '../../../shared/kernel/hash32.ts';
import { Bytes, entity, type ItemOf, MinorUnits } from '../../../shared/table/entity.ts';

/** Reservations of a company that will end some time, and decisions of a month, stand in as many partitions of the index. */
export const INDEX_SHARDS = 4;

const Move = z.object({
  id: z.string(),
  kind: z.enum(['captured', 'released', 'amended', 'expired', 'counted']),
  amountMinor: MinorUnits,
  at: z.iso.datetime(),
  by: z.string(),
});

export const ReservationShape = z.object({
  state: z.enum(['RESERVED', 'CAPTURED', 'RELEASED', 'EXPIRED']),
  /** Still reserved. */
  openMinor: MinorUnits,
  /** Delivered, and not invoiced yet. */
  deliveredMinor: MinorUnits.optional(),
  /** Whether it stands in the counter: not while delivery lies beyond the horizon. */
  counted: z.boolean(),
  until: z.iso.datetime(),
  deliveryDate: z.string().optional(),
  /** When the sweeper has to look: the end, or the day on which delivery comes within the horizon. */
  dueAt: z.iso.datetime(),
  moves: z.array(Move).optional(),
  /** A person released it over the rules: it counts like any other one. */
  override: z.boolean().optional(),
});
export type Reservation = z.output<typeof ReservationShape>;

/**
 * One check with its decision, and the reservation that came of it. Decision, facts and policy never change; the
 * reservation does. `decision` is missing in what stands in for a check that broke off (see decision 0150).
 */
export const CreditCheckRow = entity({
  name: 'credit.check',
  schema: z.object({
    company: z.string(),
    customer: z.string(),
    id: z.string(),
    amountMinor: MinorUnits,
    currency: z.string(),
    reference: z.string(),
    reserve: z.boolean(),
    until: z.iso.datetime().optional(),
    deliveryDate: z.string().optional(),
    /** The reservation whose amount this check was to change. */
    amends: z.string().optional(),
    at: z.iso.datetime(),
    by: z.string(),
    decision: z.enum(['approved', 'referred', 'declined']).optional(),
    reasons: z.array(z.string()),
    policy: z.int().optional(),
    /** Facts and the result of each rule, packed. */
    content: Bytes.optional(),
    reservation: ReservationShape.optional(),
    /** Which attempt wrote it; 0 where nothing went wrong. */
    attempt: z.int().optional(),
    /** Of a check that left its mark in the counter: whose counter, and which mark. The event takes it away. */
    mark: z.object({ root: z.string(), name: z.string() }).optional(),
    version: z.int().positive(),
  }),
  key: (of: { company: string; customer: string; id: string }) => ({
    pk: `C#${of.company}#CREDIT-CHECKS#${of.customer}`,
    sk: of.id,
  }),
  index: ({ company, customer, id, reservation, decision, at }) => {
    const shard = hash32(`${customer}~${id}`) % INDEX_SHARDS;
    if (reservation?.state === 'RESERVED')
      return {
        gsi1pk: `C#${company}#CREDIT-DUE#${shard}`,
        gsi1sk: `${reservation.dueAt}#${customer}~${id}`,
      };
    if (!decision) return {};
    return {
      gsi1pk: `C#${company}#CREDIT-DECIDED#${at.slice(0, 7)}#${shard}`,
      gsi1sk: `${at}#${customer}~${id}`,
    };
  },
  access: [
    'by customer and id; all of a customer in the order of their ids',
    'gsi1: reservations that have to be looked at, by time, one query for each of 4 partitions',
    'gsi1: decisions without a standing reservation, by time, one query for each month and 4 partitions',
  ],
});
export type CreditCheckRow = ItemOf<typeof CreditCheckRow>;

const KEPT_SECONDS = 7 * 86_400;

/** Something that happened to a reservation or a case, to be published. */
export const CreditEventRow = entity({
  name: 'credit.event',
  schema: z.object({
    company: z.string(),
    eventId: z.string(),
    type: z.enum(['check-decided', 'reservation-changed', 'insurance-warning', 'case-decided']),
    payload: z.record(z.string(), z.json()),
    at: z.iso.datetime(),
  }),
  key: ({ company, eventId }: { company: string; eventId: string }) => ({
    pk: `C#${company}#CREDIT-EVENT#${eventId}`,
    sk: 'EVENT',
  }),
  expiresAt: ({ at }) => Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS,
  access: ['read by the stream only'],
});
export type CreditEventRow = ItemOf<typeof CreditEventRow>;
