import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { ticketPartition } from './tickets.ts';

/** That a mail of the outbox was made of a ticket's words: a notice, a confirmation, a list of the day. It goes with them. */
export const TicketMailRow = entity({
  name: 'tickets.mail-of-words',
  schema: z.object({ companyId: z.string(), ticketId: z.string(), mailId: z.string() }),
  key: (of: { companyId: string; ticketId: string; mailId: string }) => ({
    pk: ticketPartition(of.companyId, of.ticketId),
    sk: `MAIL-OF-WORDS#${of.mailId}`,
  }),
  access: ['all of a ticket, once its words have to go'],
});
export type TicketMailRow = ItemOf<typeof TicketMailRow>;
