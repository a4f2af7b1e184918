import * as z from 'zod';
import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

export const postIndexing = route({
  id: 'tickets.indexTickets',
  method: 'POST',
  path: '/companies/{companyId}/help-desk/search-index',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Have tickets found by their words that are older than the index, or than what it holds of them',
  description:
    'New and changed tickets are found by themselves. A call looks at up to 500 tickets in the order of their numbers, for 15 seconds at most: ' +
    'call again with `after` as `through` says until it is `last`. The same again changes nothing.',
  params: CompanyParams,
  body: z
    .strictObject({
      after: z.int().nonnegative().max(9_999_999_999).default(0).describe('Tickets from the next number on.'),
    })
    .meta({ example: { after: 0 } }),
  responses: {
    200: {
      description: 'How far it has come',
      body: z
        .object({
          through: z.int().describe('Tickets up to this number were looked at.'),
          last: z.int().describe('The last number of the company.'),
          changed: z.int().describe('Tickets that are found by other words than before.'),
        })
        .meta({ id: 'TicketsIndexed' }),
    },
  },
});
