import type { TicketEvent } from '../ticket/events.ts';
import type { Ticket } from '../ticket/ticket.ts';

export const NOTICES = ['assigned', 'mentioned', 'answered', 'escalated', 'undeliverable'] as const;
/** What agents can be told of by mail. */
export type Notice = (typeof NOTICES)[number];

/** Whom a notice is for: agents by principal, or everybody who wants to hear of it where a ticket has nobody. */
export interface NoticeWish {
  readonly notice: Notice;
  readonly to: readonly string[] | 'all';
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

/**
 * Who is to be told of an event, as the ticket stands now. Nobody hears of what they did themselves.
 * @param text of the article that was added, where one was
 */
export function noticesOf(
  { what, by }: TicketEvent,
  { assignee }: Pick<Ticket, 'assignee'>,
  text: string,
): NoticeWish[] {
  const others = (principals: readonly (string | null | undefined)[]) =>
    principals.filter((one): one is string => typeof one === 'string' && one !== by.id);
  const wish = (notice: Notice, to: readonly string[], article?: number): NoticeWish[] =>
    to.length === 0 ? [] : [{ notice, to, article }];
  switch (what.type) {
    case 'assigned':
      return wish('assigned', others([what.assignee]));
    case 'article-added':
      if (what.kind === 'note' && by.kind === 'agent')
        return wish('mentioned', others(mentionedIn(text)), what.article);
      return what.kind === 'message' && what.article > 1
        ? wish('answered', others([assignee]), what.article)
        : [];
    case 'escalated':
      return [{ notice: 'escalated', to: assignee === undefined ? 'all' : [assignee] }];
    case 'undeliverable':
      return [
        { notice: 'undeliverable', to: assignee === undefined ? 'all' : [assignee], article: what.article },
      ];
    default:
      return [];
  }
}
