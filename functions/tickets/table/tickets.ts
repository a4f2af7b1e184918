import * as z from 'zod';
import { sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { ORDER_STATES } from '../domain/orders/order.ts';
import { CLOCKS } from '../domain/sla/sla.ts';
import { ANSWERS } from '../domain/survey/survey.ts';
import { TASK_STATES } from '../domain/tasks/tasks.ts';
import { ARTICLE_KINDS, CHANNELS, REDACTED_BECAUSE, type TicketEvent } from '../domain/ticket/events.ts';
import {
  ACTOR_KINDS,
  DONE_STATES,
  LINK_RELATIONS,
  PHASES,
  type Phase,
  TICKET_KINDS,
  TICKET_STATES,
} from '../domain/ticket/ticket.ts';

const At = z.iso.datetime();
const LevelNumber = z.literal([1, 2, 3, 4, 5]);

const StoredPlannedTask = z.object({
  task: z.int().positive(),
  assignee: z.string().optional(),
  team: z.string().optional(),
  due: z.iso.date().optional(),
  dependsOn: z.array(z.int().positive()).readonly(),
});
const StoredPlacedOrder = z.object({
  item: z.string(),
  itemVersion: z.int().positive(),
  quantity: z.int().positive(),
  excluded: z.array(z.string()).readonly(),
  steps: z.array(z.object({ approvers: z.array(z.string()).readonly(), count: z.int() })).readonly(),
});
const Asked = z.array(z.string()).readonly();
export const StoredTask = StoredPlannedTask.extend({
  state: z.enum(TASK_STATES),
  openedIn: z.int().positive().optional(),
});

export const StoredActor = z.object({ kind: z.enum(ACTOR_KINDS), id: z.string() });

/** `0000001042`: sorts as numbers do. */
function padded(ticketId: string): string {
  return ticketId.padStart(10, '0');
}

/** The partition of a ticket: its row, its events, its articles. */
export function ticketPartition(companyId: string, ticketId: string): string {
  return `C#${companyId}#TICKET#${padded(ticketId)}`;
}

/** The place of a ticket among those of its company, by when it was opened. */
export function openedPlace({ openedAt, ticketId }: { openedAt: string; ticketId: string }): string {
  return `${openedAt}#${padded(ticketId)}`;
}

/**
 * A ticket: what its events have made of it (`domain/ticket/ticket.ts`), and beside it what people wrote. Written in the
 * transaction of its events, only if nobody else has added one since (`version`).
 */
export const TicketRow = entity({
  name: 'tickets.ticket',
  schema: z.object({
    companyId: z.string(),
    /** The number as text: what people call it by is what systems call it by. */
    ticketId: z.string(),
    title: z.string(),
    requester: z.object({ email: z.string(), name: z.string().optional() }),
    /** Addresses of all who wrote or were written to; lower case. */
    participants: z.array(z.string()),
    /** Values of custom fields by id, as people wrote them. */
    fields: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .readonly()
      .optional(),
    version: z.int().positive(),
    kind: z.enum(TICKET_KINDS),
    state: z.enum(TICKET_STATES),
    impact: LevelNumber,
    urgency: LevelNumber,
    priority: LevelNumber,
    isPrioritySet: z.boolean(),
    category: z.string().optional(),
    team: z.string().optional(),
    sla: z.string().optional(),
    assignee: z.string().optional(),
    tags: z.array(z.string()).readonly(),
    watchers: z.array(z.string()).readonly().optional(),
    steadySince: z.int().positive().optional(),
    links: z.array(z.object({ relation: z.enum(LINK_RELATIONS), ticketId: z.string() })).readonly(),
    requesterId: z.string(),
    openedAt: At,
    changedAt: At,
    articles: z.int().nonnegative(),
    respondedAt: At.optional(),
    lastAnswerAt: At.optional(),
    askedAt: At.optional(),
    plannedUntil: At.optional(),
    resolvedAt: At.optional(),
    closedAt: At.optional(),
    redactedAt: At.optional(),
    reopened: z.int().nonnegative(),
    waits: z.array(z.object({ from: At, to: At.optional() })).readonly(),
    told: z.partialRecord(z.enum(CLOCKS), z.object({ deadline: At, step: z.int() })),
    satisfaction: z
      .object({ askedAt: At, rating: z.literal(ANSWERS).optional(), ratedAt: At.optional() })
      .optional(),
    solvedBy: z.object({ articleId: z.string(), text: z.int().positive(), at: At }).optional(),
    spentMinutes: z.int().nonnegative().default(0),
    timeEntries: z.int().nonnegative().default(0),
    tasks: z.array(StoredTask).readonly().optional(),
    order: StoredPlacedOrder.extend({
      state: z.enum(ORDER_STATES),
      approvals: z.array(z.object({ by: z.string(), step: z.int(), at: At })).readonly(),
    }).optional(),
    /** By when something is owed, as it was computed with the last change. */
    deadlines: z.object({
      firstResponse: At.optional(),
      update: At.optional(),
      resolution: At.optional(),
    }),
    /** Which promises that have ended were kept. */
    kept: z.partialRecord(z.enum(CLOCKS), z.boolean()),
    /** When something has next to be told of a deadline. */
    dueAt: At.optional(),
  }),
  key: ({ companyId, ticketId }: { companyId: string; ticketId: string }) => ({
    pk: ticketPartition(companyId, ticketId),
    sk: 'TICKET',
  }),
  index: ({ companyId, ticketId, state, team, openedAt }) => {
    const phase = DONE_STATES.has(state) ? 'DONE' : 'OPEN';
    const sk = openedPlace({ openedAt, ticketId });
    return {
      gsi1pk: `C#${companyId}#TICKETS#${phase}`,
      gsi1sk: sk,
      gsi2pk: `C#${companyId}#TEAM-TICKETS#${team ?? '-'}#${phase}`,
      gsi2sk: sk,
    };
  },
  access: [
    'by number, by every change',
    'gsi1: open or done ones of a company, by age',
    'gsi2: open or done ones of a team, by age',
  ],
});
export type TicketRow = ItemOf<typeof TicketRow>;

/** `null` takes it away; absent leaves it as it is. Macros say the same. */
export const ASSIGNING = {
  team: z.string().nullable().optional(),
  assignee: z.string().nullable().optional(),
};
export const CLASSIFYING = {
  kind: z.enum(TICKET_KINDS).optional(),
  impact: LevelNumber.optional(),
  urgency: LevelNumber.optional(),
  priority: LevelNumber.nullable().optional(),
  category: z.string().nullable().optional(),
  sla: z.string().nullable().optional(),
};

const Happening = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    channel: z.enum(CHANNELS),
    requesterId: z.string(),
    kind: z.enum(TICKET_KINDS),
    impact: LevelNumber,
    urgency: LevelNumber,
    category: z.string().optional(),
    team: z.string().optional(),
    sla: z.string().optional(),
    acknowledgement: z.string().optional(),
    rules: z
      .object({
        version: z.int().positive(),
        ids: z.array(z.string()).readonly(),
        asked: z.object({
          impact: LevelNumber.optional(),
          urgency: LevelNumber.optional(),
          category: z.string().optional(),
          team: z.string().optional(),
        }),
      })
      .optional(),
    byCategory: z
      .object({
        version: z.int().positive(),
        set: z.array(z.enum(['kind', 'impact', 'urgency', 'team', 'tags'])).readonly(),
      })
      .optional(),
    unknown: z.object({ team: z.string().optional(), category: z.string().optional() }).optional(),
  }),
  z.object({
    type: z.literal('article-added'),
    article: z.int().positive(),
    kind: z.enum(ARTICLE_KINDS),
    isPublic: z.boolean(),
    from: z.object({ ticketId: z.string(), article: z.int() }).optional(),
    mentioned: z.array(z.string()).readonly().optional(),
  }),
  z.object({ type: z.literal('state-changed'), state: z.enum(TICKET_STATES), until: At.optional() }),
  z.object({ type: z.literal('assigned'), ...ASSIGNING }),
  z.object({ type: z.literal('classified'), ...CLASSIFYING }),
  z.object({
    type: z.literal('tagged'),
    add: z.array(z.string()).readonly(),
    remove: z.array(z.string()).readonly(),
  }),
  z.object({ type: z.literal('watched'), watcher: z.string() }),
  z.object({ type: z.literal('unwatched'), watcher: z.string() }),
  z.object({ type: z.literal('watchers-added'), watchers: z.array(z.string()).readonly() }),
  z.object({ type: z.literal('linked'), relation: z.enum(LINK_RELATIONS), ticketId: z.string() }),
  z.object({ type: z.literal('unlinked'), relation: z.enum(LINK_RELATIONS), ticketId: z.string() }),
  z.object({
    type: z.literal('escalated'),
    clock: z.enum(CLOCKS),
    step: z.int(),
    deadline: At,
  }),
  z.object({ type: z.literal('undeliverable'), article: z.int().positive(), status: z.string().optional() }),
  z.object({
    type: z.literal('time-spent'),
    entry: z.int().positive(),
    minutes: z.int().positive(),
    day: z.iso.date(),
    agent: z.string(),
  }),
  z.object({ type: z.literal('time-taken-back'), entry: z.int().positive(), minutes: z.int().positive() }),
  z.object({
    type: z.literal('fields-changed'),
    fields: z.array(z.string()).readonly(),
    categoryVersion: z.int().positive().optional(),
  }),
  z.object({ type: z.literal('survey-sent'), day: z.iso.date() }),
  z.object({ type: z.literal('rated'), rating: z.literal(ANSWERS) }),
  z.object({ type: z.literal('solution-named'), articleId: z.string(), text: z.int().positive() }),
  z.object({ type: z.literal('solution-dropped') }),
  z.object({ type: z.literal('retitled') }),
  z.object({ type: z.literal('tasks-added'), tasks: z.array(StoredPlannedTask).readonly() }),
  z.object({
    type: z.literal('task-changed'),
    task: z.int().positive(),
    state: z.enum(TASK_STATES).optional(),
    assignee: z.string().nullable().optional(),
    team: z.string().nullable().optional(),
    due: z.iso.date().nullable().optional(),
  }),
  z.object({ type: z.literal('tasks-dropped'), tasks: z.array(z.int().positive()).readonly() }),
  StoredPlacedOrder.extend({ type: z.literal('ordered'), asked: Asked }),
  z.object({ type: z.literal('approval-given'), step: z.int(), asked: Asked }),
  z.object({ type: z.literal('approval-refused') }),
  z.object({ type: z.literal('order-withdrawn') }),
  z.object({ type: z.literal('approver-replaced'), from: z.string(), to: z.string(), asked: Asked }),
  z.object({ type: z.literal('redacted'), because: z.enum(REDACTED_BECAUSE), all: z.boolean() }),
]) satisfies z.ZodType<TicketEvent['what']>;

/** Something that happened to a ticket. Never changed; its insert is what other modules are told. */
export const TicketEventRow = entity({
  name: 'tickets.event',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    /** The version that it made. */
    version: z.int().positive(),
    at: At,
    by: StoredActor,
    what: Happening,
    macro: z.object({ id: z.string(), version: z.int().positive() }).optional(),
  }),
  key: (of: { companyId: string; ticketId: string; version: number }) => ({
    pk: ticketPartition(of.companyId, of.ticketId),
    sk: `EVENT#${String(of.version).padStart(8, '0')}`,
  }),
  access: ['all of a ticket, in order'],
});
export type TicketEventRow = ItemOf<typeof TicketEventRow>;

/** When something has next to be told of a ticket's deadlines; nothing while none is open. */
export const TicketDueRow = entity({
  name: 'tickets.due',
  schema: z.object({ companyId: z.string(), ticketId: z.string(), at: At.optional() }),
  key: ({ companyId, ticketId }: { companyId: string; ticketId: string }) => ({
    pk: ticketPartition(companyId, ticketId),
    sk: 'DUE',
  }),
  index: ({ companyId, ticketId, at }) =>
    at === undefined ? {} : { gsi1pk: `C#${companyId}#TICKETS-DUE`, gsi1sk: `${at}#${padded(ticketId)}` },
  access: ['gsi1: of a company, by moment, for escalations'],
});
export type TicketDueRow = ItemOf<typeof TicketDueRow>;

/** A file of an article: its content lies in the files bucket by its hash. */
export const StoredFile = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int().nonnegative(),
  sha256: z.string(),
  contentId: z.string().optional(),
  inline: z.boolean(),
});
export type StoredFile = z.output<typeof StoredFile>;

/** Why a reply became no mail: the company keeps no mailbox; nobody can write to the requester's address. */
export const UNSENT_BECAUSE = ['no-mailbox', 'no-address'] as const;

/** What somebody wrote or said. Words may be redacted, nothing else changes. */
export const TicketArticleRow = entity({
  name: 'tickets.article',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    /** From 1 on, in order. */
    article: z.int().positive(),
    kind: z.enum(ARTICLE_KINDS),
    isPublic: z.boolean(),
    at: At,
    by: StoredActor,
    /** Who wrote it, where it came from outside. */
    from: z.object({ email: z.string(), name: z.string().optional() }).optional(),
    text: z.string(),
    /** Sanitized, and bound to load nothing. */
    html: z.string().optional(),
    files: z.array(StoredFile),
    /** Without angle brackets, where it came or went by mail. */
    messageId: z.string().optional(),
    /** The mail it came with. */
    mailId: z.string().optional(),
    /** Of a reply: the mail of the outbox that it became, and who got it besides the requester. */
    outgoingMailId: z.string().optional(),
    cc: z.array(z.string()).optional(),
    /** Why it became none. */
    unsent: z.enum(UNSENT_BECAUSE).optional(),
    /** That the mail did not arrive: since when, and what the report says. */
    undeliverable: z.object({ at: At, status: z.string().optional(), reason: z.string() }).optional(),
    /** Where it was written first, and when, before a merge or split. */
    origin: z.object({ ticketId: z.string(), article: z.int(), at: At }).optional(),
    redactedAt: At.optional(),
    /** Of the first article: what rules looked at besides its words and files. Goes with the words. */
    intake: z
      .object({
        title: z.string(),
        requester: z.string(),
        asked: z.object({
          kind: z.enum(TICKET_KINDS).optional(),
          impact: LevelNumber.optional(),
          urgency: LevelNumber.optional(),
          category: z.string().optional(),
          team: z.string().optional(),
        }),
        mailbox: z.string().optional(),
        headers: z
          .array(z.object({ name: z.string(), value: z.string() }))
          .readonly()
          .optional(),
        characters: z.int().optional(),
      })
      .optional(),
    /** The words are kept apart (`table/privacy.ts`), the last time on this day. */
    blockedUntil: z.iso.date().optional(),
  }),
  key: (of: { companyId: string; ticketId: string; article: number }) => ({
    pk: ticketPartition(of.companyId, of.ticketId),
    sk: `ARTICLE#${String(of.article).padStart(6, '0')}`,
  }),
  access: ['all of a ticket, in order', 'one by its number'],
});
export type TicketArticleRow = ItemOf<typeof TicketArticleRow>;

/** Somebody who asks, by mail address. The id means nothing once this is gone. */
export const RequesterRow = entity({
  name: 'tickets.requester',
  schema: z.object({
    companyId: z.string(),
    /** Lower case. */
    email: z.string(),
    requesterId: z.string(),
    name: z.string().optional(),
  }),
  key: ({ companyId, email }: { companyId: string; email: string }) => ({
    pk: `C#${companyId}#REQUESTER#${sha256Hex(email)}`,
    sk: 'REQUESTER',
  }),
  access: ['by mail address, whenever one writes'],
});
export type RequesterRow = ItemOf<typeof RequesterRow>;

const TICKET_LISTS = ['requester', 'agent', 'approver', 'solved-by'] as const;

/**
 * That a requester or an agent has a ticket, open or done, that an approver is waited for, or an article of the knowledge base solved it:
 * what such lists are read from.
 */
export const TicketListingRow = entity({
  name: 'tickets.listing',
  schema: z.object({
    companyId: z.string(),
    list: z.enum(TICKET_LISTS),
    /** Id of the requester or the article, principal of the agent or approver. */
    of: z.string(),
    phase: z.enum(PHASES),
    ticketId: z.string(),
  }),
  key: (row: {
    companyId: string;
    list: (typeof TICKET_LISTS)[number];
    of: string;
    phase: Phase;
    ticketId: string;
  }) => ({
    pk: `C#${row.companyId}#TICKETS-OF#${row.list}#${row.of}#${row.phase}`,
    sk: padded(row.ticketId),
  }),
  access: [
    'tickets of a requester, an agent, an approver or an article that solved them, open or done, by number',
  ],
});
export type TicketListingRow = ItemOf<typeof TicketListingRow>;

/** The last number that was given to a ticket of the company. Numbers may have gaps. */
export const TicketNumber = entity({
  name: 'tickets.number',
  schema: z.object({ companyId: z.string(), last: z.int() }),
  key: ({ companyId }: { companyId: string }) => ({ pk: `C#${companyId}#TICKET-NUMBER`, sk: 'LAST' }),
  access: ['of a company, by every new ticket'],
});

/** The ticket or article that a message has made, so that it makes it once. */
export const IntakeKeyRow = entity({
  name: 'tickets.intake-key',
  schema: z.object({
    companyId: z.string(),
    key: z.string(),
    contentHash: z.string(),
    ticketId: z.string(),
    article: z.int().positive(),
  }),
  key: ({ companyId, key }: { companyId: string; key: string }) => ({
    pk: `C#${companyId}#TICKET-INTAKE#${sha256Hex(key)}`,
    sk: 'KEY',
  }),
  access: ['by id of the message, once a message'],
});
export type IntakeKeyRow = ItemOf<typeof IntakeKeyRow>;
