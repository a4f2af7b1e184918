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

/** The step of an escalation that says that the deadline has passed; the one before warns. */
const BREACH = 2;

/** Who is to be told of an event, as the ticket stands now. Nobody hears of what they did themselves, and of an article once. */
export function noticesOf(
  { what, by }: TicketEvent,
  { assignee, team, watchers = [] }: Pick<Ticket, 'assignee' | 'team' | 'watchers'>,
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
  const answered = (): NoticeWish[] => {
    if (what.type !== 'article-added' || what.from || what.article === 1) return [];
    const readers = { message: [assignee, ...watchers], reply: watchers, note: [], phone: [] }[what.kind];
    const told = [...new Set(readers)].filter((one) => one && !what.mentioned?.includes(one));
    return wish('answered', others(told), what.article);
  };
  switch (what.type) {
    case 'opened':
      return arrived(what.team);
    case 'assigned':
      return [...wish('assigned', others([what.assignee])), ...arrived(what.team)];
    case 'article-added':
      return [...wish('mentioned', others(what.mentioned ?? []), what.article), ...answered()];
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
