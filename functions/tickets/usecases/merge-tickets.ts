import { assertIfMatch } from '../../../shared/http/etag.ts';
import type { TicketHappening } from '../domain/ticket/events.ts';
import { mergedInto } from '../domain/ticket/links.ts';
import { refuse } from '../errors.ts';
import type { TicketReader } from '../reader/tickets.ts';
import type { TicketArticleRow, TicketRow } from '../table/tickets.ts';
import {
  type Changed,
  type ChangeTicketDeps,
  changeWrites,
  type Together,
  type Who,
  type Words,
} from './change-ticket.ts';
import { assertThere } from './desk-ground.ts';
import { loadTicket } from './link-tickets.ts';
import { type CopiedArticle, type OpenTicketDeps, openTicket } from './open-ticket.ts';

export interface JoinDeps extends OpenTicketDeps, Omit<ChangeTicketDeps, 'reader'> {
  readonly reader: OpenTicketDeps['reader'] & ChangeTicketDeps['reader'] & Pick<TicketReader, 'listArticles'>;
}

/** Copies stand in one transaction, which has room for so many. */
export const MAX_COPIED = 40;

interface Headers {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Merges a ticket into another one: its articles are copied there, as they are, its requester and participants take part there, and it is
 * closed and leads on. All in one transaction; nothing of the merged ticket is lost or changed. It cannot be undone: copies that
 * requesters have seen cannot be taken back; articles can be split off again.
 * @throws tickets.unknown-ticket, tickets.cannot-merge, platform.stale, platform.if-match-required
 */
export function mergeTickets(
  deps: JoinDeps,
  {
    companyId,
    ticketId,
    into,
  }: { readonly companyId: string; readonly ticketId: string; readonly into: string },
  who: Who & Headers,
  together: Together = () => [],
): Promise<Changed> {
  return deps.retryWhileContended(async () => {
    const [source, target] = await Promise.all([
      loadTicket(deps, companyId, ticketId),
      loadTicket(deps, companyId, into),
    ]);
    assertIfMatch(who.headers, source.version);
    assertMergeable(source, target);
    const articles = await allArticles(deps, source);
    const copies = articles.map(copyOf);
    const received: TicketHappening[] = [
      ...copies.map(({ kind, isPublic, from }, at) => ({
        type: 'article-added' as const, article: target.articles + at + 1, kind, isPublic, from,
      })),
      { type: 'linked', relation: 'merged-from', ticketId },
    ]; // biome-ignore format: a record
    const left: TicketHappening[] = [
      { type: 'linked', relation: 'merged-into', ticketId: into },
      ...(source.state === 'closed' ? [] : [{ type: 'state-changed' as const, state: 'closed' as const }]),
    ];
    const words = copies.map((copy) => copy.words);
    const [grown, closed] = await Promise.all([
      changeWrites(deps, target, { happenings: received, words, participants: source.participants }, who),
      changeWrites(deps, source, { happenings: left }, who),
    ]);
    await deps.store.commit([...grown.writes, ...closed.writes, ...(await together(grown.changed))]);
    return grown.changed;
  });
}

function assertMergeable(source: TicketRow, target: TicketRow): void {
  const why =
    source.ticketId === target.ticketId
      ? 'A ticket is not merged into itself.'
      : mergedInto(source.links)
        ? `It was merged into ticket ${mergedInto(source.links)} before.`
        : mergedInto(target.links)
          ? `Ticket ${target.ticketId} was merged into ${mergedInto(target.links)}: merge into that one.`
          : source.articles > MAX_COPIED
            ? `It has ${source.articles} articles; ${MAX_COPIED} can be merged. Link the two instead.`
            : undefined;
  if (why !== undefined) throw refuse('tickets.cannot-merge', why);
}

export interface SplitWish {
  readonly companyId: string;
  readonly ticketId: string;
  /** Numbers, in order. */
  readonly articles: readonly number[];
  readonly title: string;
  readonly team?: string | undefined;
  readonly category?: string | undefined;
}

/**
 * Splits articles off: they open a ticket of their own, of the same requester, and stay where they were. Both tickets say so.
 * @throws tickets.unknown-ticket, tickets.unknown-article, tickets.does-not-fit
 */
export async function splitTicket(
  deps: JoinDeps,
  { companyId, ticketId, articles: numbers, title, team, category }: SplitWish,
  who: Who,
  together: Together = () => [],
): Promise<Changed> {
  await assertThere(deps, companyId, { team, category });
  const source = await loadTicket(deps, companyId, ticketId);
  const found = await Promise.all(
    numbers.map((number) => deps.reader.loadArticle(companyId, ticketId, number)),
  );
  const missing = numbers.find((_, at) => found[at] === undefined);
  const [first, ...more] = found.flatMap((article) => (article ? [copyOf(article)] : []));
  if (missing !== undefined || !first)
    throw refuse('tickets.unknown-article', `The ticket has no article ${missing}.`);
  const { kind, impact, urgency, requester, participants } = source;
  return openTicket(
    deps,
    {
      companyId, channel: 'split', title, kind, impact, urgency, requester, participants,
      team: team ?? source.team,
      category: category ?? source.category,
      words: first.words,
      articleKind: first.kind,
      isPublic: first.isPublic,
      copied: more,
      links: [{ relation: 'follows', ticketId }],
    }, // biome-ignore format: a record
    who,
    async (opened) => {
      const seen = await loadTicket(deps, companyId, ticketId);
      const happenings = [
        { type: 'linked' as const, relation: 'followed-by' as const, ticketId: opened.row.ticketId },
      ];
      const { writes } = await changeWrites(deps, seen, { happenings }, who);
      return [...writes, ...(await together(opened))];
    },
  );
}

async function allArticles(
  { reader }: JoinDeps,
  { companyId, ticketId }: TicketRow,
): Promise<TicketArticleRow[]> {
  const { items } = await reader.listArticles(companyId, ticketId, { limit: MAX_COPIED });
  return items;
}

function copyOf(article: TicketArticleRow): CopiedArticle {
  const {
    ticketId,
    article: number,
    at,
    kind,
    isPublic,
    text,
    html,
    from,
    files,
    messageId,
    mailId,
    origin,
  } = article;
  const words: Words = {
    text, html, from, files, messageId, mailId,
    origin: origin ?? { ticketId, article: number, at },
  }; // biome-ignore format: a record
  return { kind, isPublic, from: { ticketId, article: number }, words };
}
