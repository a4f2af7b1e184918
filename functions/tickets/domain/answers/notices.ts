import type { TicketEvent } from '../ticket/events.ts';
import type { Ticket } from '../ticket/ticket.ts';

export const NOTICES = [
  'assigned',
  'new-in-team',
  'mentioned',
  'answered',
  'escalated',
  'undeliverable',
  'approval',
  'task',
] as const;
/** What agents can be told of by mail. */
export type Notice = (typeof NOTICES)[number];

/** Everybody of a team, or of the team that it escalates to, but who did it. */
export interface TeamAddress {
  readonly team: string;
  readonly which: 'itself' | 'above';
  readonly but: string;
  /** Nobody works on the ticket: where nobody of the team wants to hear of it, all are asked. */
  readonly orAll: boolean;
}

/** Whom a notice is for: agents by principal, a team, or everybody who wants to hear of it where a ticket has nobody. */
export interface NoticeWish {
  readonly notice: Notice;
  readonly to: readonly string[] | 'all' | TeamAddress;
  /** The article that it is about. */
  readonly article?: number | undefined;
}

const MENTION = /(?<![\w.])@([A-Za-z0-9][A-Za-z0-9._:-]{0,126}[A-Za-z0-9])/g;
/** A note that names more people is a list, and calls nobody. */
const MOST_MENTIONED = 20;

/** Principals that a note calls by `@anna`; nobody where it calls too many. */
export function mentionedIn(text: string): string[] {
  const names = [...new Set([...text.matchAll(MENTION)].map(([, name = '']) => name))];
  return names.length > MOST_MENTIONED ? [] : names;
}

/** The step of an escalation that says that the deadline has passed; the one before warns. */
const BREACH = 2;

/**
 * Who is to be told of an event, as the ticket stands now. Nobody hears of what they did themselves.
 * @param text of the article that was added, where one was
 */
export function noticesOf(
  { what, by }: TicketEvent,
  { assignee, team, watchers = [] }: Pick<Ticket, 'assignee' | 'team' | 'watchers'>,
  text: string,
): NoticeWish[] {
  const others = (principals: readonly (string | null | undefined)[]) =>
    principals.filter((one): one is string => typeof one === 'string' && one !== by.id);
  const wish = (notice: Notice, to: readonly string[], article?: number): NoticeWish[] =>
    to.length === 0 ? [] : [{ notice, to, article }];
  const ofTeam = (code: string, more: Partial<TeamAddress> = {}): TeamAddress => ({
    team: code,
    which: 'itself',
    but: by.id,
    orAll: false,
    ...more,
  });
  /** Who takes a ticket out of the team before its mail is written, is faster than the mail. */
  const arrived = (inTeam: string | null | undefined): NoticeWish[] =>
    inTeam && inTeam === team && assignee === undefined ? [{ notice: 'new-in-team', to: ofTeam(team) }] : [];
  const responsible = (): NoticeWish['to'] =>
    assignee !== undefined ? [assignee] : team !== undefined ? ofTeam(team, { orAll: true }) : 'all';
  switch (what.type) {
    case 'opened':
      return arrived(what.team);
    case 'assigned':
      return [...wish('assigned', others([what.assignee])), ...arrived(what.team)];
    case 'article-added':
      if (what.kind === 'note' && by.kind === 'agent')
        return wish('mentioned', others(mentionedIn(text)), what.article);
      if (what.kind === 'reply' && !what.from) return wish('answered', others(watchers), what.article);
      return what.kind === 'message' && what.article > 1
        ? wish('answered', others([...new Set([assignee, ...watchers])]), what.article)
        : [];
    case 'ordered':
    case 'approval-given':
    case 'approver-replaced':
      return wish('approval', others(what.asked));
    case 'tasks-added':
      return wish('task', others([...new Set(what.tasks.map(({ assignee: one }) => one))]));
    case 'task-changed':
      return wish('task', others([what.assignee]));
    case 'escalated':
      return [
        { notice: 'escalated', to: responsible() },
        ...(what.step >= BREACH && team !== undefined
          ? [{ notice: 'escalated' as const, to: ofTeam(team, { which: 'above' }) }]
          : []),
      ];
    case 'undeliverable':
      return [{ notice: 'undeliverable', to: responsible(), article: what.article }];
    default:
      return [];
  }
}
