import * as z from 'zod';
import { CompanyId, CompanyParams, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, EmailField, Line, TicketId } from '../contract.ts';
import { PARKED_BECAUSE } from '../domain/mail/decide-mail.ts';
import { STANDARD_WITHOUT_TICKET_DAYS } from '../domain/mail/without-ticket.ts';
import { MAIL_OUTCOMES } from '../table/mails.ts';

const At = z.iso.datetime();
const MailId = z.string().regex(/^mal_[0-9a-f]{40}$/, 'must be the id of a mail');
const MailParams = z.object({ companyId: CompanyId, mailId: MailId });
const MailboxParams = z.object({ companyId: CompanyId, address: EmailField });

const MailView = z
  .object({
    mailId: MailId,
    mailbox: z.string().describe('Empty where it was delivered to none that is kept.'),
    receivedAt: At,
    outcome: z.enum(MAIL_OUTCOMES),
    because: z.enum(PARKED_BECAUSE).optional().describe('Why it waits, or waited, for a person.'),
    ticketId: z.string().optional(),
    article: z.int().optional(),
    from: z.object({ email: z.string(), name: z.string().optional() }).optional(),
    subject: z.string(),
    sizeBytes: z.int(),
    wordsEndAt: At.optional().describe(
      'Of one that became no ticket: from when on sender, subject and content are taken away; one that still waits is refused then.',
    ),
    redactedAt: At.optional().describe('When sender, subject and content were taken away.'),
    decided: z.object({ at: At, by: z.string(), reason: z.string().optional() }).optional(),
  })
  .meta({ id: 'Mail' });

export const listMails = route({
  id: 'tickets.listMails',
  method: 'GET',
  path: '/companies/{companyId}/mail/arrived',
  scope: 'read',
  permission: 'tickets.read',
  summary:
    'Mails that arrived: those that wait for a person, oldest first; those that were refused, or the others, newest first',
  description:
    'The list follows changes within moments. Refused ones stand among the others once their words are gone (`wordsEndAt`).',
  params: CompanyParams,
  query: PageQuery.extend({ state: z.enum(['parked', 'refused', 'decided']).default('parked') }),
  responses: { 200: { description: 'A page of mails', body: pageOf(MailView) } },
});

export const getMail = route({
  id: 'tickets.getMail',
  method: 'GET',
  path: '/companies/{companyId}/mail/arrived/{mailId}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'A mail that arrived, and a link to it as it came',
  params: MailParams,
  responses: {
    200: {
      description: 'The mail; the link works for 15 minutes',
      body: z
        .object({ ...MailView.shape, raw: z.object({ url: z.string(), expiresAt: At }) })
        .meta({ id: 'MailWithLink' }),
    },
  },
});

export const releaseMail = route({
  id: 'tickets.releaseMail',
  method: 'POST',
  path: '/companies/{companyId}/mail/arrived/{mailId}/release',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Make a ticket of a mail that waits, or an article of a ticket',
  params: MailParams,
  body: z
    .strictObject({
      ticketId: TicketId.optional().describe('Of this ticket; without, of a new one.'),
      from: EmailField.optional().describe('Whose it is, where the mail does not say.'),
    })
    .meta({ example: {} }),
  responses: { 200: { description: 'What it became', body: MailView } },
});

export const refuseMail = route({
  id: 'tickets.refuseMail',
  method: 'POST',
  path: '/companies/{companyId}/mail/arrived/{mailId}/refusal',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Refuse a mail that waits, with a reason; it stays as it came for as long as it would have waited',
  params: MailParams,
  body: z.strictObject({ reason: Line(300) }).meta({ example: { reason: 'Advertising' } }),
  responses: { 200: { description: 'As it stands now', body: MailView } },
});

const MailDayView = z
  .object({
    day: z.iso.date(),
    received: z.int().describe('Always the sum of the others.'),
    ticket: z.int(),
    article: z.int(),
    duplicate: z.int(),
    parked: z.int().describe('Those that still wait.'),
    refused: z.int(),
  })
  .meta({ id: 'MailDay' });

export const listMailDays = route({
  id: 'tickets.listMailDays',
  method: 'GET',
  path: '/companies/{companyId}/mail/counts',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'How many mails arrived each day (UTC), and what became of them',
  params: CompanyParams,
  query: PageQuery.extend({
    from: z.iso.date().default('2000-01-01'),
    to: z.iso.date().default('9999-12-31'),
  }),
  responses: { 200: { description: 'Days with mail', body: pageOf(MailDayView) } },
});

const MailboxBody = z
  .strictObject({
    name: Line(100).optional().describe('What requesters see beside the address.'),
    team: Code.optional(),
    category: Code.optional(),
    takesAutomatic: z
      .boolean()
      .default(false)
      .describe('Mails of machines become tickets too, as those of monitoring; else they wait for a person.'),
  })
  .meta({ id: 'MailboxBody', example: { name: 'IT support', team: 'first-level' } });
const MailboxView = MailboxBody.extend({
  address: z.string(),
  version: z.int(),
  at: At,
  by: z.string(),
}).meta({ id: 'Mailbox' });

export const putMailbox = route({
  id: 'tickets.putMailbox',
  method: 'PUT',
  path: '/companies/{companyId}/mail/mailboxes/{address}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Keep an address at which mail is taken; one that stands needs If-Match',
  params: MailboxParams,
  body: MailboxBody,
  responses: { 200: { description: 'As it stands now', body: MailboxView } },
});

export const getMailbox = route({
  id: 'tickets.getMailbox',
  method: 'GET',
  path: '/companies/{companyId}/mail/mailboxes/{address}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'An address at which mail is taken, with ETag',
  params: MailboxParams,
  responses: { 200: { description: 'The mailbox', body: MailboxView } },
});

export const listMailboxes = route({
  id: 'tickets.listMailboxes',
  method: 'GET',
  path: '/companies/{companyId}/mail/mailboxes',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'All addresses at which mail is taken',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(MailboxView) }) } },
});

export const deleteMailbox = route({
  id: 'tickets.deleteMailbox',
  method: 'DELETE',
  path: '/companies/{companyId}/mail/mailboxes/{address}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Take no mail at an address any more; needs If-Match',
  params: MailboxParams,
  responses: { 204: { description: 'Gone' } },
});

const MailSettingsBody = z
  .strictObject({
    sameDomain: z.boolean().describe('Whoever writes from the domain of a participant takes part too.'),
    reopenDays: z
      .int()
      .min(0)
      .max(3_650)
      .describe('Answers to what has been closed for longer open a new ticket.'),
    ticketsPerSenderHour: z.int().min(1).max(1_000),
    automaticPerTicketHour: z.int().min(0).max(100),
    agents: z
      .array(EmailField)
      .max(500)
      .describe('Addresses of agents: who wrote a mail that they pass on is its requester.'),
    withoutTicketDays: z
      .int()
      .min(1)
      .max(365)
      .default(STANDARD_WITHOUT_TICKET_DAYS)
      .describe(
        'Mails that have become no ticket so many days after they arrived lose sender, subject and content; those that still wait are refused. ' +
          'Lists of the day say so a week before.',
      ),
  })
  .meta({
    id: 'MailSettingsBody',
    example: {
      sameDomain: false,
      reopenDays: 14,
      ticketsPerSenderHour: 20,
      automaticPerTicketHour: 5,
      agents: ['anna@example.com'],
      withoutTicketDays: 30,
    },
  });
const MailSettingsView = MailSettingsBody.extend({ version: z.int() }).meta({ id: 'MailSettings' });

export const getMailSettings = route({
  id: 'tickets.getMailSettings',
  method: 'GET',
  path: '/companies/{companyId}/mail/settings',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'How mail is taken, with ETag; the standard until it is set',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: MailSettingsView } },
});

export const putMailSettings = route({
  id: 'tickets.putMailSettings',
  method: 'PUT',
  path: '/companies/{companyId}/mail/settings',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Set how mail is taken; needs If-Match',
  params: CompanyParams,
  body: MailSettingsBody,
  responses: { 200: { description: 'As it stands now', body: MailSettingsView } },
});
