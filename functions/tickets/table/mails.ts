import * as z from 'zod';
import { sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { PARKED_BECAUSE } from '../domain/mail/decide-mail.ts';
import { STANDARD_WITHOUT_TICKET_DAYS } from '../domain/mail/without-ticket.ts';

const At = z.iso.datetime();

/** What became of a mail. A duplicate is counted, and not kept again. */
export const MAIL_OUTCOMES = ['ticket', 'article', 'parked', 'refused'] as const;

/** Those that wait for a person; those that were refused, with their words; all others. */
export type MailList = 'PARKED' | 'REFUSED' | 'DECIDED';

export function mailsOfList(companyId: string, list: MailList): string {
  return `C#${companyId}#MAILS#${list}`;
}

function listOf(outcome: (typeof MAIL_OUTCOMES)[number], redactedAt: string | undefined): MailList {
  if (outcome === 'parked') return 'PARKED';
  return outcome === 'refused' && redactedAt === undefined ? 'REFUSED' : 'DECIDED';
}

/** The list of mails from an address. */
export function mailsFrom(companyId: string, email: string): string {
  return `C#${companyId}#MAILS-FROM#${sha256Hex(email.toLowerCase())}`;
}

/** A mail that arrived, once: whatever becomes of it, it is kept raw, until its words have to go. */
export const MailRow = entity({
  name: 'tickets.mail',
  schema: z.object({
    companyId: z.string(),
    /** By mailbox, Message-ID and content (`domain/mail/mail-key.ts`): the same mail has the same. */
    mailId: z.string(),
    /** The upload, or the object, that it came in with first. */
    source: z.string(),
    /** Empty where it was delivered to none that is kept. */
    mailbox: z.string(),
    receivedAt: At,
    outcome: z.enum(MAIL_OUTCOMES),
    because: z.enum(PARKED_BECAUSE).optional(),
    ticketId: z.string().optional(),
    article: z.int().optional(),
    from: z.object({ email: z.string(), name: z.string().optional() }).optional(),
    subject: z.string(),
    /** Whether a machine of ours may answer it, were it let in. */
    mayBeAnswered: z.boolean().optional(),
    raw: z.object({ key: z.string(), sizeBytes: z.int(), sha256: z.string() }),
    /** Hashes of the files that came with it, as they lie in the bucket. */
    files: z.array(z.string()).optional(),
    /** Since when sender, subject and content are gone; it is known all the same. */
    redactedAt: At.optional(),
    /** What a person decided of a mail that waited. */
    decided: z.object({ at: At, by: z.string(), reason: z.string().optional() }).optional(),
  }),
  key: ({ companyId, mailId }: { companyId: string; mailId: string }) => ({
    pk: `C#${companyId}#MAIL#${mailId}`,
    sk: 'MAIL',
  }),
  index: ({ companyId, mailId, outcome, receivedAt, redactedAt, from }) => ({
    gsi1pk: mailsOfList(companyId, listOf(outcome, redactedAt)),
    gsi1sk: `${receivedAt}#${mailId}`,
    ...(from && { gsi2pk: mailsFrom(companyId, from.email), gsi2sk: `${receivedAt}#${mailId}` }),
  }),
  access: [
    'by id, whenever a mail arrives',
    'gsi1: those that wait for a person, were refused and still have their words, or the others, by arrival',
    'gsi2: those of a sender, by arrival',
  ],
});
export type MailRow = ItemOf<typeof MailRow>;

/** The ticket that a mail with this Message-ID belongs to: by it, answers find their thread. */
export const MessageIdRow = entity({
  name: 'tickets.message-id',
  schema: z.object({
    companyId: z.string(),
    messageId: z.string(),
    ticketId: z.string(),
    /** Of our mails, the reply that went out under it. */
    article: z.int().positive().optional(),
  }),
  key: ({ companyId, messageId }: { companyId: string; messageId: string }) => ({
    pk: `C#${companyId}#MESSAGE-ID#${sha256Hex(messageId)}`,
    sk: 'MESSAGE-ID',
  }),
  access: ['by Message-IDs that a mail answers'],
});
export type MessageIdRow = ItemOf<typeof MessageIdRow>;

/** An address at which a company takes mail. */
export const MailboxRow = entity({
  name: 'tickets.mailbox',
  schema: z.object({
    companyId: z.string(),
    /** Lower case. */
    address: z.string(),
    version: z.int().positive(),
    name: z.string().optional(),
    team: z.string().optional(),
    category: z.string().optional(),
    takesAutomatic: z.boolean(),
    at: At,
    by: z.string(),
  }),
  key: ({ companyId, address }: { companyId: string; address: string }) => ({
    pk: `C#${companyId}#MAILBOXES`,
    sk: address,
  }),
  access: ['all of a company, by every mail', 'by address'],
});
export type MailboxRow = ItemOf<typeof MailboxRow>;

/** Whose an address is; of all companies, because mail servers know no companies. */
export const MailboxOwnerRow = entity({
  name: 'tickets.mailbox-owner',
  schema: z.object({ address: z.string(), companyId: z.string() }),
  key: ({ address }: { address: string }) => ({ pk: `MAILBOX#${sha256Hex(address)}`, sk: 'OWNER' }),
  access: ['by address, when a mail server brings a mail'],
});
export type MailboxOwnerRow = ItemOf<typeof MailboxOwnerRow>;

/** How a company takes mail. */
export const MailSettingsRow = entity({
  name: 'tickets.mail-settings',
  schema: z.object({
    companyId: z.string(),
    version: z.int().positive(),
    /** By which our mails are signed, so that answers find their ticket. */
    secret: z.string(),
    sameDomain: z.boolean(),
    reopenDays: z.int(),
    ticketsPerSenderHour: z.int(),
    automaticPerTicketHour: z.int(),
    /** Addresses of agents: who wrote a mail that they pass on is its requester. */
    agents: z.array(z.string()),
    /** How long words of mails are kept that became no ticket. */
    withoutTicketDays: z.int().default(STANDARD_WITHOUT_TICKET_DAYS),
  }),
  key: ({ companyId }: { companyId: string }) => ({ pk: `C#${companyId}#MAIL-SETTINGS`, sk: 'SETTINGS' }),
  access: ['of a company, by every mail'],
});
export type MailSettingsRow = ItemOf<typeof MailSettingsRow>;

/** How many mails came in an hour from a sender, or to a ticket. */
export const MailRateRow = entity({
  name: 'tickets.mail-rate',
  schema: z.object({ companyId: z.string(), of: z.string(), hour: z.string(), count: z.int() }),
  key: ({ companyId, of, hour }: { companyId: string; of: string; hour: string }) => ({
    pk: `C#${companyId}#MAIL-RATE#${sha256Hex(of)}`,
    sk: hour,
  }),
  expiresAt: ({ hour }) => Math.floor(Date.parse(`${hour}:00:00Z`) / 1000) + 2 * 86_400,
  access: ['by sender or ticket and hour, by every mail'],
});
export type MailRateRow = ItemOf<typeof MailRateRow>;

/** That a delivery of a mail server was worked on, so that it is counted once however often it is told of. */
export const MailDeliveryRow = entity({
  name: 'tickets.mail-delivery',
  schema: z.object({ companyId: z.string(), source: z.string(), at: At }),
  key: ({ companyId, source }: { companyId: string; source: string }) => ({
    pk: `C#${companyId}#MAIL-DELIVERY#${sha256Hex(source)}`,
    sk: 'DELIVERY',
  }),
  // Messages are delivered again for two weeks, and sent again by people for half a year.
  expiresAt: ({ at }) => Math.floor(Date.parse(at) / 1000) + 400 * 86_400,
  access: ['by delivery, whenever a mail server brings a mail'],
});
export type MailDeliveryRow = ItemOf<typeof MailDeliveryRow>;

/** Mails of a day by what became of them; `received` is always the sum of the others. */
export const MailDayRow = entity({
  name: 'tickets.mail-day',
  schema: z.object({
    companyId: z.string(),
    day: z.iso.date(),
    received: z.int(),
    ticket: z.int(),
    article: z.int(),
    duplicate: z.int(),
    parked: z.int(),
    refused: z.int(),
  }),
  key: ({ companyId, day }: { companyId: string; day: string }) => ({
    pk: `C#${companyId}#MAIL-DAYS`,
    sk: day,
  }),
  access: ['of a company, by day'],
});
export type MailDayRow = ItemOf<typeof MailDayRow>;
