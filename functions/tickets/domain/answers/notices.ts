import type { Task } from '../tasks/tasks.ts';
import type { TicketEvent, TicketHappening } from '../ticket/events.ts';
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
  { what, by, version }: TicketEvent & { readonly version: number },
  { assignee, team, watchers = [], tasks = [] }: Pick<Ticket, 'assignee' | 'team' | 'watchers' | 'tasks'>,
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
  /** Of a task is told when it opens, not while it waits for others; and when one that is open is handed over. */
  const handed = (): NoticeWish[] => {
    const mine = tasks.filter(
      (task) =>
        task.state === 'open' &&
        (task.openedIn === version || (what.type === 'task-changed' && isHandedOver(what, task))),
    );
    const agents = new Set(mine.map((task) => task.assignee));
    const teams = new Set(mine.flatMap((task) => (task.assignee === undefined ? (task.team ?? []) : [])));
    return [
      ...wish('task', others([...agents])),
      ...[...teams].map((code) => ({ notice: 'task' as const, to: ofTeam(code) })),
    ];
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
    case 'task-changed':
    case 'tasks-dropped':
      return handed();
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

/** Whether a change gives a task to the agent or else the team that has it still. */
function isHandedOver(what: Extract<TicketHappening, { type: 'task-changed' }>, task: Task): boolean {
  if (what.task !== task.task) return false;
  if (task.assignee !== undefined) return what.assignee === task.assignee;
  return what.team === task.team || what.assignee === null;
}
