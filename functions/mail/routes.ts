import * as z from 'zod';
import { CompanyId, CompanyParams, PageQuery, pageOf } from '../../shared/http/fields.ts';
import { route } from '../../shared/http/route.ts';
import { MAIL_STATES, UNSENT_BECAUSE } from '../../shared/mail/table.ts';

const At = z.iso.datetime();
const Person = z.object({ email: z.string(), name: z.string().optional() });
const MailId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/, 'must be the id of a mail');
const MailParams = z.object({ companyId: CompanyId, mailId: MailId });

export const OutgoingMailView = z
  .object({
    id: z.string(),
    about: z.object({ module: z.string(), subject: z.string() }).meta({
      description: 'Whose mail it is, and what of',
      example: { module: 'tickets', subject: '1042/articles/3' },
    }),
    from: Person,
    to: z.array(Person).readonly(),
    cc: z.array(Person).readonly(),
    subject: z.string(),
    messageId: z.string(),
    sentMessageId: z
      .string()
      .optional()
      .describe('The Message-ID that its readers see, where the mail service put its own.'),
    attachments: z
      .array(z.object({ fileName: z.string(), mediaType: z.string(), sizeBytes: z.int() }))
      .readonly(),
    state: z.enum(MAIL_STATES),
    because: z
      .enum(UNSENT_BECAUSE)
      .optional()
      .describe(
        'Why it was not sent (yet). `sender-not-set-up`: it waits until mail may be sent from its domain.',
      ),
    detail: z.string().optional().describe('What the mail service said.'),
    attempts: z.int(),
    queuedAt: At,
    dueAt: At.optional().describe('When it is next tried.'),
    settledAt: At.optional(),
  })
  .meta({ id: 'OutgoingMail' });
export type OutgoingMailView = z.output<typeof OutgoingMailView>;

export const listOutgoingMails = route({
  id: 'mail.listOutgoingMails',
  method: 'GET',
  path: '/companies/{companyId}/outgoing-mails',
  scope: 'read',
  permission: 'mail.read',
  summary: 'Mails on their way out: those that failed, wait, or were sent',
  description:
    'Without their words, which stand in what they are about. Lists follow within moments; sent ones stay for 30 days.',
  params: CompanyParams,
  query: PageQuery.extend({ state: z.enum(['failed', 'waiting', 'sent']).default('failed') }),
  responses: { 200: { description: 'A page of mails', body: pageOf(OutgoingMailView) } },
});

export const getOutgoingMail = route({
  id: 'mail.getOutgoingMail',
  method: 'GET',
  path: '/companies/{companyId}/outgoing-mails/{mailId}',
  scope: 'read',
  permission: 'mail.read',
  summary: 'A mail on its way out',
  params: MailParams,
  responses: { 200: { description: 'As it stands', body: OutgoingMailView } },
});

export const postSending = route({
  id: 'mail.postSending',
  method: 'POST',
  path: '/companies/{companyId}/outgoing-mails/{mailId}/sendings',
  scope: 'write',
  permission: 'mail.send-again',
  summary: 'Send a mail again that failed, or one that waits at once',
  description:
    'It is sent within minutes. A mail that failed as `outcome-unknown` may have arrived: its readers may get it twice.',
  params: MailParams,
  responses: { 202: { description: 'It is due', body: OutgoingMailView } },
});
