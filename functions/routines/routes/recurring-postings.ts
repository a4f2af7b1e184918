import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  Instant,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { PostingBody } from '../../ledger/contract/posting.ts';
import { Problem } from '../table.ts';

const RecurringId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$/, 'has 1 to 40 letters, digits or . _ : -')
  .meta({ description: 'Chosen by the caller', example: 'rent' });
const RecurringParams = z.object({ companyId: CompanyId, recurringPostingId: RecurringId });

/** Dates of their own and foreign amounts do not recur. */
const RecurringBody = z
  .strictObject({
    posting: PostingBody.omit({
      id: true,
      date: true,
      serviceDate: true,
      taxDate: true,
      dueDate: true,
      foreign: true,
      vouchers: true,
    }).describe('`text` and `documentNumber` may contain {year}, {month} (two digits) and {monthName}.'),
    start: DateField,
    end: DateField.optional().describe('Last day on which it may occur.'),
    everyMonths: z.int().min(1).max(12).default(1),
    dayOfMonth: z.int().min(1).max(31).describe('Shorter months have it on their last day.'),
    state: z.enum(['active', 'paused']).default('active'),
  })
  .meta({
    example: {
      posting: {
        amount: '1190.00',
        debitAccount: '4210',
        creditAccount: '1200',
        text: 'Miete {monthName} {year}',
        documentNumber: 'MIETE-{year}-{month}',
      },
      start: '2026-01-01',
      everyMonths: 1,
      dayOfMonth: 1,
    },
  });

export const RecurringView = z
  .object({
    id: z.string(),
    ...RecurringBody.shape,
    bookedThrough: z.string().optional().describe('Day of the last occurrence that has been booked.'),
    problem: Problem.optional().describe(
      'Why the next occurrence could not be booked; it is tried again hourly.',
    ),
    changedAt: Instant,
    changedBy: z.string(),
  })
  .meta({ id: 'RecurringPosting' });

const PATH = '/companies/{companyId}/recurring-postings/{recurringPostingId}';

export const putRecurring = route({
  id: 'routines.putRecurringPosting',
  method: 'PUT',
  path: PATH,
  scope: 'write',
  permission: 'routines.manage',
  summary: 'Let a posting recur, or change how it does',
  description:
    'Needs `ledger.post` too, because it will book. Changing one needs If-Match. It occurs on the first `dayOfMonth` on or ' +
    'after `start` and then every `everyMonths` months; the schedule books hourly what is due and catches up what was ' +
    'missed, also what fell into a pause (a later `start` leaves it out). What has been booked stays.',
  params: RecurringParams,
  body: RecurringBody,
  responses: {
    200: { description: 'As it stands now', body: RecurringView },
    201: { description: 'Created', body: RecurringView },
  },
});

export const getRecurring = route({
  id: 'routines.getRecurringPosting',
  method: 'GET',
  path: PATH,
  scope: 'read',
  permission: 'routines.read',
  summary: 'A recurring posting, with ETag, how far it is booked, and what is in its way',
  params: RecurringParams,
  responses: { 200: { description: 'The recurring posting', body: RecurringView } },
});

export const listRecurring = route({
  id: 'routines.listRecurringPostings',
  method: 'GET',
  path: '/companies/{companyId}/recurring-postings',
  scope: 'read',
  permission: 'routines.read',
  summary: 'Recurring postings in the order of their ids',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of them', body: pageOf(RecurringView) } },
});

export const deleteRecurring = route({
  id: 'routines.deleteRecurringPosting',
  method: 'DELETE',
  path: PATH,
  scope: 'write',
  permission: 'routines.manage',
  summary: 'End a recurring posting; what was booked stays',
  description:
    'Needs If-Match. Another one under the same id does not book days again that this one has booked: the same content ' +
    'counts as booked, other content is a problem of `ledger.id-reused`.',
  params: RecurringParams,
  responses: { 204: { description: 'Ended' } },
});

export const listOccurrences = route({
  id: 'routines.listOccurrences',
  method: 'GET',
  path: `${PATH}/occurrences`,
  scope: 'read',
  permission: 'routines.read',
  summary: 'Days on which it occurs, and what would be booked',
  params: RecurringParams,
  query: z.object({ through: DateField }),
  responses: {
    200: {
      description: 'The first 1,000 occurrences up to that day',
      body: z.object({
        items: z.array(
          z.object({
            date: z.string(),
            entryId: z.string(),
            booked: z.boolean(),
            text: z.string(),
            documentNumber: z.string().optional(),
          }),
        ),
      }),
    },
  },
});

export const runRecurring = route({
  id: 'routines.runRecurringPosting',
  method: 'POST',
  path: `${PATH}/runs`,
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Book what is due up to a day now, without waiting for the schedule',
  description:
    'The same request again books nothing twice. Up to 120 occurrences; a refusal ends the run and is answered as ' +
    '`problem` of the recurring posting.',
  params: RecurringParams,
  body: z.strictObject({ through: DateField }).meta({ example: { through: '2026-03-31' } }),
  responses: {
    200: {
      description: 'What was booked',
      body: z.object({
        booked: z.array(z.object({ date: z.string(), entryId: z.string() })),
        recurringPosting: RecurringView,
      }),
    },
  },
});
