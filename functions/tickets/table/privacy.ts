import * as z from 'zod';
import { sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { TicketArticleRow, TicketRow, ticketPartition } from './tickets.ts';

const At = z.iso.datetime();
const Day = z.iso.date();

/** Why data have to go: the letters of Art. 17(1) GDPR. No free text: it would name the person. */
export const ERASURE_GROUNDS = [
  'no-longer-needed',
  'consent-withdrawn',
  'objection',
  'unlawful',
  'legal-obligation',
] as const;

function padded(ticketId: string): string {
  return ticketId.padStart(10, '0');
}

/** How long a company keeps words of tickets whose category says nothing, and which categories hold commercial letters. */
export const PrivacySettingsRow = entity({
  name: 'tickets.privacy-settings',
  schema: z.object({
    companyId: z.string(),
    version: z.int().positive(),
    standardMonths: z.int().positive().optional(),
    letterCategories: z.array(z.string()),
    at: At,
    by: z.string(),
  }),
  key: ({ companyId }: { companyId: string }) => ({ pk: `C#${companyId}#HELP-DESK-PRIVACY`, sk: 'SETTINGS' }),
  access: ['of a company, whenever words are looked at for being redacted'],
});
export type PrivacySettingsRow = ItemOf<typeof PrivacySettingsRow>;

/** What people have said of the words of a ticket: that they are needed, that they are commercial letters. */
export const TicketMarksRow = entity({
  name: 'tickets.privacy-marks',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    version: z.int().positive(),
    hold: z.object({ at: At, by: z.string(), reason: z.string() }).optional(),
    isBusinessLetter: z.boolean().optional(),
  }),
  key: ({ companyId, ticketId }: { companyId: string; ticketId: string }) => ({
    pk: ticketPartition(companyId, ticketId),
    sk: 'PRIVACY',
  }),
  index: ({ companyId, ticketId, hold }) =>
    hold ? { gsi1pk: `C#${companyId}#TICKETS-HELD`, gsi1sk: padded(ticketId) } : {},
  access: ['of a ticket, before its words are redacted', 'gsi1: those of a company that are held'],
});
export type TicketMarksRow = ItemOf<typeof TicketMarksRow>;

/** That somebody took part in a ticket, by a hash of the address: what is kept of a person is found by it. */
export const TicketPersonRow = entity({
  name: 'tickets.person',
  schema: z.object({ companyId: z.string(), person: z.string(), ticketId: z.string() }),
  key: (of: { companyId: string; person: string; ticketId: string }) => ({
    pk: `C#${of.companyId}#TICKET-PERSONS#${of.person}`,
    sk: padded(of.ticketId),
  }),
  access: ['tickets of a person, by number'],
});
export type TicketPersonRow = ItemOf<typeof TicketPersonRow>;

export const personHash = (email: string): string => sha256Hex(email.toLowerCase());

/** That an article names a file: the same content lies in the bucket once, and goes with the last article that names it. */
export const TicketFileUseRow = entity({
  name: 'tickets.file-use',
  schema: z.object({
    companyId: z.string(),
    /** Key in the bucket. */
    file: z.string(),
    ticketId: z.string(),
    article: z.int().positive(),
  }),
  key: (of: { companyId: string; file: string; ticketId: string; article: number }) => ({
    pk: `C#${of.companyId}#TICKET-FILES#${sha256Hex(of.file)}`,
    sk: `${padded(of.ticketId)}#${of.article}`,
  }),
  access: ['articles that name a file, before it is deleted'],
});
export type TicketFileUseRow = ItemOf<typeof TicketFileUseRow>;

/** A closed ticket whose words are kept: by category in order of closing, so that a run reads only those that are due. */
export const TicketRetentionRow = entity({
  name: 'tickets.retention',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    /** `-` is none. */
    category: z.string(),
    closedAt: At,
  }),
  key: ({ companyId, ticketId }: { companyId: string; ticketId: string }) => ({
    pk: ticketPartition(companyId, ticketId),
    sk: 'RETENTION',
  }),
  index: ({ companyId, ticketId, category, closedAt }) => ({
    gsi1pk: `C#${companyId}#TICKETS-RETAINED#${category}`,
    gsi1sk: `${closedAt}#${padded(ticketId)}`,
  }),
  access: ['of a ticket', 'gsi1: closed tickets of a category with words, by closing'],
});
export type TicketRetentionRow = ItemOf<typeof TicketRetentionRow>;

/** A category in which a ticket was closed: the lists that a run looks at. */
export const RetainedCategoryRow = entity({
  name: 'tickets.retained-category',
  schema: z.object({ companyId: z.string(), category: z.string() }),
  key: ({ companyId, category }: { companyId: string; category: string }) => ({
    pk: `C#${companyId}#HELP-DESK-PRIVACY`,
    sk: `CATEGORY#${category}`,
  }),
  access: ['all of a company, by every run'],
});

/** Words of an article that the law wants, kept apart from the ticket until their day: nobody sees them there. */
export const BlockedArticleRow = entity({
  name: 'tickets.blocked-article',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    article: z.int().positive(),
    /** The last day on which it is kept. */
    until: Day,
    blockedAt: At,
    title: z.string(),
    requester: TicketRow.schema.shape.requester,
    words: TicketArticleRow.schema,
    /** Of the mail that it came with: its head, and where it lies. */
    mail: z.object({ subject: z.string(), raw: z.string() }).optional(),
  }),
  key: (of: { companyId: string; ticketId: string; article: number }) => ({
    pk: ticketPartition(of.companyId, of.ticketId),
    sk: `BLOCKED#${String(of.article).padStart(6, '0')}`,
  }),
  index: ({ companyId, ticketId, article, until }) => ({
    gsi1pk: `C#${companyId}#TICKETS-BLOCKED`,
    gsi1sk: `${until}#${padded(ticketId)}#${article}`,
  }),
  access: [
    'all of a ticket, by who may see them',
    'gsi1: of a company, by the day on which their retention ends',
  ],
});
export type BlockedArticleRow = ItemOf<typeof BlockedArticleRow>;

/** What stays of an erasure: what was done, when and by whom. Whose data they were is a hash that only the company can make. */
export const TicketErasureRow = entity({
  name: 'tickets.erasure',
  schema: z.object({
    companyId: z.string(),
    erasureId: z.string(),
    person: z.string(),
    /** `waiting`: something of it is open or held, and goes as soon as that has ended. */
    state: z.enum(['running', 'waiting', 'done']),
    ground: z.enum(ERASURE_GROUNDS),
    requestedOn: Day,
    at: At,
    by: z.string(),
    tickets: z.int().nonnegative(),
    articles: z.int().nonnegative(),
    blocked: z.int().nonnegative(),
    mails: z.int().nonnegative(),
    /** Tickets that waited when it was looked at last, the first of them. */
    waiting: z.array(z.object({ ticketId: z.string(), because: z.enum(['open', 'hold']) })),
    doneAt: At.optional(),
  }),
  key: ({ companyId, erasureId }: { companyId: string; erasureId: string }) => ({
    pk: `C#${companyId}#TICKET-ERASURES`,
    sk: erasureId,
  }),
  access: ['all of a company, newest first', 'by id'],
});
export type TicketErasureRow = ItemOf<typeof TicketErasureRow>;

/** Whose data are being erased: gone with the last of them. */
export const ErasingRow = entity({
  name: 'tickets.erasing',
  schema: z.object({
    companyId: z.string(),
    email: z.string(),
    erasureId: z.string(),
    /** What came later is not meant. */
    at: At,
  }),
  key: ({ companyId, email }: { companyId: string; email: string }) => ({
    pk: `C#${companyId}#TICKET-ERASING`,
    sk: personHash(email),
  }),
  access: ['all of a company, by every run', 'by address'],
});
export type ErasingRow = ItemOf<typeof ErasingRow>;
