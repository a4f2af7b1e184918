import * as z from 'zod';
import { entity, type ItemOf } from '../table/entity.ts';

const At = z.iso.datetime();
const Person = z.object({ email: z.string(), name: z.string().optional() });

export const MAIL_STATES = ['waiting', 'sending', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Why a mail was not sent (yet). `sender-not-set-up` is nobody's failure: it waits until mail is set up. */
export const UNSENT_BECAUSE = [
  'sender-not-set-up',
  'try-again',
  'refused',
  'too-large',
  'attachment-missing',
  'outcome-unknown',
] as const;
export type UnsentBecause = (typeof UNSENT_BECAUSE)[number];

/** Words of mails are kept in what they are about; here they go, once they have been sent. */
const SENT_DAYS = 30;
const FAILED_DAYS = 180;

/** A mail on its way out: written in the transaction of what causes it, and sent afterwards. */
export const OutgoingMailRow = entity({
  name: 'mail.outgoing',
  schema: z.object({
    companyId: z.string(),
    mailId: z.string(),
    /** Whose it is, and what of: `tickets`, `1042/articles/3`. */
    about: z.object({ module: z.string(), subject: z.string() }),
    from: Person,
    to: z.array(Person).readonly(),
    cc: z.array(Person).readonly(),
    subject: z.string(),
    text: z.string(),
    messageId: z.string(),
    inReplyTo: z.string().optional(),
    references: z.array(z.string()).readonly(),
    marks: z.object({
      'Auto-Submitted': z.enum(['auto-replied', 'auto-generated']).optional(),
      'X-Auto-Response-Suppress': z.literal('All').optional(),
      Precedence: z.literal('bulk').optional(),
    }),
    attachments: z
      .array(z.object({ fileName: z.string(), mediaType: z.string(), sizeBytes: z.int(), key: z.string() }))
      .readonly(),
    queuedAt: At,
    version: z.int().positive(),
    state: z.enum(MAIL_STATES),
    /** When it is next looked at; while it is sent, when whoever sends it counts as dead. */
    dueAt: At,
    /** Attempts that the mail service has answered, or should have. */
    attempts: z.int().nonnegative(),
    /** Attempts of which nobody knows whether they sent it. */
    uncertain: z.int().nonnegative(),
    because: z.enum(UNSENT_BECAUSE).optional(),
    /** What the mail service said. */
    detail: z.string().optional(),
    /** When it was sent, or given up. */
    settledAt: At.optional(),
    /** The Message-ID that its readers see; SES puts its own in the place of ours. */
    sentMessageId: z.string().optional(),
  }),
  key: ({ companyId, mailId }: { companyId: string; mailId: string }) => ({
    pk: `C#${companyId}#OUTBOX#${mailId}`,
    sk: 'MAIL',
  }),
  index: ({ companyId, mailId, state, dueAt, settledAt }) => {
    const list = state === 'sent' ? 'SENT' : state === 'failed' ? 'FAILED' : 'WAITING';
    return { gsi1pk: `C#${companyId}#OUTBOX#${list}`, gsi1sk: `${settledAt ?? dueAt}#${mailId}` };
  },
  expiresAt: ({ state, settledAt }) => {
    if (settledAt === undefined) return undefined;
    const days = state === 'sent' ? SENT_DAYS : FAILED_DAYS;
    return Math.floor(Date.parse(settledAt) / 1000) + days * 86_400;
  },
  access: [
    'by id, by who sends it',
    'gsi1: those that wait, by the moment in which they are due; those that failed or were sent, newest first',
  ],
});
export type OutgoingMailRow = ItemOf<typeof OutgoingMailRow>;

/** How the sending of a mail ended; its insert is what the module is told that wanted it. */
export const MailOutcomeRow = entity({
  name: 'mail.outcome',
  schema: z.object({
    companyId: z.string(),
    mailId: z.string(),
    /** Of the mail when it ended so: a mail that failed may be sent later. */
    version: z.int().positive(),
    about: z.object({ module: z.string(), subject: z.string() }),
    state: z.enum(['sent', 'failed']),
    because: z.enum(UNSENT_BECAUSE).optional(),
    sentMessageId: z.string().optional(),
    at: At,
  }),
  key: (of: { companyId: string; mailId: string; version: number }) => ({
    pk: `C#${of.companyId}#OUTBOX#${of.mailId}`,
    sk: `OUTCOME#${String(of.version).padStart(6, '0')}`,
  }),
  expiresAt: ({ at }) => Math.floor(Date.parse(at) / 1000) + FAILED_DAYS * 86_400,
  access: ['of a mail, in order'],
});
export type MailOutcomeRow = ItemOf<typeof MailOutcomeRow>;
