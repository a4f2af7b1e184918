import * as z from 'zod';
import { CompanyId } from '../../../shared/http/fields.ts';
import { FieldValueField, LevelField, TicketId } from '../contract.ts';
import { ORDER_STATES } from '../domain/orders/order.ts';
import { CLOCKS } from '../domain/sla/sla.ts';
import { ANSWERS } from '../domain/survey/survey.ts';
import { ARTICLE_KINDS } from '../domain/ticket/events.ts';
import { ACTOR_KINDS, LINK_RELATIONS, TICKET_KINDS, TICKET_STATES } from '../domain/ticket/ticket.ts';

const At = z.iso.datetime();

export const TicketParams = z.object({ companyId: CompanyId, ticketId: TicketId });

export const ActorView = z.object({ kind: z.enum(ACTOR_KINDS), id: z.string() }).meta({ id: 'TicketActor' });

export const SolutionView = z
  .object({ articleId: z.string(), text: z.int(), at: At.describe('When that was said.') })
  .meta({ id: 'TicketSolution' });

export const TicketView = z
  .object({
    id: TicketId,
    number: z.int(),
    title: z.string(),
    kind: z.enum(TICKET_KINDS),
    state: z.enum(TICKET_STATES),
    impact: LevelField,
    urgency: LevelField,
    priority: LevelField.describe('By the matrix of impact and urgency, unless it was set.'),
    category: z.string().optional(),
    team: z.string().optional(),
    sla: z
      .string()
      .optional()
      .describe(
        'The promise that a rule or an agent has put it under, whatever its team, category and kind.',
      ),
    assignee: z.string().optional(),
    tags: z.array(z.string()).readonly(),
    watchers: z.array(z.string()).readonly().describe('Who is told of answers besides the assignee.'),
    fields: z
      .record(z.string(), FieldValueField)
      .readonly()
      .optional()
      .describe('Values of custom fields, also of former categories; absent where none was ever given.'),
    links: z.array(z.object({ relation: z.enum(LINK_RELATIONS), ticketId: z.string() })).readonly(),
    requester: z.object({ id: z.string(), email: z.string(), name: z.string().optional() }),
    openedAt: At,
    changedAt: At,
    respondedAt: At.optional().describe('The first public word of an agent.'),
    plannedUntil: At.optional().describe('When a planned one comes back.'),
    resolvedAt: At.optional(),
    closedAt: At.optional(),
    redactedAt: At.optional().describe('When its words were taken away: erased, or kept long enough.'),
    reopened: z.int().describe('How often it was opened again.'),
    articles: z.int(),
    satisfaction: z
      .object({
        askedAt: At,
        rating: z.literal(ANSWERS).optional().describe('1 very dissatisfied to 5 very satisfied.'),
        ratedAt: At.optional(),
      })
      .optional()
      .describe('That the requester was asked, and what it said.'),
    solvedBy: SolutionView.optional().describe('The article of the knowledge base that solved it.'),
    spentMinutes: z.int().describe('Work that was booked on it.'),
    openTasks: z.int().describe('Tasks that have not ended; it is not resolved before.'),
    order: z
      .object({
        item: z.string(),
        itemVersion: z.int(),
        quantity: z.int(),
        state: z.enum(ORDER_STATES).describe('While it is `pending`, the ticket waits and no clock runs.'),
        steps: z.array(z.object({ approvers: z.array(z.string()).readonly(), count: z.int() })).readonly(),
        approvals: z.array(z.object({ by: z.string(), step: z.int(), at: At })),
      })
      .optional()
      .describe('What was ordered from the catalogue, and who has approved it; steps count from 1.'),
    deadlines: z
      .object({
        firstResponse: At.optional(),
        update: At.optional(),
        resolution: At.optional(),
      })
      .describe('By when something is owed; absent where nothing is, or was done.'),
    kept: z.partialRecord(z.enum(CLOCKS), z.boolean()).describe('Which promises that have ended were kept.'),
    version: z.int(),
  })
  .meta({ id: 'Ticket' });
export type TicketView = z.output<typeof TicketView>;

export const ArticleView = z
  .object({
    article: z.int(),
    kind: z.enum(ARTICLE_KINDS),
    isPublic: z.boolean(),
    at: At,
    by: ActorView,
    from: z.object({ email: z.string(), name: z.string().optional() }).optional(),
    text: z.string(),
    html: z.string().optional().describe('Sanitized; loads nothing from elsewhere.'),
    files: z.array(
      z.object({
        fileName: z.string(),
        mediaType: z.string(),
        sizeBytes: z.int(),
        sha256: z.string(),
        inline: z.boolean(),
      }),
    ),
    origin: z
      .object({ ticketId: z.string(), article: z.int(), at: At })
      .optional()
      .describe('Where and when it was written, before a merge or split.'),
    redactedAt: At.optional(),
    blockedUntil: z.iso.date().optional().describe('The law wants the words so long; nobody sees them here.'),
    cc: z.array(z.string()).optional(),
    outgoingMailId: z
      .string()
      .optional()
      .describe(
        'The mail that a reply became: `GET .../outgoing-mails/{mailId}`. Absent where none could be sent.',
      ),
    unsent: z
      .enum(['no-mailbox', 'no-address'])
      .optional()
      .describe(
        'Why nobody got a reply by mail: the company keeps no mailbox (`PUT .../mail/mailboxes/{address}`), or the address cannot be written to.',
      ),
    undeliverable: z
      .object({ at: At, status: z.string().optional(), reason: z.string() })
      .optional()
      .describe('That the mail did not arrive.'),
  })
  .meta({ id: 'TicketArticle' });
export type ArticleView = z.output<typeof ArticleView>;

export const TicketEventView = z
  .object({
    version: z.int(),
    at: At,
    by: ActorView,
    what: z.looseObject({ type: z.string() }),
    macro: z
      .object({ id: z.string(), version: z.int() })
      .optional()
      .describe('The macro that did it, among other things of the same moment.'),
  })
  .meta({ id: 'TicketEvent' });
