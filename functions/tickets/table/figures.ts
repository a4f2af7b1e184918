import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { FACT_KINDS } from '../domain/figures/facts.ts';
import { BYS, type By } from '../domain/figures/figures.ts';
import { CLOCKS } from '../domain/sla/sla.ts';
import { ANSWERS } from '../domain/survey/survey.ts';
import { ticketPartition } from './tickets.ts';

const Day = z.iso.date();
const Groups = z.object({
  team: z.string(),
  category: z.string(),
  requester: z.string(),
  priority: z.string(),
  agent: z.string(),
});
const Took = z.object({
  calendarMinutes: z.int().nonnegative(),
  businessMinutes: z.int().nonnegative().optional(),
});

/** What counts of one event of a ticket (`domain/figures/facts.ts`). Changed only by being withdrawn. */
export const TicketFactRow = entity({
  name: 'tickets.fact',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    version: z.int().positive(),
    what: z.enum(FACT_KINDS),
    at: z.iso.datetime(),
    day: Day,
    groups: Groups,
    from: Groups.optional(),
    firstResponse: Took.optional(),
    resolution: Took.optional(),
    minutes: z.int().optional(),
    rating: z.literal(ANSWERS).optional(),
    kept: z.partialRecord(z.enum(CLOCKS), z.boolean()),
    isWithdrawn: z.boolean(),
  }),
  key: (of: { companyId: string; ticketId: string; version: number }) => ({
    pk: ticketPartition(of.companyId, of.ticketId),
    sk: `FACT#${String(of.version).padStart(8, '0')}`,
  }),
  index: ({ companyId, what, day, at, ticketId }) => ({
    gsi1pk: `C#${companyId}#TICKET-FACTS#${what}`,
    gsi1sk: `${day}#${at}#${ticketId}`,
  }),
  access: ['all of a ticket, in order', 'gsi1: of a company, one kind, by day: what stands behind a figure'],
});
export type TicketFactRow = ItemOf<typeof TicketFactRow>;

/** Up to which event a ticket's facts are in the figures. */
export const TicketMeasuredRow = entity({
  name: 'tickets.measured',
  schema: z.object({ companyId: z.string(), ticketId: z.string(), through: z.int().nonnegative() }),
  key: ({ companyId, ticketId }: { companyId: string; ticketId: string }) => ({
    pk: ticketPartition(companyId, ticketId),
    sk: 'MEASURED',
  }),
  access: ['of a ticket, whenever it is measured'],
});
export type TicketMeasuredRow = ItemOf<typeof TicketMeasuredRow>;

const Counts = z.record(z.string(), z.int());

/** The figures of one group on a day (`D#2026-03-17`) or in a month (`M#2026-03`): the sum of its facts. */
export const TicketFiguresRow = entity({
  name: 'tickets.figures',
  schema: z.object({
    companyId: z.string(),
    by: z.enum(BYS),
    period: z.string(),
    key: z.string(),
    counts: Counts,
    durations: z.record(z.string(), z.object({ count: z.int(), sumMinutes: z.int(), steps: Counts })),
    version: z.int().positive(),
  }),
  key: (of: { companyId: string; by: By; period: string; key: string }) => ({
    pk: `C#${of.companyId}#TICKET-FIGURES#${of.by}`,
    sk: `${of.period}#${of.key}`,
  }),
  access: ['of all groups of a kind, by day or month, for a range of them'],
});
export type TicketFiguresRow = ItemOf<typeof TicketFiguresRow>;
