import * as z from 'zod';
import { route } from '../../../shared/http/route.ts';
import { Code, Line, TicketId } from '../contract.ts';
import { SAID_RELATIONS } from '../domain/ticket/links.ts';
import { TicketParams, TicketView } from './ticket-views.ts';

export const postLink = route({
  id: 'tickets.postLink',
  method: 'POST',
  path: '/companies/{companyId}/tickets/{ticketId}/links',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Say how two tickets hang together; it stands on both',
  params: TicketParams,
  body: z
    .strictObject({ relation: z.enum(SAID_RELATIONS), ticketId: TicketId })
    .meta({ example: { relation: 'duplicate-of', ticketId: '1041' } }),
  responses: { 200: { description: 'The ticket with its links', body: TicketView } },
});

export const deleteLink = route({
  id: 'tickets.deleteLink',
  method: 'DELETE',
  path: '/companies/{companyId}/tickets/{ticketId}/links/{relation}/{other}',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Take back that two tickets hang together, on both',
  params: TicketParams.extend({ relation: z.enum(SAID_RELATIONS), other: TicketId }),
  responses: { 200: { description: 'The ticket with its links', body: TicketView } },
});

export const mergeTicket = route({
  id: 'tickets.mergeTicket',
  method: 'POST',
  path: '/companies/{companyId}/tickets/{ticketId}/merge',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Merge a ticket into another one, with all its articles; needs If-Match',
  description:
    'Its articles are copied, its requester takes part in the other one; it is closed and leads there, also for answers by mail. At most 40 ' +
    'articles. Who watched it, watches the other one, as far as there is room; fields that have no value there, and that its category has, get those of ' +
    'the same requester. It cannot be undone: split articles off again.',
  params: TicketParams,
  body: z.strictObject({ into: TicketId }).meta({ example: { into: '1041' } }),
  idempotent: true,
  responses: {
    200: {
      description: 'The other ticket, as it stands now',
      body: TicketView.extend({
        notWatching: z
          .array(z.string())
          .readonly()
          .describe('Who watched the merged ticket, and for whom the other one has no room.'),
      }).meta({ id: 'MergedTicket' }),
    },
  },
});

export const splitTicket = route({
  id: 'tickets.splitTicket',
  method: 'POST',
  path: '/companies/{companyId}/tickets/{ticketId}/split',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Open a ticket of its own from some articles; they stay here too',
  description:
    'It has the values of the fields that its category asks for. Who splits watches it; who watches this ticket does not.',
  params: TicketParams,
  body: z
    .strictObject({
      articles: z.array(z.int().positive()).min(1).max(40),
      title: Line(300),
      team: Code.optional(),
      category: Code.optional(),
    })
    .meta({ example: { articles: [3], title: 'And the scanner' } }),
  idempotent: true,
  responses: { 201: { description: 'The new ticket', body: TicketView } },
});
