import * as z from 'zod';
import { CompanyParams, PageQuery, PrincipalId, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import {
  ArticleText,
  Attachments,
  Code,
  EmailField,
  FieldValueField,
  LevelField,
  Line,
  PersonField,
  SolutionField,
  TicketBody,
} from '../contract.ts';
import { CLOCKS } from '../domain/sla/sla.ts';
import { PHASES, TICKET_KINDS, TICKET_STATES } from '../domain/ticket/ticket.ts';
import { ArticleView, SolutionView, TicketEventView, TicketParams, TicketView } from './ticket-views.ts';

const Moment = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString());

/** Lambda takes 6 MB. */
const BODY_BYTES = 6 * 1_000_000;

export const postTicket = route({
  id: 'tickets.postTicket',
  method: 'POST',
  path: '/companies/{companyId}/tickets',
  scope: 'write',
  permission: 'tickets.ask',
  summary: 'Open a ticket',
  params: CompanyParams,
  body: z
    .strictObject({ ...TicketBody.shape, attachments: Attachments.optional() })
    .meta(TicketBody.meta() ?? {}),
  bodyLimitBytes: BODY_BYTES,
  idempotent: true,
  responses: { 201: { description: 'Opened', body: TicketView } },
});

export const listTickets = route({
  id: 'tickets.listTickets',
  method: 'GET',
  path: '/companies/{companyId}/tickets',
  scope: 'read',
  permission: 'tickets.read',
  summary:
    'Tickets: open ones, oldest first; of a team; of an agent, a watcher or a requester, newest first; by their words',
  description:
    'With `q`, tickets in which all its words occur, newest first, of whatever else is asked for: in title, articles, names of files, ' +
    'or the name or address of the requester. Case, accents and common endings do not count; `printer*` takes all words that begin so; ' +
    'a number alone (`1042`, `#1042`) gives that ticket first. What was written is found within seconds. A page may be ' +
    'empty and still have a `next`. Lists follow changes within moments.',
  params: CompanyParams,
  query: PageQuery.extend({
    q: z.string().trim().min(1).max(200).optional().meta({ example: 'printer blank' }),
    phase: z
      .enum(PHASES)
      .optional()
      .describe(
        '`done` has resolved and closed ones. Without: as `state` is; else open ones, or with `q` all.',
      ),
    team: Code.or(z.literal('-')).optional().describe('`-`: those that no team has.'),
    assignee: PrincipalId.optional(),
    requester: EmailField.optional(),
    watcher: PrincipalId.optional().describe('Those that an agent watches; followed within seconds.'),
    state: z.enum(TICKET_STATES).optional(),
    openedFrom: Moment.optional().describe('Opened at this moment or later.'),
    openedBefore: Moment.optional(),
  }).refine(
    ({ openedFrom, openedBefore }) =>
      openedFrom === undefined || openedBefore === undefined || openedFrom < openedBefore,
    { path: ['openedBefore'], error: 'must be after openedFrom' },
  ),
  responses: { 200: { description: 'A page of tickets', body: pageOf(TicketView) } },
});

export const getTicket = route({
  id: 'tickets.getTicket',
  method: 'GET',
  path: '/companies/{companyId}/tickets/{ticketId}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'A ticket as it stands',
  params: TicketParams,
  responses: { 200: { description: 'The ticket', body: TicketView } },
});

export const patchTicket = route({
  id: 'tickets.patchTicket',
  method: 'PATCH',
  path: '/companies/{companyId}/tickets/{ticketId}',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Classify, assign, tag, change the state of a ticket; needs If-Match',
  params: TicketParams,
  body: z
    .strictObject({
      title: Line(300).optional(),
      kind: z.enum(TICKET_KINDS).optional(),
      impact: LevelField.optional(),
      urgency: LevelField.optional(),
      priority: LevelField.nullable().optional().describe('null: by the matrix again.'),
      category: Code.nullable().optional(),
      team: Code.nullable().optional(),
      sla: Code.nullable()
        .optional()
        .describe('The promise that it is under; null: by team, category and kind again.'),
      assignee: PrincipalId.nullable().optional(),
      tags: z.array(Code).max(50).optional(),
      fields: z
        .record(Code, FieldValueField.nullable())
        .refine((wishes) => Object.keys(wishes).length <= 60, 'must be at most 60')
        .optional()
        .describe('Values of custom fields; the others stay. null takes one away.'),
      state: z.enum(TICKET_STATES).optional(),
      solvedBy: SolutionField.nullable()
        .optional()
        .describe('The article of the knowledge base that solved it; null takes it away.'),
      until: Moment.optional().describe('With state `planned`: when the ticket comes back by itself.'),
      dropTasks: z
        .literal(true)
        .optional()
        .describe(
          'With state `resolved` or `closed`: tasks that are open are dropped; without, they refuse it.',
        ),
    })
    .refine(({ state, dropTasks }) => dropTasks === undefined || state === 'resolved' || state === 'closed', {
      path: ['dropTasks'],
      error: 'needs the state resolved or closed',
    })
    .refine(({ state, until }) => until === undefined || state === 'planned', {
      path: ['until'],
      error: 'needs the state planned',
    })
    .meta({ example: { team: 'network', assignee: 'anna', state: 'open' } }),
  responses: { 200: { description: 'As it stands now', body: TicketView } },
});

export const postArticle = route({
  id: 'tickets.postArticle',
  method: 'POST',
  path: '/companies/{companyId}/tickets/{ticketId}/articles',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Add an article: a reply to the requester, an internal note, a call',
  description:
    'A `reply` is public and goes to the requester by mail, whoever wrote last; a `note` is internal; `message` is what the requester said on another way, with `from`. With `state` the ticket is ' +
    'taken there at once, `waiting-for-requester` after a question. `@anna` (not in code, addresses or quoted lines) tells agent `anna`, ' +
    'who watches the ticket from then on.',
  params: TicketParams,
  body: z
    .strictObject({
      kind: z.enum(['reply', 'note', 'phone', 'message']),
      text: ArticleText,
      from: PersonField.optional().describe('Of a message: who wrote it.'),
      attachments: Attachments.optional(),
      cc: z
        .array(EmailField)
        .max(20)
        .optional()
        .describe('Of a reply: who gets it besides the requester, and takes part from then on.'),
      seenArticles: z
        .int()
        .nonnegative()
        .optional()
        .describe('How many articles you have seen; refused (409) where there are more by now.'),
      state: z.enum(TICKET_STATES).optional(),
      solvedBy: SolutionField.optional().describe(
        'The article of the knowledge base that solved it; of a reply, one that is published for requesters.',
      ),
    })
    .meta({
      example: {
        kind: 'reply',
        text: 'Which printer do you use?',
        state: 'waiting-for-requester',
      },
    }),
  bodyLimitBytes: BODY_BYTES,
  idempotent: true,
  responses: {
    201: {
      description: 'Added',
      body: z.object({ ticket: TicketView, article: ArticleView }).meta({ id: 'AddedArticle' }),
    },
  },
});

export const putSolution = route({
  id: 'tickets.putSolution',
  method: 'PUT',
  path: '/companies/{companyId}/tickets/{ticketId}/solved-by',
  scope: 'write',
  permission: 'tickets.ask',
  summary: 'Say, of a ticket that one has opened, which published article of the knowledge base solved it',
  description:
    'The ticket is resolved with it, as its requester may. For portals and requesters that were shown articles; agents name the article ' +
    'when they change the ticket or answer it.',
  params: TicketParams,
  body: SolutionField,
  responses: {
    200: {
      description: 'What is said now',
      body: z
        .object({ ticketId: z.string(), state: z.enum(TICKET_STATES), solvedBy: SolutionView })
        .meta({ id: 'SolvedTicket' }),
    },
  },
});

export const listArticles = route({
  id: 'tickets.listArticles',
  method: 'GET',
  path: '/companies/{companyId}/tickets/{ticketId}/articles',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'What was written and said, in order',
  params: TicketParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of articles', body: pageOf(ArticleView) } },
});

export const getFile = route({
  id: 'tickets.getFile',
  method: 'GET',
  path: '/companies/{companyId}/tickets/{ticketId}/articles/{article}/files/{sha256}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'A link to a file of an article, to save it',
  params: TicketParams.extend({
    article: z.coerce.number().int().positive(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of a file, in hex'),
  }),
  responses: {
    200: {
      description: 'Works for 15 minutes; a browser saves the file and does not open it',
      body: z
        .object({ url: z.string(), expiresAt: z.iso.datetime(), fileName: z.string(), sizeBytes: z.int() })
        .meta({ id: 'TicketFileLink' }),
    },
  },
});

export const listEvents = route({
  id: 'tickets.listEvents',
  method: 'GET',
  path: '/companies/{companyId}/tickets/{ticketId}/events',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'Everything that happened to a ticket, in order',
  params: TicketParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of events', body: pageOf(TicketEventView) } },
});

const CLOCK_VIEW = z.object({
  clock: z.enum(CLOCKS),
  state: z.enum(['running', 'standing', 'met', 'missed']),
  start: z.iso.datetime(),
  targetMinutes: z.int(),
  deadline: z.iso.datetime().optional().describe('Absent while the clock stands: it moves with the wait.'),
  end: z.iso.datetime().optional().describe('When what was owed came.'),
});

export const getClocks = route({
  id: 'tickets.getClocks',
  method: 'GET',
  path: '/companies/{companyId}/tickets/{ticketId}/clocks',
  scope: 'read',
  permission: 'tickets.read',
  summary:
    'The clocks of a ticket, now or at a moment of the past, under any version of its promise and calendar',
  params: TicketParams,
  query: z.object({
    at: z.iso.datetime().optional().describe('With the events up to this moment.'),
    slaVersion: z.coerce.number().int().positive().optional(),
    calendarVersion: z.coerce.number().int().positive().optional(),
  }),
  responses: {
    200: {
      description: 'Computed from the events of the ticket',
      body: z
        .object({
          version: z.int().describe('How many events were counted.'),
          sla: z.object({ id: z.string(), version: z.int() }).optional(),
          calendar: z.object({ id: z.string(), version: z.int() }).optional(),
          clocks: z.array(CLOCK_VIEW),
        })
        .meta({ id: 'TicketClocks' }),
    },
  },
});
