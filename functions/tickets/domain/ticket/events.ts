import type { PlacedOrder } from '../orders/order.ts';
import type { Level } from '../priority.ts';
import type { Clock } from '../sla/sla.ts';
import type { Answer } from '../survey/survey.ts';
import type { PlannedTask, TaskState } from '../tasks/tasks.ts';
import type { Actor, LinkRelation, TicketKind, TicketState } from './ticket.ts';

export const CHANNELS = ['api', 'queue', 'mail', 'form', 'phone', 'split', 'catalogue'] as const;
export type Channel = (typeof CHANNELS)[number];

export const ARTICLE_KINDS = ['message', 'reply', 'note', 'phone'] as const;
/** `message` comes in, `reply` goes out, `note` stays inside, `phone` tells of a call. */
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

export const REDACTED_BECAUSE = ['erasure', 'retention'] as const;
export type RedactedBecause = (typeof REDACTED_BECAUSE)[number];

export interface AppliedRules {
  readonly version: number;
  readonly ids: readonly string[];
  readonly asked: {
    /** Absent: up to the help desk. */
    readonly impact?: Level | undefined;
    readonly urgency?: Level | undefined;
    readonly category?: string | undefined;
    readonly team?: string | undefined;
  };
}

/** What the category of a new ticket has set, under which version of it. */
export interface ByCategory {
  readonly version: number;
  readonly set: readonly ('kind' | 'impact' | 'urgency' | 'team' | 'tags')[];
}

/** What can happen to a ticket. No words of people and no addresses: events are kept when those are erased. */
export type TicketHappening =
  | {
      readonly type: 'opened';
      readonly channel: Channel;
      readonly requesterId: string;
      readonly kind: TicketKind;
      readonly impact: Level;
      readonly urgency: Level;
      readonly category?: string | undefined;
      readonly team?: string | undefined;
      /** The promise that rules have put the ticket under. */
      readonly sla?: string | undefined;
      /** Name of the words by which a rule wants its arrival confirmed; `-` for none. */
      readonly acknowledgement?: string | undefined;
      /** The rules that held, their version, and what was asked for before them: enough to ask them again. */
      readonly rules?: AppliedRules | undefined;
      readonly byCategory?: ByCategory | undefined;
      /** Codes that were asked for and that the help desk does not have: the ticket stands without them. */
      readonly unknown?:
        | { readonly team?: string | undefined; readonly category?: string | undefined }
        | undefined;
    }
  | {
      readonly type: 'article-added';
      readonly article: number;
      readonly kind: ArticleKind;
      readonly isPublic: boolean;
      /** Copied from there, in a merge or split: said before, so no clock hears of it. */
      readonly from?: { readonly ticketId: string; readonly article: number } | undefined;
      /** Agents whom it calls. */
      readonly mentioned?: readonly string[] | undefined;
    }
  | { readonly type: 'state-changed'; readonly state: TicketState; readonly until?: string | undefined }
  | {
      readonly type: 'assigned';
      /** `null` takes it away; absent leaves it as it is. */
      readonly team?: string | null | undefined;
      readonly assignee?: string | null | undefined;
    }
  | {
      readonly type: 'classified';
      readonly kind?: TicketKind | undefined;
      readonly impact?: Level | undefined;
      readonly urgency?: Level | undefined;
      /** `null`: by the matrix again. */
      readonly priority?: Level | null | undefined;
      readonly category?: string | null | undefined;
      /** `null`: by team, category and kind again. */
      readonly sla?: string | null | undefined;
    }
  | { readonly type: 'tagged'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly type: 'watched'; readonly watcher: string }
  | { readonly type: 'unwatched'; readonly watcher: string }
  /** By a mention or a merge. */
  | { readonly type: 'watchers-added'; readonly watchers: readonly string[] }
  | { readonly type: 'linked'; readonly relation: LinkRelation; readonly ticketId: string }
  | { readonly type: 'unlinked'; readonly relation: LinkRelation; readonly ticketId: string }
  | {
      readonly type: 'escalated';
      readonly clock: Clock;
      readonly step: number;
      readonly deadline: string;
    }
  | {
      /** The mail of a reply did not arrive. */
      readonly type: 'undeliverable';
      readonly article: number;
      /** Enhanced status code (RFC 3463), where a report says it. */
      readonly status?: string | undefined;
    }
  | {
      /** Values of custom fields; the values themselves stand in the row. */
      readonly type: 'fields-changed';
      readonly fields: readonly string[];
      /** Of the category by which they were looked at. */
      readonly categoryVersion?: number | undefined;
    }
  | {
      /** Work on the ticket, as an agent has booked it; never changed, but taken back. */
      readonly type: 'time-spent';
      readonly entry: number;
      readonly minutes: number;
      /** Of the work, by the company's time zone. */
      readonly day: string;
      /** Whose time it was; who booked it is `by`. */
      readonly agent: string;
    }
  | { readonly type: 'time-taken-back'; readonly entry: number; readonly minutes: number }
  /** A text of an article of the knowledge base solved it; named again, it stands in the place of the one before. */
  | { readonly type: 'solution-named'; readonly articleId: string; readonly text: number }
  | { readonly type: 'solution-dropped' }
  | { readonly type: 'retitled' }
  | { readonly type: 'tasks-added'; readonly tasks: readonly PlannedTask[] }
  | {
      /** Where nothing else is said, its words are others. */
      readonly type: 'task-changed';
      readonly task: number;
      readonly state?: TaskState | undefined;
      /** `null` takes it away; absent leaves it as it is. */
      readonly assignee?: string | null | undefined;
      readonly team?: string | null | undefined;
      readonly due?: string | null | undefined;
    }
  | { readonly type: 'tasks-dropped'; readonly tasks: readonly number[] }
  /** `asked`: who is asked for an approval from then on. */
  | (PlacedOrder & { readonly type: 'ordered'; readonly asked: readonly string[] })
  | { readonly type: 'approval-given'; readonly step: number; readonly asked: readonly string[] }
  | { readonly type: 'approval-refused' }
  | { readonly type: 'order-withdrawn' }
  | {
      readonly type: 'approver-replaced';
      readonly from: string;
      readonly to: string;
      readonly asked: readonly string[];
    }
  | {
      /** Words were taken away: all of the ticket, or those of one of several people. */
      readonly type: 'redacted';
      readonly because: RedactedBecause;
      readonly all: boolean;
    }
  | {
      /** The requester was asked by mail whether it is satisfied; `day` by the company's time zone. */
      readonly type: 'survey-sent';
      readonly day: string;
    }
  /** The requester's answer, 1 to 5; a later one stands in the place of it. */
  | { readonly type: 'rated'; readonly rating: Answer };

/** A macro that somebody has applied, under which version of it. */
export interface AppliedMacro {
  readonly id: string;
  readonly version: number;
}

/** Something that happened, when and by whom. */
export interface TicketEvent {
  readonly at: string;
  readonly by: Actor;
  readonly what: TicketHappening;
  /** Where it happened as part of one. */
  readonly macro?: AppliedMacro | undefined;
}
