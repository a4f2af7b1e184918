import * as z from 'zod';
import { CompanyId, CompanyParams, madeId, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, EmailField, Line, TicketId } from '../contract.ts';
import { ARTICLE_KINDS } from '../domain/ticket/events.ts';
import { TICKET_STATES } from '../domain/ticket/ticket.ts';
import { MAIL_OUTCOMES } from '../table/mails.ts';
import { ERASURE_GROUNDS } from '../table/privacy.ts';
import { ArticleView, TicketParams } from './ticket-views.ts';

const At = z.iso.datetime();
const Day = z.iso.date();
const Months = z.int().min(1).max(1_200);
const PRIVACY = '/companies/{companyId}/help-desk/privacy';
const Part = z.enum(['requester', 'participant']);
/** A ticket may have many articles, each of 280 kB: an answer has 6 MB at most. */
const ArticlePage = PageQuery.extend({ limit: z.coerce.number().int().min(1).max(15).default(15) });
const TicketPage = PageQuery.extend({ limit: z.coerce.number().int().min(1).max(50).default(25) });

const SettingsBody = z
  .strictObject({
    standardMonths: Months.optional().describe(
      'How long words of closed tickets are kept whose category says nothing (`retentionMonths`); without, until somebody asks for their erasure.',
    ),
    letterCategories: z
      .array(Code)
      .max(200)
      .default([])
      .describe('Whose tickets hold commercial letters: kept apart until six years after their year have passed.'),
  })
  .meta({
    id: 'HelpDeskPrivacyBody',
    example: { standardMonths: 24, letterCategories: ['complaint'] },
  }); // biome-ignore format: long words
const SettingsView = SettingsBody.extend({ version: z.int() }).meta({ id: 'HelpDeskPrivacy' });

export const getPrivacy = route({
  id: 'tickets.getPrivacy',
  method: 'GET',
  path: `${PRIVACY}/settings`,
  scope: 'read',
  permission: 'tickets.read',
  summary: 'How long words of tickets are kept, with ETag',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: SettingsView } },
});

export const putPrivacy = route({
  id: 'tickets.putPrivacy',
  method: 'PUT',
  path: `${PRIVACY}/settings`,
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Set how long words of tickets are kept; needs If-Match',
  params: CompanyParams,
  body: SettingsBody,
  responses: { 200: { description: 'As it stands now', body: SettingsView } },
});

const PersonQuery = { email: EmailField };

export const getPerson = route({
  id: 'tickets.getPerson',
  method: 'GET',
  path: `${PRIVACY}/personal-data`,
  scope: 'read',
  permission: 'tickets.protect',
  summary: 'What the help desk keeps of a person, ticket by ticket (Art. 15 and 20 GDPR)',
  description:
    'Whoever answers goes on with `personal-data/articles` for each ticket, which has notes about the person too, and with ' +
    '`personal-data/mails`. Tickets are found a few seconds after somebody wrote. Files are named by their SHA-256; a link is given by the file of the article.',
  params: CompanyParams,
  query: TicketPage.extend(PersonQuery),
  responses: {
    200: {
      description: 'A page of tickets',
      body: z
        .object({
          email: z.string(),
          name: z.string().optional(),
          requesterId: z.string().optional(),
          purpose: z.string(),
          retention: z.string(),
          recipients: z.string(),
          erasure: z.string().optional().describe('The erasure that is going on.'),
          tickets: z.array(
            z.object({
              ticketId: z.string(),
              part: Part,
              title: z.string(),
              kind: z.string(),
              state: z.enum(TICKET_STATES),
              category: z.string().optional(),
              tags: z.array(z.string()).readonly(),
              openedAt: At,
              closedAt: At.optional(),
              redactedAt: At.optional(),
              articles: z.int(),
              participants: z.array(z.string()),
              hold: z.object({ at: At }).optional(),
            }),
          ),
          next: z.string().optional(),
        })
        .meta({ id: 'HelpDeskPerson' }),
    },
  },
});

export const listPersonArticles = route({
  id: 'tickets.listPersonArticles',
  method: 'GET',
  path: `${PRIVACY}/personal-data/articles`,
  scope: 'read',
  permission: 'tickets.protect',
  summary: 'All that was written in a ticket of a person, with what is kept apart',
  params: CompanyParams,
  query: ArticlePage.extend({ ...PersonQuery, ticketId: TicketId }),
  responses: {
    200: {
      description: 'A page of articles',
      body: pageOf(
        z.object({
          ...ArticleView.shape,
          isOfPerson: z.boolean().describe('Written by the person.'),
          blockedUntil: Day.optional(),
          sentTo: z.array(z.string()).readonly().optional().describe('Who got it, while that is known.'),
        }),
      ),
    },
  },
});

export const listPersonMails = route({
  id: 'tickets.listPersonMails',
  method: 'GET',
  path: `${PRIVACY}/personal-data/mails`,
  scope: 'read',
  permission: 'tickets.protect',
  summary: 'Mails that a person sent, whatever became of them, as they are kept',
  params: CompanyParams,
  query: PageQuery.extend(PersonQuery),
  responses: {
    200: {
      description: 'A page of mails; each can be fetched as it came',
      body: pageOf(
        z.object({
          mailId: z.string(),
          receivedAt: At,
          mailbox: z.string(),
          subject: z.string(),
          outcome: z.string(),
          ticketId: z.string().optional(),
          article: z.int().optional(),
          sizeBytes: z.int(),
          sha256: z.string(),
          files: z.array(z.string()).describe('SHA-256 of its files.'),
        }),
      ),
    },
  },
});

export const previewErasure = route({
  id: 'tickets.previewErasure',
  method: 'GET',
  path: `${PRIVACY}/erasure-preview`,
  scope: 'read',
  permission: 'tickets.protect',
  summary: 'What an erasure would do: what goes, what is kept apart until when, what waits and why',
  params: CompanyParams,
  query: TicketPage.extend(PersonQuery),
  responses: {
    200: {
      description: 'A page of tickets, as an erasure would treat them now',
      body: pageOf(
        z.object({
          ticketId: z.string(),
          part: Part,
          state: z.enum(TICKET_STATES),
          waits: z
            .enum(['open', 'hold'])
            .optional()
            .describe('It goes once the ticket is closed, or the hold is lifted.'),
          articles: z.array(
            z.object({
              article: z.int(),
              kind: z.enum(ARTICLE_KINDS),
              at: At,
              what: z
                .enum(['redacted', 'blocked', 'kept', 'gone'])
                .describe('`kept`: words of somebody else, without the address; `gone`: before.'),
              until: Day.optional().describe('The last day on which the law wants it.'),
              files: z.int(),
              isMail: z.boolean(),
            }),
          ),
        }),
      )
        .extend({
          mails: z
            .array(z.object({ mailId: z.string(), receivedAt: At, outcome: z.enum(MAIL_OUTCOMES) }))
            .describe('With the first page: up to 100 mails that became no ticket, and go too.'),
        })
        .meta({ id: 'ErasurePreview' }),
    },
  },
});

const ErasureView = z
  .object({
    erasureId: z.string(),
    person: z.string().describe('A hash of the address that only the company can make.'),
    state: z.enum(['running', 'waiting', 'done']),
    ground: z.enum(ERASURE_GROUNDS),
    requestedOn: Day,
    at: At,
    by: z.string(),
    done: z.object({ tickets: z.int(), articles: z.int(), blocked: z.int(), mails: z.int() }),
    waiting: z
      .array(z.object({ ticketId: z.string(), because: z.enum(['open', 'hold']) }))
      .describe('Tickets that go later, the first hundred.'),
    doneAt: At.optional(),
  })
  .meta({ id: 'HelpDeskErasure' });
export type ErasureView = z.output<typeof ErasureView>;

export const postErasure = route({
  id: 'tickets.postErasure',
  method: 'POST',
  path: `${PRIVACY}/erasures`,
  scope: 'write',
  permission: 'tickets.protect',
  summary: 'Erase what the help desk keeps of a person (Art. 17 GDPR)',
  description:
    'Carried out within the hour, by the plan that `erasure-preview` shows. Titles, texts, names, addresses, files and mails go; the history of tickets and ' +
    'all figures stay. Commercial letters are kept apart until their day (Art. 17(3)(b), Art. 18), open and held tickets wait. Tickets opened later are not meant. ' +
    'Asked again while it goes on, it is the same erasure.',
  params: CompanyParams,
  body: z
    .strictObject({
      email: EmailField,
      ground: z.enum(ERASURE_GROUNDS).describe('Art. 17(1) GDPR, (a) to (e).'),
      requestedOn: Day.describe('When the person asked: to be answered within a month (Art. 12(3)).'),
    })
    .meta({
      example: { email: 'anna@example.com', ground: 'consent-withdrawn', requestedOn: '2026-11-20' },
    }),
  responses: { 202: { description: 'Going on', body: ErasureView } },
});

export const getErasure = route({
  id: 'tickets.getErasure',
  method: 'GET',
  path: `${PRIVACY}/erasures/{erasureId}`,
  scope: 'read',
  permission: 'companies.audit',
  summary: 'How far an erasure has come',
  params: z.object({ companyId: CompanyId, erasureId: madeId('ers') }),
  responses: { 200: { description: 'The erasure', body: ErasureView } },
});

export const listErasures = route({
  id: 'tickets.listErasures',
  method: 'GET',
  path: `${PRIVACY}/erasures`,
  scope: 'read',
  permission: 'companies.audit',
  summary: 'What was erased, when, by whom and why, newest first; whose it was is not kept',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of erasures', body: pageOf(ErasureView) } },
});

const HoldView = z.object({
  ticketId: z.string(),
  hold: z.object({ at: At, by: z.string(), reason: z.string() }).optional(),
  isBusinessLetter: z.boolean().optional(),
});

export const putHold = route({
  id: 'tickets.putHold',
  method: 'PUT',
  path: `${PRIVACY}/holds/{ticketId}`,
  scope: 'write',
  permission: 'tickets.protect',
  summary: 'Keep all words of a ticket, whatever else wants them gone (Art. 17(3)(e) GDPR)',
  params: TicketParams,
  body: z.strictObject({ reason: Line(300) }).meta({ example: { reason: 'Court case 4 O 17/26' } }),
  responses: { 200: { description: 'As it stands now', body: HoldView } },
});

export const deleteHold = route({
  id: 'tickets.deleteHold',
  method: 'DELETE',
  path: `${PRIVACY}/holds/{ticketId}`,
  scope: 'write',
  permission: 'tickets.protect',
  summary: 'Lift a hold: erasures and retention go on',
  params: TicketParams,
  responses: { 204: { description: 'Lifted' } },
});

export const listHolds = route({
  id: 'tickets.listHolds',
  method: 'GET',
  path: `${PRIVACY}/holds`,
  scope: 'read',
  permission: 'tickets.protect',
  summary: 'Tickets that are held, by number',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of them', body: pageOf(HoldView) } },
});

export const putLetters = route({
  id: 'tickets.putLetters',
  method: 'PUT',
  path: `${PRIVACY}/letters/{ticketId}`,
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Say whether what was written in a ticket are commercial letters, other than its category says',
  params: TicketParams,
  body: z.strictObject({ isBusinessLetter: z.boolean() }).meta({ example: { isBusinessLetter: true } }),
  responses: { 200: { description: 'As it stands now', body: HoldView } },
});

export const listBlocked = route({
  id: 'tickets.listBlocked',
  method: 'GET',
  path: `${PRIVACY}/blocked/{ticketId}`,
  scope: 'read',
  permission: 'tickets.see-blocked',
  summary: 'Commercial letters of a ticket that are kept apart (Art. 18 GDPR)',
  params: TicketParams,
  query: ArticlePage,
  responses: {
    200: {
      description: 'A page of them',
      body: pageOf(
        z.object({
          ...ArticleView.shape,
          blockedUntil: Day,
          blockedAt: At,
          title: z.string(),
          requester: z.object({ email: z.string(), name: z.string().optional() }),
        }),
      ),
    },
  },
});
