import * as z from 'zod';
import { DateField, PageQuery, PrincipalId, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code } from '../contract.ts';
import { MAX_MINUTES } from '../domain/ticket/time.ts';
import { TicketParams, TicketView } from './ticket-views.ts';

const At = z.iso.datetime();
const Entry = z.int().positive();
const place = { path: '/companies/{companyId}/tickets/{ticketId}/time', params: TicketParams } as const;

const TimeView = z
  .object({
    entry: Entry,
    minutes: z.int(),
    on: z.string(),
    agent: z.string(),
    activity: z.string().optional(),
    note: z.string().optional(),
    replaces: Entry.optional(),
    at: At,
    by: z.string(),
    takenBack: z.object({ at: At, by: z.string() }).optional().describe('It no longer counts.'),
  })
  .meta({ id: 'TicketTime' });

export const postTime = route({
  ...place,
  id: 'tickets.postTime',
  method: 'POST',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Book time that was spent on a ticket',
  description:
    'Agents book their own time; that of others needs `tickets.manage`. A booking is never changed: `replaces` takes another one back and ' +
    'puts this in its place. It counts in `reports/tickets/time` on the day of the work.',
  body: z
    .strictObject({
      minutes: z.int().min(1).max(MAX_MINUTES),
      on: DateField.optional().describe(
        'Day of the work: today by the company’s time zone, unless said; at most a year ago.',
      ),
      agent: PrincipalId.optional().describe('Whose time it was: yours, unless said.'),
      activity: Code.optional(),
      note: z.string().trim().min(1).max(2_000).optional(),
      replaces: Entry.optional(),
    })
    .meta({ example: { minutes: 25, activity: 'on-site', note: 'New drum in the printer' } }),
  idempotent: true,
  responses: {
    201: {
      description: 'Booked',
      body: z.object({ ticket: TicketView, time: TimeView }).meta({ id: 'BookedTime' }),
    },
  },
});

export const listTime = route({
  ...place,
  id: 'tickets.listTime',
  method: 'GET',
  scope: 'read',
  permission: 'tickets.read',
  summary:
    'Time that was booked on a ticket, in order; `spentMinutes` of the ticket is the sum of what stands',
  query: PageQuery,
  responses: { 200: { description: 'A page of bookings', body: pageOf(TimeView) } },
});

export const deleteTime = route({
  id: 'tickets.deleteTime',
  method: 'DELETE',
  path: '/companies/{companyId}/tickets/{ticketId}/time/{entry}',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Take a booking back; it stays in the list and counts no more',
  params: TicketParams.extend({ entry: z.coerce.number().int().positive() }),
  responses: { 204: { description: 'Taken back' } },
});
