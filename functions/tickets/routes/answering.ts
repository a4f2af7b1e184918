import * as z from 'zod';
import { route } from '../../../shared/http/route.ts';
import { TicketParams } from './ticket-views.ts';

const AnsweringView = z
  .object({
    items: z.array(
      z.object({
        principal: z.string(),
        since: z.iso.datetime(),
        until: z.iso.datetime().describe('Said to be writing until then, unless it is said again.'),
      }),
    ),
  })
  .meta({ id: 'TicketAnswering' });

const place = { path: '/companies/{companyId}/tickets/{ticketId}/answering', params: TicketParams } as const;
const responses = {
  200: { description: 'All who are writing now, who began first first', body: AnsweringView },
};

export const putAnswering = route({
  ...place,
  id: 'tickets.putAnswering',
  method: 'PUT',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Say that you are writing an answer, for three minutes; hear who else is',
  description:
    'It warns and hinders nobody. Repeat it while somebody types. What is written meanwhile is refused by `seenArticles` of an article.',
  responses,
});

export const deleteAnswering = route({
  ...place,
  id: 'tickets.deleteAnswering',
  method: 'DELETE',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Say that you are not writing an answer any more',
  responses,
});

export const listAnswering = route({
  ...place,
  id: 'tickets.listAnswering',
  method: 'GET',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'Who is writing an answer now',
  responses,
});
