import type { Order } from '../orders/order.ts';
import type { Level } from '../priority.ts';
import type { Told } from '../sla/ticket-clocks.ts';
import type { Answer } from '../survey/survey.ts';
import type { Task } from '../tasks/tasks.ts';

export const TICKET_KINDS = ['incident', 'request', 'problem', 'change'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

export const TICKET_STATES = [
  'new',
  'open',
  'waiting-for-requester',
  'waiting-for-third-party',
  'planned',
  'resolved',
  'closed',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** States in which nobody of ours is expected to act: the clocks stand. */
export const WAITING_STATES: ReadonlySet<TicketState> = new Set([
  'waiting-for-requester',
  'waiting-for-third-party',
  'planned',
]);
/** States in which the work is done. */
export const DONE_STATES: ReadonlySet<TicketState> = new Set(['resolved', 'closed']);

export const PHASES = ['open', 'done'] as const;
export type Phase = (typeof PHASES)[number];

export function phaseOf({ state }: { readonly state: TicketState }): Phase {
  return DONE_STATES.has(state) ? 'done' : 'open';
}

export const ACTOR_KINDS = ['agent', 'requester', 'machine', 'system'] as const;

/** Whoever does something: an agent or machine by its principal, a requester by its id, the help desk itself by a word. */
export interface Actor {
  readonly kind: (typeof ACTOR_KINDS)[number];
  readonly id: string;
}

/** A time in which the clocks stood; without an end they still do. RFC 3339, UTC. */
export interface Wait {
  readonly from: string;
  readonly to?: string | undefined;
}

/** How tickets hang together; each relation with what it is called from the other side. */
export const LINK_RELATIONS = [
  'parent',
  'child',
  'duplicate-of',
  'duplicated-by',
  'caused-by',
  'causes',
  'follows',
  'followed-by',
  'merged-into',
  'merged-from',
] as const;
export type LinkRelation = (typeof LINK_RELATIONS)[number];

export interface Satisfaction {
  readonly askedAt: string;
  readonly rating?: Answer | undefined;
  readonly ratedAt?: string | undefined;
}

/** The article of the knowledge base, in one of its texts, that solved a ticket, and since when it is named. */
export interface Solution {
  readonly articleId: string;
  readonly text: number;
  readonly at: string;
}

export interface Link {
  readonly relation: LinkRelation;
  readonly ticketId: string;
}

/**
 * A ticket as its events have made it: nothing here but ids, codes and moments. What people write (title, names, articles)
 * stands beside it and can be erased without touching its history.
 */
export interface Ticket {
  /** How many events there are: the version. */
  readonly version: number;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly impact: Level;
  readonly urgency: Level;
  /** By the matrix, unless somebody has set it. */
  readonly priority: Level;
  readonly isPrioritySet: boolean;
  readonly category?: string | undefined;
  readonly team?: string | undefined;
  /** Id of the promise that a rule or an agent has put it under; else its team, category and kind say which. */
  readonly sla?: string | undefined;
  readonly assignee?: string | undefined;
  readonly tags: readonly string[];
  /** Principals who are told of what is answered, besides who has the ticket. */
  readonly watchers?: readonly string[] | undefined;
  /** The version since which nothing but who watches has changed; absent where that is the current one. */
  readonly steadySince?: number | undefined;
  readonly links: readonly Link[];
  readonly requesterId: string;
  readonly openedAt: string;
  readonly changedAt: string;
  /** Articles so far; the next one has this number plus one. */
  readonly articles: number;
  /** When the requester has heard of a person for the first time. */
  readonly respondedAt?: string | undefined;
  /** The last public word of an agent. */
  readonly lastAnswerAt?: string | undefined;
  /** Since when the requester waits for a word of ours; absent while we do not owe one. */
  readonly askedAt?: string | undefined;
  /** Of a planned one: when it comes back by itself. */
  readonly plannedUntil?: string | undefined;
  readonly resolvedAt?: string | undefined;
  readonly closedAt?: string | undefined;
  /** When all its words were taken away; later ones may have come. */
  readonly redactedAt?: string | undefined;
  readonly reopened: number;
  /** In order; the last one may be open. While a ticket was done before it was opened again, its clocks stood too. */
  readonly waits: readonly Wait[];
  /** What was told of deadlines that come near or have passed. */
  readonly told: Told;
  /** That the requester was asked whether it is satisfied, and what it said. */
  readonly satisfaction?: Satisfaction | undefined;
  /** Stays when the ticket is opened again: who says thanks opens it, too. */
  readonly solvedBy?: Solution | undefined;
  /** Work that was booked, less what was taken back. */
  readonly spentMinutes: number;
  /** Bookings so far, with those taken back; the next one has this number plus one. */
  readonly timeEntries: number;
  /** What has to be done, by number; absent where there never was a task. */
  readonly tasks?: readonly Task[] | undefined;
  /** What was ordered from the catalogue, where the ticket is an order. */
  readonly order?: Order | undefined;
}
