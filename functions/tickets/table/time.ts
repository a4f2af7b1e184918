import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { ticketPartition } from './tickets.ts';

const At = z.iso.datetime();

/** Work on a ticket, as it was booked: its event with the words. Never changed but by being taken back. */
export const TicketTimeRow = entity({
  name: 'tickets.time',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    /** From 1 on, in order. */
    entry: z.int().positive(),
    minutes: z.int().positive(),
    day: z.iso.date(),
    /** Whose time it was. */
    agent: z.string(),
    activity: z.string().optional(),
    note: z.string().optional(),
    /** Which booking it stands in the place of. */
    replaces: z.int().positive().optional(),
    at: At,
    by: z.string(),
    takenBack: z.object({ at: At, by: z.string() }).optional(),
  }),
  key: (of: { companyId: string; ticketId: string; entry: number }) => ({
    pk: ticketPartition(of.companyId, of.ticketId),
    sk: `TIME#${String(of.entry).padStart(6, '0')}`,
  }),
  access: ['all of a ticket, in order', 'one by its number'],
});
export type TicketTimeRow = ItemOf<typeof TicketTimeRow>;
