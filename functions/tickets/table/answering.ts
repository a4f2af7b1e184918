import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { ticketPartition } from './tickets.ts';

const At = z.iso.datetime();

/** That an agent is writing an answer, for a short while. Each agent has a lease of its own: nobody waits for another one. */
export const AnsweringRow = entity({
  name: 'tickets.answering',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    principal: z.string(),
    since: At,
    /** From this moment on it says nothing any more. */
    until: At,
  }),
  key: (of: { companyId: string; ticketId: string; principal: string }) => ({
    pk: ticketPartition(of.companyId, of.ticketId),
    sk: `ANSWERING#${of.principal}`,
  }),
  expiresAt: ({ until }) => Math.floor(Date.parse(until) / 1000),
  access: ['all of a ticket, while somebody writes an answer'],
});
export type AnsweringRow = ItemOf<typeof AnsweringRow>;
